import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { languages } from '#shared/values'
import { states } from '#shared/zones'
import { t } from '../../lib/messages.ts'
import { useMe } from '../../lib/session.ts'
import { allZones, placeAndZone, sameClock, timeIn, zoneLong, zoneWords } from '../../lib/zones.ts'
import { type InlineOption, InlineSelect } from '../../ui/InlineSelect.tsx'
import { useNow } from '../../ui/RelativeTime.tsx'
import classes from './Facts.module.css'
import { Fact } from './Facts.tsx'
import { type PersonKind, type PersonProfile, profileQuery, useSaveProfile } from './profile.ts'

type ProfileFactsProps = { kind: PersonKind; id: number; name: string; readOnly: boolean }

const noProfile: PersonProfile = { state: null, timeZone: null, language: null, updatedAt: null }

/** Rows of a list of facts: where the person is, what time it is there, which language they read. */
export function ProfileFacts({ kind, id, name, readOnly }: ProfileFactsProps) {
  const { data = noProfile } = useQuery(profileQuery(kind, id))
  const save = useSaveProfile(kind, id)
  const zones = useZoneOptions()
  return (
    <>
      <ChoiceFact
        {...{ name, readOnly }}
        label={t('profileFacts.state')}
        value={data.state}
        options={stateOptions}
        onChange={(state) => save({ state })}
      >
        {data.state && (states[data.state]?.name ?? data.state)}
      </ChoiceFact>
      <ChoiceFact
        {...{ name, readOnly }}
        label={t('profileFacts.timeZone')}
        value={data.timeZone}
        options={zones}
        onChange={(timeZone) => save({ timeZone })}
      >
        {data.timeZone && <LocalTime zone={data.timeZone} />}
      </ChoiceFact>
      <ChoiceFact
        {...{ name, readOnly }}
        label={t('profileFacts.language')}
        value={data.language}
        options={languageOptions()}
        onChange={(language) => save({ language: languages.find((each) => each === language) ?? null })}
      >
        {data.language && t(`profileFacts.${data.language}`)}
      </ChoiceFact>
    </>
  )
}

/** "7:32 AM there · Los Angeles (PT)" */
export function LocalTime({ zone }: { zone: string }) {
  const now = useNow()
  const clinic = useMe().clinic.timeZone
  const words = sameClock(zone, clinic, now) ? t('profileFacts.sameTime') : t('profileFacts.there', { time: timeIn(zone, now) })
  return (
    <span title={zoneLong(zone, now)}>
      {words} · {placeAndZone(zone, now)}
    </span>
  )
}

type ChoiceFactProps = {
  name: string
  readOnly: boolean
  label: string
  value: string | null
  options: readonly InlineOption[]
  onChange: (value: string | null) => void
  children: ReactNode
}

function ChoiceFact({ name, readOnly, label, value, options, onChange, children }: ChoiceFactProps) {
  if (readOnly && !children) return null
  const empty = <span className={classes.nothing}>{t('common.add')}</span>
  return (
    <Fact label={label}>
      <InlineSelect
        label={t('profileFacts.of', { field: label, name })}
        value={value ?? ''}
        options={options}
        readOnly={readOnly}
        onChange={(chosen) => onChange(chosen || null)}
      >
        {children ?? empty}
      </InlineSelect>
    </Fact>
  )
}

const none = (): InlineOption => ({ value: '', label: t('profileFacts.unknown') })
const stateOptions: readonly InlineOption[] = Object.entries(states).map(([value, { name }]) => ({ value, label: name }))
const languageOptions = (): InlineOption[] => [...languages.map((value) => ({ value, label: t(`profileFacts.${value}`) })), none()]

/** The zones of the states first: they are what is asked for most. */
function useZoneOptions(): readonly InlineOption[] {
  return useMemo(() => {
    const common = [...new Set(Object.values(states).flatMap(({ zone }) => zone ?? []))]
    const others = allZones().filter((zone) => !common.includes(zone))
    return [...common, ...others].map((value) => ({ value, label: zoneWords(value) })).concat(none())
  }, [])
}

import { Button } from '@mantine/core'
import { IconArrowRight, IconLock, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { policy } from '#shared/policy'
import { limits, nextStage } from '#shared/values'
import { shortDate } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { phoneLink } from '../lib/phones.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/page/RecordHeader.module.css'
import { useActor, useNameOf } from '../records/people.ts'
import { restrictionQuery } from '../records/queries.ts'
import { InlineText } from '../ui/InlineText.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { useMovePatient } from './moves.ts'
import own from './PatientHeader.module.css'
import { type Patient, patientRef } from './queries.ts'
import type { SavePatient } from './saving.ts'

type HeaderProps = { patient: Patient; save: SavePatient; readOnly: boolean }

/** Who this is, whose patient, and the step everybody waits for. */
export function PatientHeader({ patient, save, readOnly }: HeaderProps) {
  const now = useNow()
  const nameOf = useNameOf()
  const coach = patient.healthCoachId === null ? t('patient.noCoach') : t('patient.coach', { name: nameOf(patient.healthCoachId) })
  const since = patient.createdAt && t('patient.since', { day: shortDate(patient.createdAt, now) })
  return (
    <header className={classes.header}>
      <div className={`${classes.who} ${own.who}`}>
        <PersonAvatar name={fullName(patient)} size={40} decorative />
        <div className={classes.words}>
          <h2 className={classes.name}>
            <Name patient={patient} save={save} readOnly={readOnly} />
          </h2>
          <p className={classes.quiet}>{[coach, since].filter(Boolean).join(' · ')}</p>
        </div>
        <div className={own.actions}>
          <HeaderActions patient={patient} readOnly={readOnly} />
        </div>
      </div>
      <RestrictionNotice id={patient.id} />
      {readOnly && <p className={classes.readOnly}>{t('patient.readOnly')}</p>}
    </header>
  )
}

/** First and last name, each a field of its own when edited. */
function Name({ patient, save, readOnly }: HeaderProps) {
  if (readOnly) return fullName(patient)
  const part = (name: 'firstName' | 'lastName') => (
    <InlineText
      label={t(name === 'firstName' ? 'leadFields.firstName' : 'leadFields.lastName')}
      value={patient[name]}
      required
      maxLength={limits.name}
      onSave={(text) => void save(patient, { [name]: text })}
    />
  )
  return (
    <>
      {part('firstName')} {part('lastName')}
    </>
  )
}

function HeaderActions({ patient, readOnly }: Pick<HeaderProps, 'patient' | 'readOnly'>) {
  const move = useMovePatient()
  const next = nextStage(patient.stage)
  return (
    <>
      {patient.phone && (
        <Button
          component="a"
          href={phoneLink(patient.phone)}
          variant="default"
          leftSection={<IconPhone size={14} aria-hidden />}
          aria-label={t('lead.callName', { name: fullName(patient) })}
        >
          {t('lead.call')}
        </Button>
      )}
      {!readOnly && next && (
        <Button onClick={() => void move(patient, next)} rightSection={<IconArrowRight size={14} aria-hidden />} title={valueWord(next)}>
          {t('patient.nextStage')}
        </Button>
      )}
    </>
  )
}

function RestrictionNotice({ id }: { id: number }) {
  const asks = policy.lead.restrict(useActor())
  const { data } = useQuery({ ...restrictionQuery(patientRef(id)), enabled: asks })
  if (!data?.restricted) return null
  return (
    <p className={classes.notice} data-hue="neutral">
      <IconLock size={16} aria-hidden />
      <span>{data.reason ? t('lead.restrictedWhy', { reason: data.reason }) : t('lead.restricted')}</span>
    </p>
  )
}

import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { allZones, timeIn, zoneWords } from '../lib/zones.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { type Clinic, changeClinic, useSaving } from './queries.ts'
import classes from './settings.module.css'

export function AboutClinic({ clinic, etag }: { clinic: Clinic; etag: string | undefined }) {
  const { name, timeZone, country } = clinic
  const form = useForm({ initialValues: { name, timeZone, country } })
  const save = useSaving(changeClinic, form.setErrors)
  const now = useNow()
  const zones = useMemo(
    () => [...new Set([timeZone, 'UTC', ...allZones()])].map((value) => ({ value, label: zoneWords(value) })),
    [timeZone],
  )
  return (
    <FormSection title={t('settings.about')} detail={t('settings.aboutDetail')}>
      <form className={classes.form} onSubmit={form.onSubmit((body) => save.mutate({ body, ifMatch: etag }))}>
        <TextInput label={t('settings.name')} maxLength={200} {...form.getInputProps('name')} />
        <Select
          label={t('settings.timeZone')}
          description={t('settings.nowThere', { time: timeIn(form.values.timeZone, now) })}
          data={zones}
          searchable
          allowDeselect={false}
          limit={100}
          nothingFoundMessage={t('common.nothingFound')}
          {...form.getInputProps('timeZone')}
        />
        <Select
          label={t('settings.country')}
          description={t('settings.countryDetail')}
          data={countries()}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common.nothingFound')}
          {...form.getInputProps('country')}
        />
        <Button type="submit" variant="default" disabled={!form.isDirty()} loading={save.isPending}>
          {t('common.save')}
        </Button>
      </form>
    </FormSection>
  )
}

/** Every pair of letters that the browser knows as a country, by name in the person's language. */
function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale()], { type: 'region', fallback: 'none' })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const known: { value: string; label: string }[] = []
  for (const first of letters) {
    for (const second of letters) {
      const value = first + second
      const label = notCountries.has(value) ? undefined : names.of(value)
      if (label) known.push({ value, label })
    }
  }
  return known.toSorted((a, b) => a.label.localeCompare(b.label))
}

/** Regions that are no countries, and codes that are none any more. */
const notCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AN',
  'BU',
  'CS',
  'DD',
  'FX',
  'NT',
  'SU',
  'TP',
  'YD',
  'YU',
  'ZR',
  'DY',
  'HV',
  'NH',
  'RH',
  'VD',
  'UK',
])

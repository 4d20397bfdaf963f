import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { allZones, ownZone, zoneWords } from '../lib/zones.ts'
import { Step } from './Step.tsx'

export type NewClinic = { name: string; timeZone: string }

type ClinicStepProps = { busy: boolean; error: Error | null; onDone: (clinic: NewClinic) => void }

/** What the clinic is called and by which clock it lives; both can be changed later. */
export function ClinicStep({ busy, error, onDone }: ClinicStepProps) {
  const form = useForm<NewClinic>({
    initialValues: { name: '', timeZone: ownZone() },
    validate: { name: (value) => (value.trim() === '' ? t('auth.required') : null) },
  })
  const zones = useMemo(() => [...new Set([ownZone(), 'UTC', ...allZones()])].map((value) => ({ value, label: zoneWords(value) })), [])
  return (
    <Step
      title={t('auth.clinicTitle')}
      lead={t('auth.clinicDetail')}
      refused={error ? explainShortly(error) : undefined}
      onSubmit={form.onSubmit(onDone)}
    >
      <TextInput
        size="md"
        label={t('auth.clinicName')}
        maxLength={200}
        autoComplete="organization"
        autoFocus
        {...form.getInputProps('name')}
      />
      <Select
        size="md"
        label={t('settings.timeZone')}
        data={zones}
        searchable
        allowDeselect={false}
        limit={100}
        nothingFoundMessage={t('common.nothingFound')}
        {...form.getInputProps('timeZone')}
      />
      <Button size="md" type="submit" loading={busy}>
        {t('auth.clinicStart')}
      </Button>
    </Step>
  )
}

import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { type Clinic, changeClinic, useSaving } from './queries.ts'

/** When people are reminded of their visits. */
export function RemindersSection({ clinic, etag }: { clinic: Clinic; etag: string | undefined }) {
  const before = clinic.reminderMinutes.join(', ')
  const [text, setText] = useState(before)
  const save = useSaving(changeClinic)
  const minutes = text
    .split(/[,\s]+/)
    .filter(Boolean)
    .map(Number)
  const isGood = minutes.length <= 5 && minutes.every((each) => Number.isInteger(each) && each >= 5 && each <= 40_320)
  return (
    <FormSection title={t('reminders.title')} detail={t('reminders.detail')}>
      <TextInput
        label={t('reminders.minutes')}
        description={t('reminders.hint')}
        inputMode="numeric"
        value={text}
        error={isGood ? undefined : t('reminders.wrong')}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={!isGood || minutes.join(', ') === before}
        loading={save.isPending}
        onClick={() => save.mutate({ body: { reminderMinutes: minutes }, ifMatch: etag })}
      >
        {t('common.save')}
      </Button>
    </FormSection>
  )
}

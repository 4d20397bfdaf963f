import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { type Clinic, changeClinic, useSaving } from './queries.ts'

/** How soon patients may expect an answer. */
export function RepliesSection({ clinic, etag }: { clinic: Clinic; etag: string | undefined }) {
  const [text, setText] = useState(String(clinic.replyHours))
  const save = useSaving(changeClinic)
  const hours = Number(text)
  const isGood = Number.isInteger(hours) && hours >= 1 && hours <= 336
  return (
    <FormSection title={t('paymentSettings.repliesTitle')} detail={t('paymentSettings.repliesDetail')}>
      <TextInput
        label={t('paymentSettings.hours')}
        type="number"
        min={1}
        max={336}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={!isGood || hours === clinic.replyHours}
        loading={save.isPending}
        onClick={() => save.mutate({ body: { replyHours: hours }, ifMatch: etag })}
      >
        {t('common.save')}
      </Button>
    </FormSection>
  )
}

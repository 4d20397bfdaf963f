/** The fields of a visit that every form of one has. */
import { TextInput } from '@mantine/core'
import { policy } from '#shared/policy'
import { appointmentDuration, limits } from '#shared/values'
import { t } from '../../lib/messages.ts'
import { useActor } from '../people.ts'

type VisitForm<Name extends string> = { form: { getInputProps: (field: Name) => object } }

/** In minutes. */
export function LengthField({ form }: VisitForm<'minutes'>) {
  const { shortest, longest } = appointmentDuration
  return <TextInput type="number" label={t('leadVisits.length')} min={shortest} max={longest} step={5} {...form.getInputProps('minutes')} />
}

/** What it is about, and where one meets. */
export function SubjectFields({ form }: VisitForm<'title' | 'meetingLink'>) {
  return (
    <>
      <TextInput label={t('leadVisits.what')} required maxLength={limits.title} {...form.getInputProps('title')} />
      <TextInput
        type="url"
        label={t('leadVisits.link')}
        placeholder={t('leadVisits.linkHint')}
        maxLength={limits.url}
        {...form.getInputProps('meetingLink')}
      />
    </>
  )
}

/** After a refusal for an overlap an Admin may say why it shall be all the same. */
export function OverbookField({ form, refused }: VisitForm<'overbookReason'> & { refused: boolean }) {
  if (!policy.appointment.overbook(useActor()) || !refused) return null
  return (
    <TextInput
      label={t('leadVisits.overbook')}
      description={t('leadVisits.overbookDetail')}
      maxLength={limits.reason}
      {...form.getInputProps('overbookReason')}
    />
  )
}

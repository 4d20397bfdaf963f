import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { appointmentDuration } from '#shared/values'
import { dateAndTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { isStatus } from '../../lib/problem.ts'
import { fieldErrors } from '../../lib/problem-words.ts'
import { fieldOf, ownZone, placeAndZone } from '../../lib/zones.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toast.ts'
import { usePersonOptions } from '../person-options.tsx'
import { linkOf, type RecordRef } from '../record.ts'
import classes from '../tasks/TasksSection.module.css'
import { FreeTimes } from './FreeTimes.tsx'
import { LengthField, OverbookField, SubjectFields } from './VisitFields.tsx'
import { type NewVisit, useBookVisit } from './visits.ts'

type Values = { title: string; when: string; minutes: string; userId: string; meetingLink: string; overbookReason: string }

/** Overlap is refused with the clash by name; an Admin may then say why it shall be booked all the same. */
export function NewVisitForm({ record, coachId, onClose }: { record: RecordRef; coachId: number | null; onClose: () => void }) {
  const book = useBookVisit(record)
  const form = useForm<Values>({ initialValues: startingWith(coachId) })
  const submit = (values: Values) =>
    book.mutate(asBody(record, values), {
      onSuccess: ({ scheduledAt }) => {
        toast({ text: t('leadVisits.booked', { when: dateAndTime(scheduledAt, Date.now()) }) })
        onClose()
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    })
  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)} aria-label={t('leadVisits.add')}>
      <FreeTimes
        record={record}
        coachId={Number(form.values.userId) || undefined}
        onChoose={(startsAt, userId) => form.setValues({ when: fieldOf(ownZone(), startsAt), userId: String(userId) })}
      />
      <VisitFields form={form} />
      {book.isError && Object.keys(form.errors).length === 0 && <Refusal error={book.error} />}
      <OverbookField form={form} refused={isStatus(book.error, 409)} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="default" loading={book.isPending}>
          {t('leadVisits.book')}
        </Button>
      </div>
    </form>
  )
}

function VisitFields({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const people = usePersonOptions('coaches').map(({ value, label }) => ({ value, label }))
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('calendar.when', { zone: placeAndZone(ownZone()) })}
          autoFocus
          required
          {...form.getInputProps('when')}
        />
        <LengthField form={form} />
      </div>
      <Select label={t('leadVisits.withWhom')} data={people} allowDeselect={false} searchable {...form.getInputProps('userId')} />
      <SubjectFields form={form} />
    </>
  )
}

const startingWith = (coachId: number | null): Values => ({
  title: t('leadVisits.whatDefault'),
  when: '',
  minutes: String(appointmentDuration.default),
  userId: coachId === null ? '' : String(coachId),
  meetingLink: '',
  overbookReason: '',
})

const asBody = (record: RecordRef, { title, when, minutes, userId, meetingLink, overbookReason }: Values): NewVisit => ({
  title,
  scheduledAt: when ? new Date(when).toISOString() : '',
  duration: Number(minutes),
  userId: userId === '' ? null : Number(userId),
  ...linkOf(record),
  meetingLink: meetingLink.trim() || null,
  ...(overbookReason.trim() ? { overbookReason: overbookReason.trim() } : {}),
})

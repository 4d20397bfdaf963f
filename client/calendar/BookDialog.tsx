import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import { fullName, useMe } from '../lib/session.ts'
import { fieldOf, instantOfField, shortDayIn, timeIn } from '../lib/zones.ts'
import { profileQuery } from '../records/facts/profile.ts'
import { type Chosen, PersonField } from '../records/PersonField.tsx'
import { useActor } from '../records/people.ts'
import { OverbookField, SubjectFields } from '../records/visits/VisitFields.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { toast } from '../ui/toast.ts'
import classes from './Dialogs.module.css'
import { askOutside } from './MoveDialog.tsx'
import type { Visit } from './queries.ts'
import { type NewVisit, useBookVisit } from './visits.ts'
import { useOutside, WhenFields, type WhenValues } from './WhenFields.tsx'

/** What is known of a visit before it is booked: a time that was dragged over, a day, or a visit to have again. */
export type Slot = { start?: Date; end?: Date; day?: Date; again?: Visit }

type Values = WhenValues & { person: Chosen | undefined; title: string; meetingLink: string }
type BookProps = { slot: Slot; chosen: readonly string[]; onClose: () => void; onBooked: (id: number) => void }

export function BookDialog({ slot, chosen, onClose, onBooked }: BookProps) {
  const zone = useMe().clinic.timeZone
  const actor = useActor()
  const form = useForm<Values>({ initialValues: startingWith(slot, chosen, zone) })
  const { book, submit } = useBooking(form, { zone, onClose, onBooked })
  const { person } = form.values
  const { data: profile } = useQuery({ ...profileQuery(person?.kind ?? 'lead', person?.id ?? 0), enabled: person !== undefined })
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form="book-visit" loading={book.isPending}>
        {t('leadVisits.book')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('calendar.bookTitle')} onClose={onClose} footer={footer}>
      <form id="book-visit" className={classes.fields} onSubmit={form.onSubmit((values) => void submit(values))}>
        <PersonField
          label={t('calendar.person')}
          hint={t('calendar.personHint')}
          onlyLeads={!policy.appointment.create(actor, { leadId: null })}
          value={person}
          onChange={(next) => form.setFieldValue('person', next)}
          error={typeof form.errors.person === 'string' ? form.errors.person : undefined}
        />
        <WhenFields form={form} zone={person ? (profile?.timeZone ?? null) : null} />
        <SubjectFields form={form} />
        {book.isError && Object.keys(form.errors).length === 0 && <Refusal error={book.error} />}
        <OverbookField form={form} refused={isStatus(book.error, 409)} />
      </form>
    </Dialog>
  )
}

type Booking = { zone: string; onClose: () => void; onBooked: (id: number) => void }

function useBooking(form: ReturnType<typeof useForm<Values>>, { zone, onClose, onBooked }: Booking) {
  const book = useBookVisit()
  const at = instantOfField(zone, form.values.when)
  const outside = useOutside(form.values, at)
  const submit = async (values: Values) => {
    if (!at || (outside && !(await askOutside()))) return
    book.mutate(asBody(values, at), {
      onSuccess: ({ id }) => {
        toast({ text: t('leadVisits.booked', { when: `${shortDayIn(zone, at)}, ${timeIn(zone, at)}` }) })
        onClose()
        onBooked(id)
      },
      onError: (error) => form.setErrors(withPerson(fieldErrors(error))),
    })
  }
  return { book, submit }
}

/** What the server says of a lead or contact belongs to the field of the person. */
const withPerson = ({ leadId, contactId, ...errors }: Record<string, string>) => {
  const person = leadId ?? contactId
  return person ? { ...errors, person } : errors
}

const asBody = ({ person, title, minutes, userId, meetingLink, overbookReason }: Values, scheduledAt: string): NewVisit => ({
  title,
  scheduledAt,
  duration: Number(minutes),
  userId: userId ? Number(userId) : null,
  leadId: person?.kind === 'lead' ? person.id : null,
  contactId: person?.kind === 'contact' ? person.id : null,
  meetingLink: meetingLink.trim() || null,
  ...(overbookReason.trim() ? { overbookReason: overbookReason.trim() } : {}),
})

function startingWith({ start, end, day, again }: Slot, chosen: readonly string[], zone: string): Values {
  const only = chosen.length === 1 && chosen[0] !== 'none' ? chosen[0] : ''
  const coach = again?.userId ?? (only ? Number(only) : null)
  const minutes = again?.duration ?? (start && end ? (end.getTime() - start.getTime()) / 60_000 : 30)
  return {
    person: again?.person ? { kind: again.person.kind, id: again.person.id, name: fullName(again.person) } : undefined,
    when: start ? fieldOf(zone, start.getTime()) : day ? `${day.toISOString().slice(0, 10)}T09:00` : '',
    minutes: String(minutes),
    userId: coach === null ? '' : String(coach),
    title: again?.title ?? t('calendar.titleDefault'),
    meetingLink: again?.meetingLink ?? '',
    overbookReason: '',
  }
}

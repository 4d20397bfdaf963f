import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiReply } from '#shared/api'
import { states } from '#shared/zones'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { useActor } from '../records/people.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { toast } from '../ui/toast.ts'

type CoachBooking = ApiReply<'GET /users/:id/booking'>
const key = (userId: number) => ['coach-booking', userId] as const

/** How patients book a coach: whether, where, and from which states. */
/** How the address of a video room begins, in every language. */
const webStart = 'https://'

export function BookingSection({ userId, readOnly }: { userId: number; readOnly: boolean }) {
  const booking = useQuery({
    queryKey: key(userId),
    queryFn: ({ signal }) => call('GET /users/:id/booking', { params: { id: userId }, signal }),
  })
  if (booking.isError) return <ErrorState error={booking.error} onRetry={() => void booking.refetch()} />
  if (!booking.data) return null
  return (
    <>
      <Link key={`${booking.data.acceptsBookings} ${booking.data.meetingLink}`} booking={booking.data} readOnly={readOnly} />
      <Licences key={JSON.stringify(booking.data.licences)} booking={booking.data} />
    </>
  )
}

function useSave<Given>(userId: number, save: (given: Given) => Promise<CoachBooking>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      queries.setQueryData(key(userId), saved)
      toast({ text: t('settings.saved') })
    },
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
}

function Link({ booking, readOnly }: { booking: CoachBooking; readOnly: boolean }) {
  const [accepts, setAccepts] = useState(booking.acceptsBookings)
  const [link, setLink] = useState(booking.meetingLink ?? '')
  const save = useSave(booking.userId, () =>
    call('PATCH /users/:id/booking', {
      params: { id: booking.userId },
      body: { acceptsBookings: accepts, meetingLink: link.trim() || null },
    }),
  )
  const changed = accepts !== booking.acceptsBookings || link.trim() !== (booking.meetingLink ?? '')
  return (
    <FormSection title={t('coachBooking.title')} detail={t('coachBooking.detail')}>
      <Checkbox
        label={t('coachBooking.accepts')}
        disabled={readOnly}
        checked={accepts}
        onChange={(event) => setAccepts(event.currentTarget.checked)}
      />
      <TextInput
        type="url"
        label={t('coachBooking.link')}
        description={t('coachBooking.linkDetail')}
        placeholder={webStart}
        readOnly={readOnly}
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      {!readOnly && (
        <Button variant="default" disabled={!changed} loading={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('common.save')}
        </Button>
      )}
    </FormSection>
  )
}

const stateOptions = Object.entries(states).map(([value, { name }]) => ({ value, label: name }))

/** An Admin's to keep; the last days stay with the states that are kept. */
function Licences({ booking }: { booking: CoachBooking }) {
  const readOnly = useActor().role !== 'Admin'
  const [licences, setLicences] = useState(booking.licences)
  const save = useSave(booking.userId, () => call('PUT /users/:id/licences', { params: { id: booking.userId }, body: { licences } }))
  const choose = (chosen: string[]) =>
    setLicences(chosen.map((state) => licences.find((each) => each.state === state) ?? { state, validTo: null }))
  const until = (state: string, validTo: string) =>
    setLicences(licences.map((each) => (each.state === state ? { ...each, validTo: validTo || null } : each)))
  return (
    <FormSection title={t('coachBooking.licences')} detail={t(licences.length ? 'coachBooking.licencesDetail' : 'coachBooking.noLicences')}>
      <MultiSelect
        label={t('coachBooking.states')}
        data={stateOptions}
        value={licences.map(({ state }) => state)}
        readOnly={readOnly}
        searchable
        onChange={choose}
      />
      {licences.map(({ state, validTo }) => (
        <TextInput
          key={state}
          type="date"
          label={t('coachBooking.validTo', { state: states[state]?.name ?? state })}
          readOnly={readOnly}
          value={validTo ?? ''}
          onChange={(event) => until(state, event.currentTarget.value)}
        />
      ))}
      {!readOnly && (
        <Button
          variant="default"
          disabled={JSON.stringify(licences) === JSON.stringify(booking.licences)}
          loading={save.isPending}
          onClick={() => save.mutate(undefined)}
        >
          {t('common.save')}
        </Button>
      )}
    </FormSection>
  )
}

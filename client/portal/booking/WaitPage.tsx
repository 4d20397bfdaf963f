import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { longDayIn } from '../../lib/zones.ts'
import { type Overview, overviewQuery } from '../lib/booking.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Field, Select } from '../ui/Field.tsx'
import { Facts, Form, Page } from '../ui/Page.tsx'
import { ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import { useStopWaiting, useWait } from './queries.ts'
import { zoneOf } from './words.ts'

const back = { to: '/portal/book' } as const

/** Waiting for a time that somebody gives back. */
export function WaitPage() {
  const { data, error, refetch } = useQuery(overviewQuery)
  if (!data)
    return (
      <Page title={t('booking.waitTitle')} back={back}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton />}
      </Page>
    )
  return data.waiting ? <Waits overview={data} waiting={data.waiting} /> : <Join overview={data} />
}

function Waits({ overview, waiting }: { overview: Overview; waiting: NonNullable<Overview['waiting']> }) {
  const stop = useStopWaiting()
  const coach = overview.coaches.find(({ id }) => id === waiting.coachId)
  return (
    <Page
      title={t('booking.waiting')}
      lead={t('booking.waitingSince', { day: longDayIn(zoneOf(overview), waiting.createdAt) })}
      back={back}
    >
      <p>{coach ? t('booking.waitingFor', { name: coach.name }) : t('booking.waitingAnyone')}</p>
      {(waiting.earliest || waiting.latest) && (
        <Facts
          facts={[waiting.earliest, waiting.latest].map((day, at) => [t(at ? 'booking.latest' : 'booking.earliest'), day && dayWords(day)])}
        />
      )}
      {stop.error && <Notice kind="refused">{explainShortly(stop.error)}</Notice>}
      <Button look="danger" wide busy={stop.isPending} onClick={() => stop.mutate(undefined)}>
        {t('booking.stopWaiting')}
      </Button>
    </Page>
  )
}

/** A day of the calendar, the same in every zone. */
const dayWords = (day: string) => longDayIn('UTC', `${day}T12:00:00Z`)

function Join({ overview }: { overview: Overview }) {
  const [wish, setWish] = useState({ coach: '', earliest: '', latest: '' })
  const wait = useWait()
  const errors = fieldErrors(wait.error)
  const set = (part: Partial<typeof wish>) => setWish({ ...wish, ...part })
  return (
    <Page title={t('booking.waitTitle')} lead={t('booking.waitLead')} back={back}>
      <Form onSubmit={() => wait.mutate({ ...wish, coach: Number(wish.coach) || undefined })}>
        {overview.coaches.length > 1 && (
          <Select
            label={t('booking.coach')}
            value={wish.coach}
            empty={t('booking.anyone')}
            options={overview.coaches.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(coach) => set({ coach })}
          />
        )}
        <Field label={t('booking.earliest')} optional type="date" value={wish.earliest} onChange={(earliest) => set({ earliest })} />
        <Field
          label={t('booking.latest')}
          optional
          type="date"
          value={wish.latest}
          error={errors.latest}
          onChange={(latest) => set({ latest })}
        />
        {wait.error && !errors.latest && <Notice kind="refused">{explainShortly(wait.error)}</Notice>}
        <Button type="submit" look="filled" wide busy={wait.isPending}>
          {t('booking.startWaiting')}
        </Button>
      </Form>
    </Page>
  )
}

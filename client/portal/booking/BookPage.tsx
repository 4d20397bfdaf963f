import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { dayOf, isDay } from '#shared/clock'
import { isStatus } from '../../lib/problem.ts'
import { type Overview, overviewQuery, whenIn } from '../lib/booking.ts'
import { go, useSearch } from '../lib/router.ts'
import { t } from '../messages.ts'
import { Page } from '../ui/Page.tsx'
import { ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import classes from './booking.module.css'
import { DayChooser } from './DayChooser.tsx'
import { HeldPanel } from './HeldPanel.tsx'
import { OfferNotice } from './OfferNotice.tsx'
import { Picker } from './Picker.tsx'
import { useHold } from './queries.ts'
import { StateStep } from './StateStep.tsx'
import { TimeList } from './Times.tsx'
import { shortWhenIn, zoneOf } from './words.ts'
import { ZonePicker } from './ZonePicker.tsx'

/** One thing: a time. It is held at a touch and booked by one button. */
export function BookPage() {
  const overview = useQuery(overviewQuery)
  if (overview.isPending || overview.error)
    return (
      <Page title={t('booking.title')} back={{ to: '/portal/visits' }}>
        {overview.error ? <ErrorState error={overview.error} onRetry={() => void overview.refetch()} /> : <Skeleton tall />}
      </Page>
    )
  return overview.data.needsState ? <StateStep /> : <Chooser overview={overview.data} />
}

function Chooser({ overview }: { overview: Overview }) {
  const search = useSearch()
  const zone = zoneOf(overview)
  const today = dayOf(zone, Date.now())
  const day = search.get('day')
  const coach = Number(search.get('coach')) || undefined
  const moved = Number(search.get('move')) || overview.next?.id
  const [expired, setExpired] = useState(false)
  const hold = useHold()
  const own = overview.holds.find(({ isOffer }) => !isOffer)
  const look = (next: Record<string, string | undefined>) =>
    go({ to: '/portal/book', search: { ...Object.fromEntries(search), ...next } }, { replace: true })
  const choose = (startsAt: string) => {
    setExpired(false)
    hold.mutate({ startsAt, coach })
  }
  const refetch = useOverviewAgain()
  const whenOver = useCallback(() => {
    setExpired(true)
    refetch()
  }, [refetch])
  const done = (id: number) => go({ to: '/portal/visits/:id', params: { id }, search: { now: moved === undefined ? 'booked' : 'moved' } })
  return (
    <Page title={t(moved ? 'booking.moveTitle' : 'booking.title')} lead={leadOf(overview, zone)} back={{ to: '/portal/visits' }}>
      {overview.holds.map(
        (each) => each.isOffer && <OfferNotice key={each.id} hold={each} overview={overview} zone={zone} onDone={done} />,
      )}
      <div className={classes.pickers}>
        <ZonePicker zone={zone} />
        <CoachPicker overview={overview} coach={coach} onChoose={(id) => look({ coach: id })} />
      </div>
      {expired && !own && (
        <Notice kind="warning" title={t('booking.expired')}>
          {t('booking.expiredDetail')}
        </Notice>
      )}
      {hold.error && <LostRace error={hold.error} zone={zone} onChoose={choose} />}
      <DayChooser
        zone={zone}
        today={today}
        coach={coach}
        day={day && isDay(day) ? day : undefined}
        chosen={hold.isPending ? hold.variables.startsAt : own?.startsAt}
        busy={hold.isPending}
        onDay={(day) => look({ day })}
        onChoose={choose}
      />
      {own && <HeldPanel key={`${own.id}`} hold={own} overview={overview} zone={zone} visitId={moved} onDone={done} onExpired={whenOver} />}
    </Page>
  )
}

function useOverviewAgain() {
  const { refetch } = useQuery(overviewQuery)
  // A moment later than the server's own clock says.
  return useCallback(() => void setTimeout(() => void refetch(), 500), [refetch])
}

function leadOf({ next, visitMinutes }: Overview, zone: string): string {
  return next ? t('booking.moveLead', { time: whenIn(zone, next.startsAt) }) : t('booking.kind', { minutes: visitMinutes })
}

function CoachPicker({
  overview,
  coach,
  onChoose,
}: {
  overview: Overview
  coach: number | undefined
  onChoose: (id: string | undefined) => void
}) {
  if (overview.coaches.length < 2) return null
  const options = overview.coaches.map(({ id, name, isOwn }) => ({ value: String(id), label: isOwn ? t('booking.own', { name }) : name }))
  return (
    <Picker
      label={t('booking.coach')}
      value={coach === undefined ? '' : String(coach)}
      options={[{ value: '', label: t('booking.anyone') }, ...options]}
      onChange={(value) => onChoose(value || undefined)}
    />
  )
}

/** Somebody else was faster: other times at once. */
function LostRace({ error, zone, onChoose }: { error: unknown; zone: string; onChoose: (startsAt: string) => void }) {
  const slots = isStatus(error, 409) && Array.isArray(error.problem.slots) ? error.problem.slots.map(String) : undefined
  const [seen, setSeen] = useState(error)
  useEffect(() => setSeen(error), [error])
  if (!slots) return <ErrorState error={seen} />
  return (
    <>
      <Notice kind="refused" title={t('booking.taken')}>
        {t(slots.length ? 'booking.takenDetail' : 'booking.takenNone')}
      </Notice>
      {slots.length > 0 && <TimeList zone={zone} times={slots} chosen={undefined} busy={false} onChoose={onChoose} say={shortWhenIn} />}
    </>
  )
}

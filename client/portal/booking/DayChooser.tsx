import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#shared/clock'
import { longDayIn } from '../../lib/zones.ts'
import { t } from '../messages.ts'
import { Button, ButtonRow, LinkButton } from '../ui/Button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/States.tsx'
import { DayStrip } from './DayStrip.tsx'
import { daysFrom, noonOf, rangeOf, slotsByDay } from './days.ts'
import { slotsQuery } from './queries.ts'
import { Times } from './Times.tsx'

type DayChooserProps = {
  zone: string
  today: string
  coach: number | undefined
  /** The day that was chosen; none: the first that has a free time. */
  day: string | undefined
  /** The time that is held or just asked for. */
  chosen: string | undefined
  busy: boolean
  onDay: (day: string) => void
  onChoose: (startsAt: string) => void
}

/** A week of days, and the free times of the chosen one. */
export function DayChooser({ zone, today, coach, day, chosen, busy, onDay, onChoose }: DayChooserProps) {
  // The page of days turned to stays when the clock changes; only days that are over on the new one fall away.
  const [turnedTo, turnTo] = useState(day)
  const first = turnedTo && turnedTo > today ? turnedTo : today
  const slots = useQuery({ ...slotsQuery({ ...rangeOf(zone, first), coach }), placeholderData: keepPreviousData })
  const byDay = slots.data && !slots.isPlaceholderData ? slotsByDay(zone, slots.data.data) : undefined
  const days = daysFrom(first)
  const shown = day && days.includes(day) ? day : (days.find((each) => byDay?.has(each)) ?? first)
  const next = slots.data?.nextFree
  return (
    <>
      <DayStrip
        zone={zone}
        first={first}
        today={today}
        chosen={shown}
        countOn={(each) => byDay && (byDay.get(each)?.length ?? 0)}
        onChoose={onDay}
        onTurn={turnTo}
      />
      {slots.error ? (
        <ErrorState error={slots.error} onRetry={() => void slots.refetch()} />
      ) : !byDay ? (
        <Skeleton lines={6} />
      ) : byDay.size === 0 ? (
        <NoTimes zone={zone} next={next ?? undefined} onNext={(at) => turnTo(dayOf(zone, Date.parse(at)))} />
      ) : byDay.has(shown) ? (
        <Times zone={zone} slots={byDay.get(shown) ?? []} chosen={chosen} busy={busy} onChoose={onChoose} />
      ) : (
        <EmptyState title={t('booking.noDay')} detail={`${longDayIn(zone, noonOf(zone, shown))}. ${t('booking.noDayDetail')}`} />
      )}
    </>
  )
}

/** Never a dead end: the next day that has one, or the waitlist. */
function NoTimes({ zone, next, onNext }: { zone: string; next: string | undefined; onNext: (at: string) => void }) {
  const day = next && longDayIn(zone, next)
  return (
    <EmptyState
      title={t('booking.noTimes')}
      detail={day ? t('booking.noTimesNext', { day }) : t('booking.noTimesAtAll')}
      action={
        <ButtonRow>
          <LinkButton to="/portal/wait" look={next ? 'quiet' : 'filled'}>
            {t('booking.wait')}
          </LinkButton>
          {next && day && (
            <Button look="filled" onClick={() => onNext(next)}>
              {t('booking.goToNext', { day })}
            </Button>
          )}
        </ButtonRow>
      }
    />
  )
}

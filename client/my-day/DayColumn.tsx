import { ActionIcon, Button } from '@mantine/core'
import { IconCheck, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import { addDays, dayOf, startOfDay } from '#shared/clock'
import type { AppointmentStatus } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { sameClock, shortDayIn, timeIn, zoneLong } from '../lib/zones.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { type Hue, hueText, hueTint } from '../ui/hues.ts'
import { LoadingLine } from '../ui/LoadingLine.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import classes from './DayColumn.module.css'
import { clockHours, gapsBetween, hoursInSight, type Placed, placeVisits } from './day-layout.ts'
import { dayVisitsQuery, type Visit, workHoursQuery } from './queries.ts'

type DayColumnProps = { day: string; onDay: (day: string | undefined) => void }

/** The visits of a day on the clinic's clock, with a line for now and what is not worked hatched. */
export function DayColumn({ day, onDay }: DayColumnProps) {
  const { id, clinic } = useMe()
  const zone = clinic.timeZone
  const now = useNow()
  const visits = useQuery(dayVisitsQuery(id, day, zone))
  const { data: hours = [] } = useQuery(workHoursQuery(id, day, zone))
  const today = dayOf(zone, now)
  const placed = placeVisits(visits.data ?? [], zone, day)
  const { first, last } = hoursInSight(placed)
  const at = (time: string) => clockHours(zone, day, Date.parse(time))
  const gaps =
    hours.length > 0
      ? gapsBetween(
          hours.map(({ startsAt, endsAt }) => ({ from: at(startsAt), to: at(endsAt) })),
          first,
          last,
        )
      : []
  const nowHours = day === today ? clockHours(zone, day, now) : -1
  return (
    <section className={classes.side} aria-label={t('myDay.calendar')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{day === today ? t('myDay.calendar') : shortDayIn(zone, startOfDay(zone, day))}</h2>
        <span className={classes.zone}>{zoneLong(zone)}</span>
        <span className={classes.moves}>
          <ActionIcon aria-label={t('myDay.previousDay')} onClick={() => onDay(addDays(day, -1))}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Button variant="default" size="compact-sm" onClick={() => onDay(undefined)}>
            {t('myDay.backToday')}
          </Button>
          <ActionIcon aria-label={t('myDay.nextDay')} onClick={() => onDay(addDays(day, 1))}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </span>
      </header>
      <div className={classes.loading}>
        <LoadingLine shown={visits.isPending} />
      </div>
      {visits.isError && <ErrorState error={visits.error} onRetry={() => void visits.refetch()} />}
      {visits.data?.length === 0 && <p className={classes.none}>{t('myDay.noVisits')}</p>}
      <div className={classes.hours} style={{ '--hours': last - first } as CSSProperties}>
        {hoursFrom(first, last).map((hour) => (
          <div key={hour} className={classes.hour} style={{ '--at': hour - first } as CSSProperties} aria-hidden>
            {hourName(hour)}
          </div>
        ))}
        {gaps.map((gap) => (
          <div key={gap.from} className={classes.gap} style={spanOf(gap, first)} title={t('myDay.notWorking')} />
        ))}
        <ol className={classes.visits}>
          {placed.map((each) => (
            <VisitItem key={each.visit.id} placed={each} first={first} zone={zone} />
          ))}
        </ol>
        {nowHours >= first && nowHours <= last && (
          <div
            className={classes.now}
            style={{ '--at': nowHours - first } as CSSProperties}
            role="img"
            aria-label={t('myDay.now', { time: timeIn(zone, now) })}
          />
        )}
      </div>
    </section>
  )
}

const hoursFrom = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index)
const spanOf = ({ from, to }: { from: number; to: number }, first: number) =>
  ({ '--at': from - first, '--long': to - from }) as CSSProperties
/** "8 AM" in the person's own way; the day is any. */
const hourName = (hour: number) => timeIn('UTC', Date.UTC(2024, 0, 1, hour)).replace(':00', '')

const looks: Record<AppointmentStatus, Hue> = { Scheduled: 'petrol', Completed: 'green', Cancelled: 'neutral', 'No Show': 'red' }

function VisitItem({ placed: { visit, from, to, lane, lanes }, first, zone }: { placed: Placed<Visit>; first: number; zone: string }) {
  const hue = looks[visit.status]
  const name = visit.person ? fullName(visit.person) : t('myDay.nobody')
  const path: string = visit.person ? `/${visit.person.kind === 'lead' ? 'leads' : 'patients'}/${visit.person.id}` : '/calendar'
  const words = t('myDay.visit', { time: timeIn(zone, visit.scheduledAt), name, title: visit.title, status: valueWord(visit.status) })
  const style = { ...spanOf({ from, to }, first), '--lane': lane, '--lanes': lanes, color: hueText(hue), background: hueTint(hue) }
  return (
    <li className={classes.place} style={style as CSSProperties} data-cancelled={visit.status === 'Cancelled' || undefined}>
      <Link to={path} className={classes.visit} aria-label={words} title={words}>
        <span className={classes.words}>
          <strong>{name}</strong> {visit.title}
        </span>
        <span className={classes.aside}>
          <Aside visit={visit} zone={zone} />
        </span>
      </Link>
    </li>
  )
}

/** What became of it; before that, the person's own time where it is known. */
function Aside({ visit: { status, scheduledAt, person }, zone }: { visit: Visit; zone: string }) {
  if (status === 'Completed') return <IconCheck size={14} aria-hidden />
  if (status !== 'Scheduled') return valueWord(status)
  if (!person?.timeZone) return null
  if (sameClock(person.timeZone, zone, scheduledAt)) return t('myDay.sameZone')
  return t('myDay.theirs', { time: timeIn(person.timeZone, scheduledAt) })
}

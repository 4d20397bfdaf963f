import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { addDays } from '#shared/clock'
import { asSentence } from '../../lib/dates.ts'
import { dateFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import classes from './booking.module.css'
import { daysFrom, noonOf, shownDays } from './days.ts'

type DayStripProps = {
  zone: string
  /** The first of the days shown, and the first there is. */
  first: string
  today: string
  chosen: string | undefined
  countOn: (day: string) => number | undefined
  onChoose: (day: string) => void
  onTurn: (first: string) => void
}

/** A week at a glance: what is free on each day. */
export function DayStrip({ zone, first, today, chosen, countOn, onChoose, onTurn }: DayStripProps) {
  const format = (day: string, options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale(), { timeZone: zone, ...options }).format(noonOf(zone, day))
  const days = daysFrom(first)
  const [start = first, end = first] = [days[0], days.at(-1)]
  const months = [...new Set([start, end].map((day) => format(day, { month: 'long' })))].join(' – ')
  return (
    <div className={classes.strip}>
      <div className={classes.stripHead}>
        <h2 className={classes.month}>{asSentence(months)}</h2>
        <div className={classes.turn}>
          <Button
            look="plain"
            aria-label={t('booking.earlierDays')}
            disabled={first <= today}
            onClick={() => onTurn(laterOf(today, addDays(first, -shownDays)))}
          >
            <IconChevronLeft size={22} stroke={1.6} aria-hidden />
          </Button>
          <Button look="plain" aria-label={t('booking.laterDays')} onClick={() => onTurn(addDays(first, shownDays))}>
            <IconChevronRight size={22} stroke={1.6} aria-hidden />
          </Button>
        </div>
      </div>
      <ul className={classes.days} aria-label={t('booking.days')}>
        {days.map((day) => {
          const count = countOn(day)
          const free = count === undefined ? '' : count === 0 ? t('booking.none') : t('booking.free', { count })
          return (
            <li key={day}>
              <button
                type="button"
                className={classes.day}
                aria-pressed={day === chosen}
                data-empty={count === 0 || undefined}
                onClick={() => onChoose(day)}
              >
                <span className="visually-hidden">
                  {t('booking.dayName', { day: format(day, { weekday: 'long', day: 'numeric', month: 'long' }), free })}
                </span>
                <span aria-hidden>{format(day, { weekday: 'short' })}</span>
                <strong aria-hidden>{format(day, { day: 'numeric' })}</strong>
                <span aria-hidden>{free || ' '}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const laterOf = (one: string, other: string) => (one > other ? one : other)

/** Times of visits in words, on the patient's clock. */
import { dateFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { ownZone, timeIn } from '../../lib/zones.ts'
import type { Overview } from '../lib/booking.ts'
import { type MessageKey, t } from '../messages.ts'
import type { Visit } from './queries.ts'

/** The zone they chose, or the one their device is in. */
export const zoneOf = (overview: Pick<Overview, 'timeZone'> | undefined) => overview?.timeZone ?? ownZone()

/** "Fri 9:30 AM": short enough for a button. */
export const shortWhenIn = (zone: string, at: string) =>
  dateFormat(locale(), { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(
    new Date(at),
  )

export const clockIn = (zone: string, at: string | number) => timeIn(zone, at)

const statusWords = {
  Scheduled: 'booking.scheduled',
  Completed: 'booking.completed',
  Cancelled: 'booking.cancelled',
  'No Show': 'booking.missed',
} as const satisfies Record<Visit['status'], MessageKey>

export const statusWord = (status: Visit['status']) => t(statusWords[status])
export const statusHue = { Scheduled: 'petrol', Completed: 'green', Cancelled: 'neutral', 'No Show': 'red' } as const

export const isComing = ({ status, startsAt, duration }: Visit, now: number) =>
  status === 'Scheduled' && Date.parse(startsAt) + duration * 60_000 > now

/** What the clinic allows, in one sentence. */
export function changeRule(minutes: number, startsAt: string): string {
  if (Date.parse(startsAt) - Date.now() < minutes * 60_000) return t('booking.changeNever')
  return minutes === 0 ? t('booking.changeAlways') : t('booking.changeUntil', { hours: Math.round(minutes / 6) / 10 })
}

/** "Every 2 weeks, until 3 Mar": how a task comes again. */
import type { Recurrence } from '#shared/values'
import { shortDate } from '../../lib/dates.ts'
import { type MessageKey, t } from '../../lib/messages.ts'

const keys = {
  day: 'recurrence.day',
  weekday: 'recurrence.weekday',
  week: 'recurrence.week',
  month: 'recurrence.month',
  year: 'recurrence.year',
} as const satisfies Record<Recurrence, MessageKey>

export function recurrenceWords({ every, interval, endsAt }: { every: Recurrence; interval: number; endsAt?: string | null }): string {
  const rhythm = t(keys[every], { count: interval })
  return endsAt ? t('recurrence.until', { rhythm, day: shortDate(endsAt, Date.now()) }) : rhythm
}

/** The rhythms to choose from, as `every:interval`. */
export const usualRhythms = ['day:1', 'weekday:1', 'week:1', 'week:2', 'month:1', 'month:3', 'year:1'] as const

export function readRhythm(rhythm: string): { every: Recurrence; interval: number } | undefined {
  const [every, interval] = rhythm.split(':')
  const known = Object.keys(keys).find((key): key is Recurrence => key === every)
  return known && { every: known, interval: Number(interval) }
}

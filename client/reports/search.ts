/** What the dashboard and its lists keep in the address. */
import { type ReportList, reportLists } from '#shared/reports'
import { oneOf, textIn } from '../lib/search-params.ts'

/** Stretches of days up to today. */
export const ranges = { '7d': 7, '30d': 30, quarter: 91, year: 365 } as const
export type Range = keyof typeof ranges
export const usualRange: Range = '30d'

export type PeriodSearch = { range?: Range; from?: string; to?: string }
export type PeriodQuery = { days?: number; from?: string; to?: string }

type Raw = Record<string, unknown>

export function readPeriodSearch(raw: Raw): PeriodSearch {
  const from = dayIn(raw, 'from')
  const to = dayIn(raw, 'to')
  if (from && to && from <= to) return { from, to }
  return { range: oneOf(raw, 'range', Object.keys(ranges) as Range[]) }
}

/** Of one or the other: a stretch up to today, or two days. */
export function periodQuery({ range = usualRange, from, to }: PeriodSearch): PeriodQuery {
  return from && to ? { from, to } : { days: ranges[range] }
}

export type RowsSearch = PeriodSearch & {
  list?: ReportList
  part?: 'hit' | 'miss'
  of?: string
  /** An id as text, or `none`. */
  userId?: string
  dayFrom?: string
  dayTo?: string
}

export function readRowsSearch(raw: Raw): RowsSearch {
  const userId = textIn(raw, 'userId')
  return {
    ...readPeriodSearch(raw),
    list: oneOf(raw, 'list', reportLists),
    part: oneOf(raw, 'part', ['hit', 'miss']),
    of: textIn(raw, 'of'),
    userId: userId && /^(none|[1-9]\d{0,9})$/.test(userId) ? userId : undefined,
    dayFrom: dayIn(raw, 'dayFrom'),
    dayTo: dayIn(raw, 'dayTo'),
  }
}

export function rowsQueryOf({ part, of, userId, dayFrom, dayTo, ...period }: RowsSearch) {
  const who = userId === undefined || userId === 'none' ? userId : Number(userId)
  return { ...periodQuery(period), part, of, userId: who as number | 'none' | undefined, dayFrom, dayTo }
}

function dayIn(raw: Raw, name: string): string | undefined {
  const day = textIn(raw, name)
  return day && /^(19|20|21)\d\d-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined
}

export function yearIn(raw: Raw): number | undefined {
  const year = Number(raw.year)
  return Number.isInteger(year) && year >= 2000 && year < 2100 ? year : undefined
}

/** What the calendar keeps in its address: how it is looked at, which days, whose visits, which one is open. */
import { addDays, dayOf, startOfDay, weekdayOf } from '#shared/clock'
import { idIn, oneOf, textIn, textsIn } from '../lib/search-params.ts'

export const calendarViews = ['day', 'week', 'month', 'agenda'] as const
export type CalendarView = (typeof calendarViews)[number]
export type CalendarSearch = {
  view?: CalendarView
  /** `2026-11-22` on the clinic's calendar; today without. */
  date?: string
  /** Ids of coaches, or `none` for visits that nobody has yet. */
  coach?: string[]
  cancelled?: 'shown'
  visit?: number
}

export function readCalendarSearch(raw: Record<string, unknown>): CalendarSearch {
  const date = textIn(raw, 'date', 10)
  return {
    view: oneOf(raw, 'view', calendarViews),
    date: date && isDay(date) ? date : undefined,
    coach: textsIn(raw, 'coach')?.filter((id) => /^(\d{1,9}|none)$/.test(id)),
    cancelled: oneOf(raw, 'cancelled', ['shown']),
    visit: idIn(raw, 'visit'),
  }
}

const isDay = (text: string) => /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

/** Days of the agenda. */
export const agendaDays = 14

/** The days a view shows, `last` included; weeks begin on `firstDay` (1 is Monday). */
export function daysOf(view: CalendarView, date: string, firstDay: number): { first: string; last: string } {
  const weekStart = (day: string) => addDays(day, -((weekdayOf(day) - firstDay + 7) % 7))
  if (view === 'day') return { first: date, last: date }
  if (view === 'agenda') return { first: date, last: addDays(date, agendaDays - 1) }
  if (view === 'week') return { first: weekStart(date), last: addDays(weekStart(date), 6) }
  const first = weekStart(`${date.slice(0, 8)}01`)
  return { first, last: addDays(first, 41) }
}

/** The same as instants: from the first midnight to the one after the last day, on the clinic's clock. */
export function rangeOf(zone: string, { first, last }: { first: string; last: string }) {
  return {
    from: new Date(startOfDay(zone, first)).toISOString(),
    to: new Date(startOfDay(zone, addDays(last, 1))).toISOString(),
  }
}

/** One view on or back; a month keeps to the first, so that no day is lost on the way. */
export function stepped(view: CalendarView, date: string, direction: 1 | -1): string {
  if (view === 'month') {
    const [year = 0, month = 1] = date.split('-').map(Number)
    return new Date(Date.UTC(year, month - 1 + direction, 1)).toISOString().slice(0, 10)
  }
  return addDays(date, direction * { day: 1, week: 7, agenda: agendaDays }[view])
}

export const todayIn = (zone: string) => dayOf(zone, Date.now())

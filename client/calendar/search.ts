/** The days a view of the calendar shows. */
import { addDays, dayOf, startOfDay, weekdayOf } from '#shared/clock'
import type { CalendarView } from './address.ts'

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

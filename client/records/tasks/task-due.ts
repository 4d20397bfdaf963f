/** When a task is due, on the clinic's calendar: pure, so that days, weeks and words can be tested. */
import { addDays, dayOf, startOfDay, weekdayOf } from '#shared/clock'
import { shortDayIn, timeIn } from '../../lib/zones.ts'

export const dueGroups = ['overdue', 'today', 'week', 'later'] as const
export type DueGroup = (typeof dueGroups)[number]
/** What the list can be narrowed to. */
export const dueFilters = [...dueGroups, 'none'] as const
export type DueFilter = (typeof dueFilters)[number]

/** Weeks end on Sunday; what has no date is for later. */
export function dueGroup(dueDate: string | null, now: number, zone: string): DueGroup {
  if (dueDate === null) return 'later'
  const at = Date.parse(dueDate)
  if (at < now) return 'overdue'
  const { tomorrow, nextWeek } = bounds(now, zone)
  return at < tomorrow ? 'today' : at < nextWeek ? 'week' : 'later'
}

/** The same as the list can be asked for; both ends of a range belong to it. */
export function dueRange(group: DueFilter, now: number, zone: string): { dueDateFrom?: string; dueDateTo?: string; dueDate?: 'none'[] } {
  if (group === 'none') return { dueDate: ['none'] }
  const { tomorrow, nextWeek } = bounds(now, zone)
  const ranges: Record<DueGroup, [number | undefined, number | undefined]> = {
    overdue: [undefined, now],
    today: [now, tomorrow],
    week: [tomorrow, nextWeek],
    later: [nextWeek, undefined],
  }
  const [from, before] = ranges[group]
  return {
    ...(from === undefined ? {} : { dueDateFrom: new Date(from).toISOString() }),
    ...(before === undefined ? {} : { dueDateTo: new Date(before - 1).toISOString() }),
  }
}

/** The time for what is due today, else the day: "5:00 PM", "Fri 27 Nov". */
export function dueWords(dueDate: string, now: number, zone: string): string {
  return dayOf(zone, Date.parse(dueDate)) === dayOf(zone, now) ? timeIn(zone, dueDate) : shortDayIn(zone, dueDate)
}

function bounds(now: number, zone: string) {
  const today = dayOf(zone, now)
  return { tomorrow: startOfDay(zone, addDays(today, 1)), nextWeek: startOfDay(zone, addDays(today, 8 - weekdayOf(today))) }
}

/** The days on which the demo clinic is closed. */
import { addDays, weekdayOf } from '../../shared/clock.ts'

/** Of one year, as `2026-11-26` -> name. */
function holidaysOf(year: number): [day: string, name: string][] {
  return [
    [`${year}-01-01`, 'New Year’s Day'],
    [weekdayBefore(`${year}-06-01`, 1), 'Memorial Day'],
    [`${year}-07-04`, 'Independence Day'],
    [weekdayFrom(`${year}-09-01`, 1), 'Labor Day'],
    [addDays(weekdayFrom(`${year}-11-01`, 4), 21), 'Thanksgiving'],
    [`${year}-12-25`, 'Christmas Day'],
  ]
}

const known = new Map<number, Map<string, string>>()

export function holidayOn(day: string): string | undefined {
  const year = Number(day.slice(0, 4))
  const names = known.get(year) ?? new Map(holidaysOf(year))
  known.set(year, names)
  return names.get(day)
}

export const holidaysBetween = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => holidaysOf(from + index)).flat()

/** The first day of that weekday from a day on. */
const weekdayFrom = (day: string, weekday: number) => addDays(day, (weekday - weekdayOf(day) + 7) % 7)
const weekdayBefore = (day: string, weekday: number) => addDays(weekdayFrom(day, weekday), -7)

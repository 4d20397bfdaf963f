/** The demo clinic's working hours and its coaches' calendars: Monday to Friday, 9 to 17 with an hour for lunch, Eastern Time. */
import { dayOfWall } from '../../shared/clock.ts'
import type { Chance } from './chance.ts'
import { holidayOn } from './holidays.ts'

export const clinicZone = 'America/New_York'
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

const opens = 9
const closes = 17
const lunch = 12
const step = 30 * minute

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: clinicZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
})

/** How far the clinic's wall clock is ahead of UTC, in ms. */
function offsetAt(time: number): number {
  const parts = new Map(clock.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return wall - Math.floor(time / minute) * minute
}

/** What the clinic's wall clock shows, in ms as if it were UTC. */
const wallOf = (at: Date) => at.getTime() + offsetAt(at.getTime())
const fromWall = (wall: number) => new Date(wall - offsetAt(wall - offsetAt(wall)))

const isWorkday = (wall: number) => ![0, 6].includes(new Date(wall).getUTCDay()) && !holidayOn(dayOfWall(wall))
const startOfDay = (wall: number) => Math.floor(wall / day) * day
const isOpen = (wall: number) => isWorkday(wall) && wall >= startOfDay(wall) + opens * hour && wall < startOfDay(wall) + closes * hour

/** `at` itself if people are at work then, else a moment of the working day before. */
export function lastWorkTime(at: Date, chance: Chance): Date {
  const wall = wallOf(at)
  if (isOpen(wall)) return at
  let workday = startOfDay(wall)
  if (wall < workday + opens * hour) workday -= day
  while (!isWorkday(workday)) workday -= day
  return fromWall(workday + chance.between(opens * 3600, closes * 3600 - 1) * 1000)
}

/** The quarter of an hour that `at` falls into, or that after which people are at work again. */
export function nextWorkTime(at: Date): Date {
  const quarter = 15 * minute
  let wall = Math.ceil(wallOf(at) / quarter) * quarter
  while (!isOpen(wall)) wall += quarter
  return fromWall(wall)
}

export interface Calendar {
  /** Takes the last free time of a coach that is over at `end`. */
  bookBefore(coachId: number, end: Date, minutes: number): Date
  /** Takes the first free time of a coach from `start` on. */
  bookAfter(coachId: number, start: Date, minutes: number): Date
}

/** Times are taken in half hours; nobody is in two places, and nobody works through lunch. */
export function newCalendar(): Calendar {
  const taken = new Set<string>()
  const take = (coachId: number, from: number, direction: 1 | -1, minutes: number): Date => {
    for (let start = from; ; start += direction * step) {
      const halves = Array.from({ length: Math.ceil(minutes / 30) }, (_, index) => start + index * step)
      if (!halves.every((half) => isBookable(half) && !taken.has(`${coachId} ${half}`))) continue
      for (const half of halves) taken.add(`${coachId} ${half}`)
      return fromWall(start)
    }
  }
  return {
    bookBefore: (coachId, end, minutes) => take(coachId, Math.floor((wallOf(end) - minutes * minute) / step) * step, -1, minutes),
    bookAfter: (coachId, start, minutes) => take(coachId, Math.ceil(wallOf(start) / step) * step, 1, minutes),
  }
}

const isBookable = (wall: number) => isOpen(wall) && new Date(wall).getUTCHours() !== lunch

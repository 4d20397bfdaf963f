/**
 * Wall clocks of time zones: what a clock on the wall of a zone shows at an instant, and back. A leaf on Intl alone, for
 * server and browser. A wall time is milliseconds as if the zone were UTC.
 */

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(zone, made)
  return made
}

/** How far the zone's wall clock is ahead of UTC at an instant, in ms. */
export function offsetAt(zone: string, at: number): number {
  if (zone === 'UTC') return 0
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall - Math.floor(at / 1000) * 1000
}

export const wallOf = (zone: string, at: number): number => at + offsetAt(zone, at)

/** The instant of a wall time: the first of two when clocks go back, as much later as they go ahead when it does not exist. */
export function instantOf(zone: string, wall: number): number {
  const before = offsetAt(zone, wall - dayMs)
  const after = offsetAt(zone, wall + dayMs)
  const first = wall - before
  if (wallOf(zone, first) === wall) return first
  const second = wall - after
  return wallOf(zone, second) === wall ? second : first
}

/** When a day begins: midnight, or the first moment after it where clocks skip midnight. */
export function startOfDay(zone: string, day: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`)
  const at = instantOf(zone, wall)
  return wallOf(zone, at) === wall ? at : (transitionsBetween(zone, at - dayMs, at + dayMs)[0] ?? at)
}

/** `2026-11-22`: the day on the zone's calendar. */
export const dayOf = (zone: string, at: number): string => dayOfWall(wallOf(zone, at))
export const dayOfWall = (wall: number): string => new Date(wall).toISOString().slice(0, 10)
/** Whether a text that came from outside, such as an address, names a day. */
export const isDay = (text: string) => /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
export const addDays = (day: string, count: number): string => dayOfWall(Date.parse(`${day}T00:00:00Z`) + count * dayMs)
/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The instants at which the zone's clock jumps, `from` excluded, `to` included. */
export function transitionsBetween(zone: string, from: number, to: number): number[] {
  const found: number[] = []
  for (let at = from; at < to; ) {
    const next = Math.min(at + dayMs, to)
    if (offsetAt(zone, at) !== offsetAt(zone, next)) found.push(jump(zone, at, next))
    at = next
  }
  return found
}

function jump(zone: string, from: number, to: number): number {
  const before = offsetAt(zone, from)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle) === before) low = middle
    else high = middle
  }
  return high
}

/** Where visits stand in a day's column: pure, so that days with clock changes and overlaps can be tested. */
import { hourMs, startOfDay, wallOf } from '#shared/clock'

type Timed = { scheduledAt: string; duration: number }
export type Placed<V> = { visit: V; from: number; to: number; lane: number; lanes: number }

/** Hours since midnight on the zone's clock. */
export const clockHours = (zone: string, day: string, at: number) => (wallOf(zone, at) - wallOf(zone, startOfDay(zone, day))) / hourMs

/** Each visit with its hours on the clock; those that overlap stand beside one another. */
export function placeVisits<V extends Timed>(visits: readonly V[], zone: string, day: string): Placed<V>[] {
  const placed: Placed<V>[] = []
  let group: Placed<V>[] = []
  let ends = 0
  for (const visit of visits.toSorted((a, b) => a.scheduledAt.localeCompare(b.scheduledAt))) {
    const from = clockHours(zone, day, Date.parse(visit.scheduledAt))
    const to = Math.max(from + 0.25, from + visit.duration / 60)
    if (from >= ends) group = []
    const taken = new Set(group.filter((each) => each.to > from).map(({ lane }) => lane))
    const lane = [...Array(taken.size + 1).keys()].find((each) => !taken.has(each)) ?? 0
    const next = { visit, from, to, lane, lanes: 1 }
    group.push(next)
    placed.push(next)
    const lanes = Math.max(...group.map((each) => each.lane)) + 1
    for (const each of group) each.lanes = lanes
    ends = Math.max(ends, to)
  }
  return placed
}

/** The hours in sight: the working day, and whatever reaches beyond it. */
export function hoursInSight(placed: readonly { from: number; to: number }[]): { first: number; last: number } {
  return {
    first: Math.max(0, Math.min(8, ...placed.map(({ from }) => Math.floor(from)))),
    last: Math.min(24, Math.max(18, ...placed.map(({ to }) => Math.ceil(to)))),
  }
}

/** What lies between the spans of work, from the first hour in sight to the last. */
export function gapsBetween(spans: readonly { from: number; to: number }[], first: number, last: number): { from: number; to: number }[] {
  const edges = [...spans.filter(({ to, from }) => to > first && from < last).toSorted((a, b) => a.from - b.from), { from: last, to: last }]
  let at = first
  return edges.flatMap(({ from, to }) => {
    const gap = from > at ? [{ from: at, to: from }] : []
    at = Math.max(at, to)
    return gap
  })
}

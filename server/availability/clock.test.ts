/** Against Temporal as the judge, over every clock change of ten zones from 2025 to 2035. */
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  addDays,
  dayMs,
  dayOf,
  hourMs,
  instantOf,
  minuteMs,
  offsetAt,
  startOfDay,
  transitionsBetween,
  wallOf,
  weekdayOf,
} from '../../shared/clock.ts'
import { tenZones } from '../test/zones.ts'

const from = Date.UTC(2025, 0, 1)
const to = Date.UTC(2036, 0, 1)

const judged = (zone: string, at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
const transitionsOf = (zone: string): number[] => {
  const found: number[] = []
  let at = judged(zone, from).getTimeZoneTransition('next')
  while (at && at.epochMilliseconds < to) {
    found.push(at.epochMilliseconds)
    at = at.getTimeZoneTransition('next')
  }
  return found
}

test.each(tenZones)('every clock change of %s is found to the millisecond', (zone) => {
  const expected = transitionsOf(zone)
  expect(expected.length).toBeGreaterThan(20)
  expect(transitionsBetween(zone, from, to)).toEqual(expected)
})

test.each(tenZones)('around every clock change of %s walls and instants agree with the judge', (zone) => {
  for (const change of transitionsOf(zone))
    for (let at = change - 4 * hourMs; at <= change + 4 * hourMs; at += 15 * minuteMs) {
      const zoned = judged(zone, at)
      expect(offsetAt(zone, at)).toBe(zoned.offsetNanoseconds / 1e6)
      const wall = wallOf(zone, at)
      const plain = Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, -1))
      expect(instantOf(zone, wall)).toBe(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
      // A time that the clock skips.
      const skipped = Temporal.PlainDateTime.from(new Date(at + offsetAt(zone, change - 1)).toISOString().slice(0, -1))
      const asked = Date.parse(`${skipped}Z`)
      expect(instantOf(zone, asked)).toBe(skipped.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
    }
})

test.each(tenZones)('every day of %s around a clock change begins where the judge begins it', (zone) => {
  for (const change of transitionsOf(zone))
    for (let days = -2; days <= 2; days++) {
      const day = dayOf(zone, change + days * dayMs)
      expect(startOfDay(zone, day)).toBe(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)
      expect(weekdayOf(day)).toBe(Temporal.PlainDate.from(day).dayOfWeek)
      expect(addDays(day, 40)).toBe(Temporal.PlainDate.from(day).add({ days: 40 }).toString())
    }
})

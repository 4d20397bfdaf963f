import { expect, test } from 'vitest'
import { clockHours, gapsBetween, hoursInSight, placeVisits } from './day-layout.ts'

const zone = 'America/New_York'
const visit = (scheduledAt: string, duration = 30) => ({ scheduledAt, duration })

test('hours are those of the clinic’s clock, also on the day it is changed', () => {
  expect(clockHours(zone, '2030-03-06', Date.parse('2030-03-06T14:00:00Z'))).toBe(9)
  expect(clockHours(zone, '2030-03-10', Date.parse('2030-03-10T13:00:00Z'))).toBe(9)
  expect(clockHours(zone, '2030-11-03', Date.parse('2030-11-03T14:00:00Z'))).toBe(9)
})

test('visits that overlap share the width, those after them have it all', () => {
  const placed = placeVisits(
    [visit('2030-03-06T14:00:00Z', 60), visit('2030-03-06T14:30:00Z'), visit('2030-03-06T15:00:00Z')],
    zone,
    '2030-03-06',
  )
  expect(placed.map(({ from, to, lane, lanes }) => [from, to, lane, lanes])).toEqual([
    [9, 10, 0, 2],
    [9.5, 10, 1, 2],
    [10, 10.5, 0, 1],
  ])
})

test('the working day is in sight, and what reaches beyond it', () => {
  expect(hoursInSight([])).toEqual({ first: 8, last: 18 })
  expect(
    hoursInSight([
      { from: 6.5, to: 7 },
      { from: 19, to: 20.5 },
    ]),
  ).toEqual({ first: 6, last: 21 })
})

test('what is not worked is a gap', () => {
  expect(
    gapsBetween(
      [
        { from: 13, to: 17 },
        { from: 9, to: 12 },
      ],
      8,
      18,
    ),
  ).toEqual([
    { from: 8, to: 9 },
    { from: 12, to: 13 },
    { from: 17, to: 18 },
  ])
})

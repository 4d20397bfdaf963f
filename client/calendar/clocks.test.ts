import { afterEach, expect, test } from 'vitest'
import { datedDayIn, fieldOf, instantOfField, longDayIn, sameClock, shortDayIn, timeIn } from '../lib/zones.ts'
import { endOf, gaps } from './events.ts'

const own = process.env.TZ
afterEach(() => {
  process.env.TZ = own
})

/** The hours around both changes of the clocks in New York, and an ordinary noon. */
const instants = ['2026-03-08T06:30:00.000Z', '2026-03-08T07:30:00.000Z', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']
const zones = ['America/New_York', 'America/Phoenix', 'Asia/Kathmandu', 'Europe/Berlin']
const now = Date.parse('2026-06-01T12:00:00.000Z')

/** All that the calendar shows and takes of these instants. */
function asShown() {
  const each = zones.flatMap((zone) =>
    instants.map((at) => {
      const field = fieldOf(zone, at)
      const words = [
        timeIn(zone, at, 'en-US'),
        longDayIn(zone, at, 'en-US'),
        shortDayIn(zone, at, 'en-US'),
        datedDayIn(zone, at, now, 'en-US'),
      ]
      return [zone, at, field, instantOfField(zone, field), sameClock(zone, 'UTC', at), ...words]
    }),
  )
  const span = { startsAt: instants[0] ?? '', endsAt: instants[1] ?? '' }
  const range = { from: '2026-03-08T05:00:00.000Z', to: '2026-03-09T05:00:00.000Z' }
  return [each, gaps([span], range), endOf({ scheduledAt: span.startsAt, duration: 90 })]
}

test('whatever the zone of the computer, the calendar shows and takes the same instants', () => {
  const offsets = new Set<number>()
  const shown = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'].map((zone) => {
    process.env.TZ = zone
    offsets.add(new Date(now).getTimezoneOffset())
    return asShown()
  })
  expect(offsets.size).toBe(4)
  for (const each of shown) expect(each).toEqual(shown[0])
  expect(shown[0]?.[0]).toContainEqual([
    'America/New_York',
    '2026-03-08T07:30:00.000Z',
    '2026-03-08T03:30',
    '2026-03-08T07:30:00.000Z',
    false,
    '3:30 AM',
    'Sunday, March 8',
    'Sun, Mar 8',
    'Sunday, March 8',
  ])
})

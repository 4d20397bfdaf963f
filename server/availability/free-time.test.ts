import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { hourMs, minuteMs } from '../../shared/clock.ts'
import { tenZones } from '../test/zones.ts'
import { availableTime, type ClinicTime, type CoachTime, freeTime } from './free-time.ts'
import type { Interval } from './intervals.ts'

const at = (text: string) => Date.parse(text)
const inWords = (intervals: readonly Interval[]) =>
  intervals.map(([from, to]) => `${new Date(from).toISOString().slice(0, 16)}/${new Date(to).toISOString().slice(11, 16)}`)
const everyday = (startsAt: string, endsAt: string) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsAt, endsAt, validFrom: null, validTo: null }))
const clinic: ClinicTime = {
  timeZone: 'America/New_York',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' })),
  holidays: ['2026-11-26'],
}
const coach: CoachTime = { rules: everyday('09:00', '17:00'), exceptions: [] }
/** Monday 23 November to Sunday, on the clinic's calendar. */
const week: Interval = [at('2026-11-23T05:00Z'), at('2026-11-30T05:00Z')]

test('a week is the coach’s own hours within the clinic’s, without its holiday', () => {
  expect(inWords(availableTime(clinic, coach, week))).toEqual([
    '2026-11-23T14:00/22:00',
    '2026-11-24T14:00/22:00',
    '2026-11-25T14:00/22:00',
    '2026-11-27T14:00/22:00',
  ])
})

test('who has not said works the clinic’s hours; a clinic that has not said is always open', () => {
  const none = { rules: [], exceptions: [] }
  expect(inWords(availableTime({ ...clinic, holidays: [] }, none, week))[0]).toBe('2026-11-23T13:00/23:00')
  expect(availableTime({ ...clinic, hours: [], holidays: [] }, none, week)).toEqual([week])
})

test('rules hold from their first to their last day', () => {
  const rules = [{ weekday: 1, startsAt: '09:00', endsAt: '10:00', validFrom: '2026-11-23', validTo: '2026-11-23' }]
  const long: Interval = [at('2026-11-10T05:00Z'), at('2026-12-10T05:00Z')]
  expect(inWords(availableTime(clinic, { rules, exceptions: [] }, long))).toEqual(['2026-11-23T14:00/15:00'])
})

test('extra time counts on closed days too, time away beats it, a holiday beats all', () => {
  const extra = { startsOn: '2026-11-26', endsOn: '2026-11-28', startsAt: '10:00', endsAt: '12:00', isAvailable: true }
  const away = { startsOn: '2026-11-23', endsOn: '2026-11-25', startsAt: null, endsAt: null, isAvailable: false }
  const lunch = { startsOn: '2026-11-27', endsOn: '2026-11-28', startsAt: '11:00', endsAt: '13:00', isAvailable: false }
  expect(inWords(availableTime(clinic, { ...coach, exceptions: [extra, away, lunch] }, week))).toEqual([
    '2026-11-27T14:00/16:00',
    '2026-11-27T18:00/22:00',
    '2026-11-28T15:00/16:00',
  ])
})

test('appointments take their time out, also where they overlap or stand outside of working time', () => {
  const day: Interval = [at('2026-11-23T05:00Z'), at('2026-11-24T05:00Z')]
  const busy: Interval[] = [
    [at('2026-11-23T13:30Z'), at('2026-11-23T14:30Z')],
    [at('2026-11-23T16:00Z'), at('2026-11-23T17:00Z')],
    [at('2026-11-23T16:30Z'), at('2026-11-23T18:00Z')],
  ]
  expect(inWords(freeTime(availableTime(clinic, coach, day), busy))).toEqual(['2026-11-23T14:30/16:00', '2026-11-23T18:00/22:00'])
})

test('where clocks go back a time comes twice, where they go ahead it does not come', () => {
  const night = { ...clinic, hours: [], holidays: [] }
  const early = { rules: everyday('01:15', '02:30'), exceptions: [] }
  // 1:15 to 2:00 twice, then 2:00 to 2:30.
  expect(inWords(availableTime(night, early, [at('2026-11-01T04:00Z'), at('2026-11-02T04:00Z')]))).toEqual([
    '2026-11-01T05:15/06:00',
    '2026-11-01T06:15/07:30',
  ])
  // From 2:00 the clock shows 3:00.
  expect(inWords(availableTime(night, early, [at('2026-03-08T05:00Z'), at('2026-03-09T04:00Z')]))).toEqual(['2026-03-08T06:15/07:00'])
})

test.each(tenZones)('over every clock change of %s a coach works exactly when the wall clock says so', (timeZone) => {
  const zoned = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  const rules = [...everyday('00:10', '01:40'), ...everyday('02:20', '03:10'), ...everyday('23:30', '24:00')]
  const isWorking = (instant: number) => {
    const { hour, minute } = zoned(instant)
    const time = hour * 60 + minute
    return (time >= 10 && time < 100) || (time >= 140 && time < 190) || time >= 23 * 60 + 30
  }
  let changes = 0
  let change = zoned(at('2025-01-01T00:00Z')).getTimeZoneTransition('next')
  for (; change && change.year < 2036; change = change.getTimeZoneTransition('next'), changes++) {
    const middle = change.epochMilliseconds
    const range: Interval = [middle - 30 * hourMs, middle + 30 * hourMs]
    const found = availableTime({ timeZone, hours: [], holidays: [] }, { rules, exceptions: [] }, range)
    for (let instant = range[0]; instant < range[1]; instant += 5 * minuteMs) {
      const says = found.some(([from, to]) => from <= instant && instant < to)
      if (says !== isWorking(instant)) expect.fail(`${zoned(instant)}: ${says}`)
    }
  }
  expect(changes).toBeGreaterThan(18)
})

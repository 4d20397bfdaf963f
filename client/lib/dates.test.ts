import { describe, expect, test } from 'vitest'
import { asSentence, count, dateAndTime, duration, exactTime, relativeTime, shortDate } from './dates.ts'

const now = new Date(2026, 10, 24, 14, 30).getTime()
const at = (year: number, month: number, date: number, hours = 12, minutes = 0) =>
  new Date(year, month - 1, date, hours, minutes).toISOString()

describe('times as people read them', () => {
  test.each([
    ['now is now', at(2026, 11, 24, 14, 30), 'now'],
    ['minutes', at(2026, 11, 24, 14, 25), '5m ago'],
    ['hours on the same day', at(2026, 11, 24, 9, 10), '5h ago'],
    ['the day before is yesterday even when it is three hours ago', at(2026, 11, 23, 23, 59), 'yesterday'],
    ['days under a week', at(2026, 11, 19), '5d ago'],
    ['a week or more is a date', at(2026, 11, 17), 'Nov 17'],
    ['another year is named', at(2024, 11, 17), 'Nov 17, 2024'],
    ['tomorrow', at(2026, 11, 25, 1), 'tomorrow'],
    ['later this week', at(2026, 11, 27), 'in 3d'],
  ])('%s', (_rule, time, words) => {
    expect(relativeTime(time, now, 'en-US')).toBe(words)
  })

  test("the person's language decides the words and the order", () => {
    expect(relativeTime(at(2026, 11, 23), now, 'de')).toBe('gestern')
    expect(shortDate(at(2026, 11, 17), now, 'en-GB')).toBe('17 Nov')
  })

  test('the exact time names weekday, year and zone', () => {
    expect(exactTime(at(2026, 11, 24, 14, 30), 'en-US')).toMatch(/^Tue, November 24, 2026 at 2:30.PM \S+/)
  })

  test('a time to come says the day in words when it is near', () => {
    expect(dateAndTime(at(2026, 11, 25, 10), now, 'en-US')).toMatch(/^Tomorrow, 10:00.AM$/)
    expect(dateAndTime(at(2026, 12, 2, 10), now, 'en-US')).toMatch(/^Dec 2, 10:00.AM$/)
  })

  test('a duration is never shorter than a minute', () => {
    expect(duration(10, 'en')).toBe('1m')
    expect(duration(5 * 86_400_000, 'en')).toBe('5d')
  })

  test('standing alone, words begin with a capital', () => {
    expect(asSentence('yesterday', 'en')).toBe('Yesterday')
  })

  test('counts carry separators', () => {
    expect(count(1137, 'en')).toBe('1,137')
  })
})

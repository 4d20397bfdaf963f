import { expect, test } from 'vitest'
import { dueGroup, dueRange, dueWords } from './task-due.ts'

const zone = 'America/New_York'
// Wednesday, 9 PM in New York: already Thursday in UTC.
const now = Date.parse('2030-03-07T02:00:00Z')

test.each([
  ['2030-03-07T01:59:59.999Z', 'overdue'],
  ['2030-03-07T02:00:00Z', 'today'],
  ['2030-03-07T04:59:59.999Z', 'today'],
  ['2030-03-07T05:00:00Z', 'week'],
  // The clocks go ahead on this Sunday: it ends at 04:00 UTC.
  ['2030-03-11T03:59:59.999Z', 'week'],
  ['2030-03-11T04:00:00Z', 'later'],
  [null, 'later'],
] as const)('%s is due %s', (dueDate, group) => {
  expect(dueGroup(dueDate, now, zone)).toBe(group)
})

test('the ranges asked for are the groups, without a gap and without an overlap', () => {
  expect(dueRange('overdue', now, zone)).toEqual({ dueDateTo: '2030-03-07T01:59:59.999Z' })
  expect(dueRange('today', now, zone)).toEqual({ dueDateFrom: '2030-03-07T02:00:00.000Z', dueDateTo: '2030-03-07T04:59:59.999Z' })
  expect(dueRange('week', now, zone)).toEqual({ dueDateFrom: '2030-03-07T05:00:00.000Z', dueDateTo: '2030-03-11T03:59:59.999Z' })
  expect(dueRange('later', now, zone)).toEqual({ dueDateFrom: '2030-03-11T04:00:00.000Z' })
})

test('today the hour counts, else the day', () => {
  expect(dueWords('2030-03-07T04:30:00Z', now, zone)).toMatch(/11:30/)
  expect(dueWords('2030-03-08T04:30:00Z', now, zone)).toMatch(/7/)
})

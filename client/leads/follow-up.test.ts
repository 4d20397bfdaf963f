import { expect, test } from 'vitest'
import { startMessages } from '../lib/messages.ts'
import { aTask } from '../records/test-records.ts'
import { tasksThatAreThisCall } from './calls.ts'
import { followUpTime, usualFollowUp } from './follow-up.ts'
import { aLead } from './test-leads.ts'

await startMessages()
const morning = new Date(2026, 10, 22, 9, 37)
const evening = new Date(2026, 10, 22, 18, 0)

test('nobody falls through: a call that reached or missed somebody has a follow-up', () => {
  expect(usualFollowUp('Reached', morning)).toBe('tomorrow')
  expect(usualFollowUp('Voicemail', morning)).toBe('tomorrow')
  expect(usualFollowUp('No Answer', morning)).toBe('hours')
  expect(usualFollowUp('No Answer', evening)).toBe('tomorrow')
})

test('who said stop, or has another number, is not called again', () => {
  expect(usualFollowUp('Said Stop', morning)).toBe('none')
  expect(usualFollowUp('Wrong Number', morning)).toBe('none')
})

test('tomorrow is ten in the morning where the person is', () => {
  expect(followUpTime('tomorrow', evening)).toEqual(new Date(2026, 10, 23, 10))
  expect(followUpTime('week', evening)).toEqual(new Date(2026, 10, 29, 10))
})

test('in three hours is rounded up to a quarter of an hour', () => {
  expect(followUpTime('hours', morning)).toEqual(new Date(2026, 10, 22, 12, 45))
})

test('a time that is not picked yet is no follow-up', () => {
  expect(followUpTime('pick', morning, '')).toBeUndefined()
  expect(followUpTime('pick', morning, '2026-12-01T14:30')).toEqual(new Date(2026, 11, 1, 14, 30))
})

test('a call completes the call task of today, and no other', () => {
  const lead = aLead()
  const today = aTask({ id: 1, dueDate: morning.toISOString() })
  const others = [
    aTask({ id: 2, dueDate: new Date(2026, 10, 25).toISOString() }),
    aTask({ id: 3, dueDate: morning.toISOString(), assignedToId: 8 }),
    aTask({ id: 4, dueDate: morning.toISOString(), title: 'Send the payment link' }),
    aTask({ id: 5, dueDate: morning.toISOString(), status: 'Completed' }),
  ]
  expect(tasksThatAreThisCall([today, ...others], lead, { me: 7, now: morning })).toEqual([today])
})

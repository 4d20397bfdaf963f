import { expect, test } from 'vitest'
import { aTask } from '../test-records.ts'
import { lowerFirst, nextStepOf } from './next-step.ts'

const now = Date.parse('2026-11-22T10:00:00.000Z')

test('a lead waits for the earliest open task, also when it is late', () => {
  const late = aTask({ id: 1, title: 'Call', dueDate: '2026-11-20T10:00:00.000Z' })
  const later = aTask({ id: 2, title: 'Send', dueDate: '2026-11-25T10:00:00.000Z' })
  expect(nextStepOf([later, late], [], now)).toMatchObject({ kind: 'task', title: 'Call' })
})

test('done tasks are no next step', () => {
  expect(nextStepOf([aTask({ status: 'Completed' }), aTask({ status: 'Cancelled' })], [], now)).toBeUndefined()
})

test('in the middle of a sentence a month keeps its capital', () => {
  expect(lowerFirst('Tomorrow, 10:00 AM')).toBe('tomorrow, 10:00 AM')
  expect(lowerFirst('Nov 24, 10:00 AM')).toBe('Nov 24, 10:00 AM')
})

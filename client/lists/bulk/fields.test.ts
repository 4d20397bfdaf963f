import { expect, test } from 'vitest'
import { changesOf } from './fields.ts'

const fields = [
  { name: 'assignedToId', label: 'Assignee', ids: true, options: [{ value: '7', label: 'Maya' }] },
  { name: 'priority', label: 'Priority', options: [{ value: 'High', label: 'High' }] },
  { name: 'dueDate', label: 'Due' },
] as const

test('only what was chosen is changed; an empty choice takes the value away', () => {
  expect(changesOf(fields, { assignedToId: '7' })).toEqual({ assignedToId: 7 })
  expect(changesOf(fields, { assignedToId: '', priority: 'High' })).toEqual({ assignedToId: null, priority: 'High' })
  expect(changesOf(fields, {})).toEqual({})
})

test('a time is the moment where the person is', () => {
  const at = '2030-05-01T09:30'
  expect(changesOf(fields, { dueDate: at })).toEqual({ dueDate: new Date(at).toISOString() })
})

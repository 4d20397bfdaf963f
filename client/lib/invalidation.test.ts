import { expect, test } from 'vitest'
import { roomsOf } from './invalidation.ts'

test('a change of a task makes the lists of its lead and patient stale too', () => {
  expect(roomsOf([{ entityType: 'task', entityId: 1 }])).toEqual(['tasks', 'leads', 'contacts'])
})

test('a thousand events of one room ask for it once', () => {
  const events = Array.from({ length: 1000 }, (_, entityId) => ({ entityType: 'lead', entityId }))
  expect(roomsOf(events)).toEqual(['leads', 'messages', 'payments'])
})

test('an event that no page shows makes nothing stale', () => {
  expect(roomsOf([{ entityType: 'something_new', entityId: 1 }])).toEqual([])
})

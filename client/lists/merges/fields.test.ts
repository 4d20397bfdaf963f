import { expect, test } from 'vitest'
import { usualSides } from './fields.ts'

const kept = {
  firstName: 'Maya',
  phone: null,
  email: 'old@example.com',
  notes: 'a',
  status: 'HHQ Signed',
  leadSource: 'None',
  updatedAt: '2026-01-01T00:00:00.000Z',
}

test('the fuller value is kept, of two full ones the newer', () => {
  const merged = { ...kept, phone: '+1303', email: 'new@example.com', leadSource: 'Newsletter', updatedAt: '2026-02-01T00:00:00.000Z' }
  expect(usualSides('lead', kept, merged)).toEqual({ phone: 'merged', email: 'merged', leadSource: 'merged' })
  expect(usualSides('lead', merged, kept)).toEqual({ phone: 'kept', email: 'kept', leadSource: 'kept' })
})

test('both notes are kept, and the status that is further along, whichever is newer', () => {
  const merged = { ...kept, notes: 'b', status: 'Booking: Paid/Booked', updatedAt: '2025-01-01T00:00:00.000Z' }
  expect(usualSides('lead', kept, merged)).toEqual({ notes: 'both', status: 'merged' })
})

test('what is the same is not asked', () => {
  expect(usualSides('contact', kept, { ...kept })).toEqual({})
})

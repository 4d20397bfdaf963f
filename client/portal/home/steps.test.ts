import { expect, test } from 'vitest'
import { pathOf } from './steps.ts'

const states = (walker: Parameters<typeof pathOf>[0]) => pathOf(walker).map(({ name, state }) => `${name} ${state}`)

test('who paid before signing has paid, and is asked for the questions next', () => {
  const paid = { status: 'Booking: Paid/Not Booked', contactId: null } as const
  expect(states({ ...paid, signed: true })).toEqual(['answer done', 'pay done', 'book now', 'meet later'])
  expect(states({ ...paid, signed: false })).toEqual(['answer now', 'pay done', 'book later', 'meet later'])
  expect(states({ ...paid, signed: false, contactId: 7 })).toEqual([])
})

import { expect, test } from 'vitest'
import { inBursts } from './bursts.ts'

const look = (key: number, second: number, { id = 7, userId = 1, route = 'GET /leads/:id/files' } = {}) => ({
  kind: 'looked' as const,
  key,
  id: key,
  at: new Date(Date.UTC(2026, 0, 1, 10, 0, second)).toISOString(),
  userId,
  userName: 'Ada',
  action: null,
  details: null,
  route,
  status: 200,
  via: 'session',
  address: null,
  entityType: 'lead',
  count: 1,
  records: [{ id, entityType: 'lead', name: 'Ida Berg' }],
})
const told = (entries: ReturnType<typeof look>[], opened: number[] = []) =>
  inBursts(entries, new Set(opened)).map(({ key, burst }) => `${key} x${burst.times}`)

test('what one person asked of one record in a few seconds is one line that counts them, and each line when it is opened', () => {
  const entries = [
    look(0, 50),
    look(1, 49, { id: 8 }),
    look(2, 48),
    look(3, 44, { route: 'GET /leads/:id' }),
    look(4, 20),
    look(5, 19, { userId: 2 }),
  ]
  expect(told(entries)).toEqual(['0 x3', '1 x1', '4 x1', '5 x1'])
  expect(told(entries, [0])).toEqual(['0 x3', '1 x1', '2 x1', '3 x1', '4 x1', '5 x1'])
})

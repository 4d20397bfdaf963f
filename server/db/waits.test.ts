import type pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { openPool } from './connection.ts'
import { isBroken } from './sqlstate.ts'

let pool: pg.Pool
beforeEach(() => {
  pool = openPool({ url: inject('clusterUrl'), max: 1, pooler: 'none' })
})
afterEach(() => pool.end())

/** As a process that computes, or a machine that gives it no turn. */
function standStill(ms: number) {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('a process that stood still still gets the connection it was opening, and the one it waited for', async () => {
  const opening = pool.connect()
  standStill(2_500)
  const client = await opening
  const waiting = pool.connect()
  client.query('select pg_sleep(0.1)').finally(() => client.release())
  standStill(2_500)
  const next = await waiting
  next.release()
  expect(next).toBe(client)
})

test('who waits for a full pool is refused within two seconds, and the connection that comes too late goes back', async () => {
  const client = await pool.connect()
  const began = performance.now()
  const refusals = await Promise.allSettled([pool.connect(), pool.query('select 1')])
  expect(refusals.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(performance.now() - began).toBeGreaterThan(1_500)
  client.release()
  await expect.poll(() => [pool.idleCount, pool.waitingCount]).toEqual([1, 0])
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('a line that broke while it was written to is broken, and a refusal of PostgreSQL is not', () => {
  const withCode = (code: string) => isBroken(Object.assign(new Error('failed'), { code }))
  expect(['EPIPE', 'ECONNRESET', '57P01', '08006'].map(withCode)).toEqual([true, true, true, true])
  expect(['23505', '40001', 'P0001', 'XX000'].map(withCode)).toEqual([false, false, false, false])
})

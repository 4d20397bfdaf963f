import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, emptyClinic } from '../test/empty-clinic.ts'
import type { Actor } from './actor.ts'
import { readQuickly } from './shared-trips.ts'

let clinic: Clinic
const sdr: Actor = { userId: 7, role: 'SDR' }

beforeAll(async () => {
  clinic = await emptyClinic()
})
afterAll(() => clinic.close())

const whoAmI = `select current_user, current_setting('app.user_id', true), current_setting('transaction_read_only')`
const read = (text: string, values: unknown[] = [], name = text, actor = sdr) => readQuickly(clinic.database, actor, { name, text, values })
const divide = (by: number) => read('select 12 / $1::int', [by])

test('readers of one trip keep their actors and rows apart, however many come at once', async () => {
  const ids = Array.from({ length: 100 }, (_, index) => index + 1)
  const actors = ids.map(
    (userId): Actor => ({ userId, role: (['SDR', 'Admin', 'Health Coach'] as const)[Math.floor(userId / 2) % 3] ?? 'SDR' }),
  )
  const rows = await Promise.all(actors.map((actor) => read(whoAmI, [], 'who', actor)))
  const roles = { SDR: 'sdr', Admin: 'admin', 'Health Coach': 'coach' }
  expect(rows).toEqual(actors.map(({ userId, role }) => [[roles[role], String(userId), 'on']]))
})

test('the connection is left as it was: nobody acts on it', async () => {
  await read(whoAmI)
  const { rows } = await clinic.database.pool.query({ text: whoAmI, rowMode: 'array' })
  expect(rows).toEqual([['healthcrm_app', '', 'off']])
})

test('who fails is told why, and those who travelled with them get their rows', async () => {
  const asked = [3, 0, 4, 0, 6, 12, 0].map(divide)
  const settled = await Promise.allSettled(asked)
  expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.code))).toEqual([
    [['4']],
    '22012',
    [['3']],
    '22012',
    [['2']],
    [['1']],
    '22012',
  ])
})

test('a statement nobody can parse fails alone', async () => {
  const settled = await Promise.allSettled([divide(2), read('select nonsense'), divide(3), read(`update leads set notes = 'changed'`)])
  expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.code))).toEqual([[['6']], '42703', [['4']], '25006'])
})

test('a connection that is lost is told to all who were not served, and the next ones get another', async () => {
  const settled = Promise.allSettled([divide(1), read('select pg_sleep(60)'), divide(2)])
  const end = `select count(pg_terminate_backend(pid)) as ended from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep(60)' and pid <> pg_backend_pid()`
  await expect.poll(async () => (await clinic.database.pool.query(end)).rows).toEqual([{ ended: '1' }])
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await divide(4)).toEqual([['3']])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, emptyClinic } from '../test/empty-clinic.ts'
import { runAs, system, writeAs } from './actor.ts'
import { errorCode } from './sqlstate.ts'
import { readText } from './trip.ts'

let clinic: Clinic
const sdr = { userId: 7, role: 'SDR' } as const

beforeAll(async () => {
  clinic = await emptyClinic()
})
afterAll(() => clinic.close())

const read = (text: string, values: unknown[] = [], name?: string) =>
  readText(clinic.database, sdr, { ...(name ? { name } : {}), text, values })
const whoAmI = `select current_user, current_setting('app.user_id', true), current_setting('transaction_read_only')`

test('a trip acts as its actor, reads only, and leaves the connection as it was', async () => {
  expect(await read(whoAmI)).toEqual([['sdr', '7', 'on']])
  expect(await readText(clinic.database, system, { text: whoAmI, values: [] })).toEqual([['system', '', 'on']])
  const { rows } = await clinic.database.pool.query({ text: whoAmI, rowMode: 'array' })
  expect(rows).toEqual([['healthcrm_app', '', 'off']])
  await expect(read(`update leads set notes = 'changed'`)).rejects.toMatchObject({ code: '25006' })
})

test('trips that leave together keep their actors and rows apart', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => index + 1)
  const rows = await Promise.all(
    ids.map((userId) =>
      readText(clinic.database, { userId, role: userId % 2 ? 'SDR' : 'Admin' }, { name: 'who', text: whoAmI, values: [] }),
    ),
  )
  expect(rows).toEqual(ids.map((userId) => [[userId % 2 ? 'sdr' : 'admin', String(userId), 'on']]))
})

test('values arrive as they were given: texts, lists, nothing, times', async () => {
  const given = ['it\'s "so" \\ {x}', null, ['a,b', 'c"d', '\\', 'NULL', null], new Date('2026-03-01T10:00:00.123Z'), 42, true]
  const types = ['text', 'text', 'text[]', 'timestamptz', 'int', 'bool']
  const text = `select ${types.map((type, index) => `to_json($${index + 1}::${type})`).join(', ')}`
  const [row] = await read(text, given, 'values')
  expect(row?.map((cell) => (cell === null ? null : JSON.parse(cell)))).toEqual([
    given[0],
    null,
    given[2],
    expect.stringContaining('2026-03-01T10:00:00.123'),
    42,
    true,
  ])
})

test('a trip that fails says why, and the next ones are fine', async () => {
  await expect(read('select 1 / $1::int', [0], 'division')).rejects.toMatchObject({ code: '22012' })
  await expect(read('select nonsense', [], 'nonsense')).rejects.toMatchObject({ code: '42703' })
  expect(await read('select 1 / $1::int', [1], 'division')).toEqual([['1']])
  await expect(read('select 1 / $1::int', [0], 'division')).rejects.toMatchObject({ code: '22012' })
  expect(await read('select $1::text', ['still here'], 'echo')).toEqual([['still here']])
})

test('behind a pooler no statement has a name', async () => {
  const pooled = { ...clinic.database, pooler: 'transaction' as const }
  expect(await readText(pooled, sdr, { name: 'never made', text: 'select 5', values: [] })).toEqual([['5']])
  const names = await Promise.all(
    Array.from({ length: 4 }, () => clinic.database.pool.query<{ name: string }>('select name from pg_prepared_statements')),
  )
  expect(names.flatMap(({ rows }) => rows.map(({ name }) => name)).filter((name) => name.includes('never made'))).toEqual([])
})

test('a read whose COMMIT is cancelled leaves no transaction open for whoever borrows the connection next', async () => {
  const read = () => runAs(clinic.database, system, { text: 'select 1', values: [] })
  const { failures, pid } = await cancelled('COMMIT', read)
  expect(failures).toMatchObject([{ code: '57014' }])
  expect(await clinic.sql('select state from pg_stat_activity where pid = $1', [pid])).toEqual([{ state: 'idle' }])
})

test('who meets a BEGIN that is cancelled hears why, not that the transaction had failed', async () => {
  const work = () => writeAs(clinic.database, system, (db) => db.execute('select 1'))
  expect((await cancelled('BEGIN', work)).failures.map(errorCode)).toEqual(['57014'])
})

/** Twelve at once, while the next statement that begins with the word is cancelled: it fails, and is not carried out. */
async function cancelled(word: string, act: () => Promise<unknown>) {
  const client = await clinic.database.pool.connect()
  const [{ pid }] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows as [{ pid: number }]
  const query = client.query.bind(client)
  let met = 0
  const slow = (given: string) => query(String(given).startsWith(word) && met++ === 0 ? `begin; select pg_sleep(60)` : given)
  Object.assign(client, { query: slow })
  client.release()
  const acts = Promise.allSettled(Array.from({ length: 12 }, act))
  await expect.poll(() => cancel(pid), { timeout: 20_000 }).toBe(true)
  const failures = (await acts).flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  Object.assign(client, { query })
  return { failures, pid }
}

async function cancel(pid: number): Promise<boolean> {
  const rows = await clinic.sql<{ done: boolean }>(
    `select pg_cancel_backend(pid) as done from pg_stat_activity where pid = $1 and query like '%pg_sleep(60)%' and state = 'active'`,
    [pid],
  )
  return rows[0]?.done === true
}

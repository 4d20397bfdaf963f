import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiReply } from '../../shared/api.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { openImportRunner } from './runner.ts'

type Import = ApiReply<'GET /imports/:id'>

let house: TestApp
beforeAll(async () => {
  house = await testApp()
})
afterAll(() => house.close())

async function uploaded(name: string, rows: number): Promise<number> {
  const csv = `Id,First,Last,Email\n${Array.from({ length: rows }, (_, at) => `${name}-${at},Ann,Lee,${name}${at}@example.com\n`).join('')}`
  const { body } = await house.as(house.people.sdr).post<Import>('/imports?kind=leads', csv, { headers: { 'content-type': 'text/csv' } })
  return body.id
}
const stateOf = async (id: number) => (await house.sql<Import>('select * from import_batches where id = $1', [id]))[0]
const pause = () => new Promise((resolve) => setTimeout(resolve, 20))
async function until(id: number, ...states: string[]): Promise<Import | undefined> {
  for (;;) {
    const row = await stateOf(id)
    if (row && states.includes(row.state)) return row
    await pause()
  }
}
const leadsLike = async (name: string) => (await house.sql('select from leads where email like $1', [`${name}%`])).length

/** Kills the worker's connection once it has begun to write leads. */
async function killWhenWriting(): Promise<void> {
  for (;;) {
    const killed = await house.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'healthcrm bulk' and datname = current_database() and query like '%insert into leads%'`)
    if (killed.length) return
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

test('a worker killed while it writes leaves no row behind, and the list is imported whole by the next', async () => {
  const id = await uploaded('killed', 30_000)
  await house.as(house.people.sdr).post(`/imports/${id}/run`)
  await killWhenWriting()
  await pause()
  expect(await leadsLike('killed')).toBe(0)
  expect((await stateOf(id))?.state).toBe('running')
  await house.as(house.people.sdr).post(`/imports/${id}/run`)
  expect(await until(id, 'done', 'failed')).toMatchObject({ state: 'done', counts: { created: 30_000, duplicates: 0 } })
  expect(await leadsLike('killed')).toBe(30_000)
}, 60_000)

test('a list left under way by a server that is gone is taken up at the next start', async () => {
  const id = await uploaded('left', 10)
  await house.sql(`update import_batches set state = 'running', started_by_id = created_by_id where id = $1`, [id])
  const next = openImportRunner(house.database, () => undefined)
  await until(id, 'done')
  await next.close()
  expect(await leadsLike('left')).toBe(10)
})

test('two workers on one list write it once', async () => {
  const id = await uploaded('twice', 2000)
  await house.sql(`update import_batches set state = 'running', started_by_id = created_by_id where id = $1`, [id])
  const workers = [1, 2, 3].map(() => openImportRunner(house.database, () => undefined))
  await until(id, 'done')
  await Promise.all(workers.map((worker) => worker.close()))
  expect(await leadsLike('twice')).toBe(2000)
})

test('work that is asked to stop leaves nothing behind and says so', async () => {
  const id = await uploaded('stopped', 30_000)
  const sdr = house.as(house.people.sdr)
  await sdr.post(`/imports/${id}/run`)
  expect((await sdr.delete(`/imports/${id}/run`)).status).toBe(202)
  expect(await until(id, 'failed', 'done')).toMatchObject({ state: 'failed', failure: 'It was stopped. Nothing was changed.' })
  expect(await leadsLike('stopped')).toBe(0)
  expect((await sdr.delete(`/imports/${id}/run`)).status).toBe(409)
}, 60_000)

test('a fault of ours ends the work in words, without the data it stumbled over', async () => {
  const id = await uploaded('fault', 3)
  await house.sql(`update import_chunks set content = '[[2,"Secret' where import_id = $1`, [id])
  await house.as(house.people.sdr).post(`/imports/${id}/run`)
  const row = await until(id, 'failed')
  expect(row?.failure).toBe('A fault ended it. Nothing was changed; try again.')
})

test('uploads that never ended and lists nobody touched for a month are removed with their rows', async () => {
  const forgotten = await uploaded('forgotten', 3)
  const fresh = await uploaded('fresh', 3)
  await house.sql(`update import_batches set updated_at = now() - interval '31 days' where id = $1`, [forgotten])
  const runner = openImportRunner(house.database, () => undefined)
  await runner.close()
  expect(await stateOf(forgotten)).toBeUndefined()
  expect(await house.sql('select from import_chunks where import_id = $1', [forgotten])).toEqual([])
  expect(await stateOf(fresh)).toBeDefined()
})

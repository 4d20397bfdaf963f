import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { report } from '../test/report.ts'
import { workOff } from './worker.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Job {
  id: number
  state: string
  total: number
  counts: Record<string, number>
  failure: string | null
  problems: { entityId: number; reason: string }[]
}
const worker = (onBatch?: () => Promise<void>) => ({ database: clinic.database, now: () => new Date(), ...(onBatch ? { onBatch } : {}) })
const shown = async (person: Person, id: number) => (await clinic.as(person).get<Job>(`/bulk-jobs/${id}`)).body
const manyTasks = (count: number, person: Person, title: string) =>
  clinic.sql('insert into tasks (title, assigned_to_id) select $3, $2 from generate_series(1, $1)', [count, person.id, title])

async function begin(person: Person, title: string, changes: object): Promise<number> {
  const answer = await clinic
    .as(person)
    .post<Job & Record<string, unknown>>('/bulk-jobs', { entityType: 'task', selection: { query: { title: [title] } }, changes })
  expect(answer.status).toBe(202)
  return answer.body.id
}
/** Entries of each task under the job: no row may be done twice. */
const entriesOf = async (id: number) => {
  const [row] = await clinic.sql<{ rows: number; entries: number }>(
    `select count(distinct entity_id)::int as rows, count(*)::int as entries from activity_logs where entity_type = 'task' and details::jsonb ->> 'bulkJobId' = $1 and not details::jsonb ? 'undo'`,
    [String(id)],
  )
  return row
}

test('ten thousand tasks are handed over quickly, and taken back', async () => {
  const { sdr, otherSdr } = clinic.people
  const many = counts(2_000, 10_000)
  await manyTasks(many, sdr, 'many')
  const began = performance.now()
  const id = await begin(sdr, 'many', { assignedToId: otherSdr.id })
  const asked = performance.now()
  await workOff(worker(), id)
  const ended = performance.now()
  expect(await shown(sdr, id)).toMatchObject({ state: 'done', total: many, counts: { changed: many } })
  await clinic.as(sdr).delete(`/bulk-jobs/${id}`)
  await workOff(worker(), id)
  report(
    `Bulk: ${many} tasks asked for in ${Math.round(asked - began)} ms, done in ${Math.round(ended - asked)} ms, undone in ${Math.round(performance.now() - ended)} ms`,
  )
  expect((await shown(sdr, id)).counts).toMatchObject({ undone: many, changed: 0 })
  expect(ended - asked).toBeLessThan(many * 6)
}, 60_000)

test('two workers at the same job do no row twice', async () => {
  const { sdr, otherSdr } = clinic.people
  await manyTasks(1_600, sdr, 'both')
  const id = await begin(sdr, 'both', { assignedToId: otherSdr.id })
  await Promise.all([workOff(worker(), id), workOff(worker(), id), workOff(worker(), id)])
  await workOff(worker(), id)
  expect((await shown(sdr, id)).counts.changed).toBe(1_600)
  expect(await entriesOf(id)).toEqual({ rows: 1_600, entries: 1_600 })
})

test('a worker killed with -9 in the middle is followed by the next one, and no row is done twice', async () => {
  const { sdr, otherSdr } = clinic.people
  await manyTasks(3_000, sdr, 'killed')
  const id = await begin(sdr, 'killed', { assignedToId: otherSdr.id })
  const program = `
    import pg from 'pg'
    import { workOff } from ${JSON.stringify(new URL('./worker.ts', import.meta.url).href)}
    const database = { pool: new pg.Pool({ connectionString: process.env.URL, options: '-c timezone=UTC' }), pooler: 'none' }
    let batches = 0
    await workOff({ database, now: () => new Date(), onBatch: async () => { if (++batches === 2) process.kill(process.pid, 'SIGKILL') } }, ${id})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: process.cwd(),
    env: { ...process.env, URL: clinic.database.url },
    stdio: 'ignore',
  })
  const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)))
  expect(signal).toBe('SIGKILL')
  expect((await shown(sdr, id)).counts.changed).toBe(1_000)
  expect((await shown(sdr, id)).state).toBe('running')
  await workOff(worker(), id)
  expect(await shown(sdr, id)).toMatchObject({ state: 'done', counts: { changed: 3_000 } })
  expect(await entriesOf(id)).toEqual({ rows: 3_000, entries: 3_000 })
}, 60_000)

test('it stops when the requester is deactivated; what was done can be taken back by an Admin', async () => {
  const { admin, sdr } = clinic.people
  const leaving = await clinic.addPerson('SDR')
  await manyTasks(1_200, leaving, 'leaving')
  const id = await begin(leaving, 'leaving', { assignedToId: sdr.id })
  await workOff(
    worker(async () => void (await clinic.as(admin).patch(`/users/${leaving.id}`, { isActive: false }))),
    id,
  )
  expect(await shown(admin, id)).toMatchObject({ state: 'failed', failure: 'requester', counts: { changed: 500, refused: 700 } })
  expect((await clinic.as(admin).delete(`/bulk-jobs/${id}`)).status).toBe(202)
  await workOff(worker(), id)
  expect(await shown(admin, id)).toMatchObject({ state: 'undone', counts: { undone: 500, refused: 700 } })
})

test('taken back while it runs, it stops and goes back', async () => {
  const { sdr, otherSdr } = clinic.people
  await manyTasks(1_200, sdr, 'stopped')
  const id = await begin(sdr, 'stopped', { assignedToId: otherSdr.id })
  let asked = 0
  await workOff(
    worker(async () => {
      asked += 1
      if (asked === 1) await clinic.as(sdr).delete(`/bulk-jobs/${id}`)
    }),
    id,
  )
  expect(await shown(sdr, id)).toMatchObject({ state: 'undone', counts: { undone: 500, refused: 700, changed: 0 } })
  const [row] = await clinic.sql("select count(*)::int as mine from tasks where title = 'stopped' and assigned_to_id = $1", [sdr.id])
  expect(row).toEqual({ mine: 1_200 })
})

test('a record that the database refuses is named, and takes none of its batch with it', async () => {
  const { sdr } = clinic.people
  const ids = await Promise.all(Array.from({ length: 5 }, () => build.lead(clinic, { lead_type: 'fragile' })))
  await clinic.sql(`create function refuse_one() returns trigger language plpgsql as $$ begin
    if new.id = ${ids[2]} then raise exception 'no' using errcode = 'check_violation'; end if; return new; end $$`)
  await clinic.sql('create trigger refuse_one before update on leads for each row execute function refuse_one()')
  const { body } = await clinic
    .as(sdr)
    .post<Job & Record<string, unknown>>('/bulk-jobs', { entityType: 'lead', selection: { ids }, changes: { leadReadiness: 'Hot' } })
  await workOff(worker(), body.id)
  await clinic.sql('drop trigger refuse_one on leads')
  expect(await shown(sdr, body.id)).toMatchObject({
    state: 'done',
    counts: { changed: 4, refused: 1 },
    problems: [{ entityId: ids[2], reason: 'rules' }],
  })
})

/** Somebody with very many rows is erased while everybody else works on. In npm run test:operations. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts, tell } from '../test/counts.ts'

let clinic: TestApp
let watcher: pg.Client
beforeAll(async () => {
  clinic = await testApp({ poolSize: 12 })
  watcher = new pg.Client({ connectionString: clinic.database.ownerUrl })
  await watcher.connect()
})
afterAll(async () => {
  await watcher.end()
  await clinic.close()
})

const rows = { entries: counts(2_000, 50_000), messages: counts(200, 2_000), tasks: counts(50, 500) }
/** Of other people: what a clinic has beside the one who goes. */
const others = counts(2_000, 100_000)

async function fill(leadId: number): Promise<void> {
  const { coach } = clinic.people
  await clinic.sql(
    `insert into activity_logs (user_id, entity_type, entity_id, action, details, created_at)
     select $2, 'lead', $1, 'updated', '{"changed": ["notes"]}', now() - n * interval '1 minute' from generate_series(1, $3::int) n`,
    [leadId, coach.id, rows.entries],
  )
  await clinic.sql(`insert into messages (lead_id, body) select $1, 'word ' || n from generate_series(1, $2::int) n`, [
    leadId,
    rows.messages,
  ])
  await clinic.sql(`insert into tasks (title, lead_id, assigned_to_id) select 'task ' || n, $1, $2 from generate_series(1, $3::int) n`, [
    leadId,
    coach.id,
    rows.tasks,
  ])
  await clinic.sql(
    `insert into calls (lead_id, user_id, outcome, notes) select $1, $2, 'Reached', 'said ' || n from generate_series(1, $3::int) n`,
    [leadId, coach.id, rows.tasks],
  )
  await clinic.sql(
    `insert into notifications (user_id, kind, entity_type, entity_id) select $2, 'comment_mention', 'lead', $1 from generate_series(1, $3::int) n`,
    [leadId, coach.id, rows.tasks],
  )
}

/** What an erasure has to look through whole: rows deleted earlier, and a list with problems that waits to be imported. */
async function fillBeside(): Promise<void> {
  await clinic.sql(
    `insert into leads (first_name, last_name, email, status, lead_source)
     select 'Other', 'N' || n, 'n' || n || '@example.com', 'HHQ Started', 'HHQ Started' from generate_series(1, $1::int) n`,
    [others],
  )
  await clinic.sql(
    `insert into deleted_records (deletion, entity_type, entity_id, row)
     select 'n' || n, 'task', 1000000 + n, jsonb_build_object('id', n, 'lead_id', 1000000 + n, 'title', 'gone') from generate_series(1, $1::int) n`,
    [others],
  )
  await clinic.sql(
    `insert into import_batches (id, kind, file_name, columns, settings, created_by_id) values (7001, 'leads', 'people.csv', '[]', '{}', $1)`,
    [clinic.people.sdr.id],
  )
  await clinic.sql(
    `insert into import_problems (import_id, line, outcome, reason, cells)
     select 7001, n, 'duplicate', 'is there', array['Other', 'N' || n, 'n' || n || '@example.com', '+1 303 555 0100'] from generate_series(1, $1::int) n`,
    [others],
  )
  await clinic.sql(
    `insert into import_chunks (import_id, number, rows, content)
     select 7001, c, 500, (select jsonb_agg(jsonb_build_array(n, 'Other', 'n' || c || '.' || n || '@example.com'))::text from generate_series(1, 500) n)
     from generate_series(1, $1::int / 500) c`,
    [others],
  )
}

interface Wait extends pg.QueryResultRow {
  ms: number
  what: string
}

/** Whoever waits now for a lock, since when, and for what. */
const waits = async () =>
  (
    await watcher.query<Wait>(`
    select extract(epoch from clock_timestamp() - l.waitstart) * 1000 as ms,
      coalesce(l.relation::regclass::text, l.locktype) || ': ' || left(a.query, 120) as what
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where not l.granted and l.waitstart is not null and a.datname = current_database()`)
  ).rows

test('a person with very many rows is erased, and what others write waits for it for less than a second', async () => {
  const { sdr, admin } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Long', last_name: 'Story' })
  await fillBeside()
  await fill(id)
  await clinic.sql('analyze')
  let isOver = false
  const longest = new Map<string, number>()
  let wrote = 0
  const write = async (at: number) => {
    while (!isOver) {
      const as = clinic.as(at === 0 ? admin : sdr)
      const { status, body } = await as.post<{ id: number }>('/leads', {
        firstName: 'New',
        lastName: `N${at}-${wrote}`,
        email: `new${at}.${wrote}@example.com`,
      })
      expect(status).toBe(201)
      expect((await as.post('/tasks', { title: 'ring', leadId: body.id })).status).toBe(201)
      expect((await as.patch(`/leads/${body.id}`, { notes: 'rung' })).status).toBe(200)
      if (at === 0) expect((await as.post('/audit/holds', { entityType: 'lead', entityId: body.id, reason: 'Court' })).status).toBe(201)
      wrote += 1
    }
  }
  const look = async () => {
    while (!isOver) for (const { ms, what } of await waits()) longest.set(what, Math.max(longest.get(what) ?? 0, ms))
  }
  const working = Promise.all([look(), ...[0, 1, 2].map(write)])
  const began = performance.now()
  const { status } = await clinic.as(admin).post(`/leads/${id}/expungement`, { reason: 'They asked', name: 'Long Story' })
  const took = performance.now() - began
  isOver = true
  await working
  const wait = Math.max(0, ...longest.values())
  tell(`Erased in ${took.toFixed(0)} ms beside ${wrote} rounds of others; the longest wait for a lock was ${wait.toFixed(0)} ms`)
  expect(status).toBe(201)
  expect([...longest].filter(([, ms]) => ms >= 1_000)).toEqual([])
})

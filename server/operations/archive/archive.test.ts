import { execFile, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { type FileHandle, link, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { type TestApp, testApp } from '../../test/app.ts'
import { build } from '../../test/build.ts'
import { signedInPatient } from '../../test/patient.ts'
import { ownBackupKey, storesOf } from '../places.ts'
import { verifyAgainst } from '../seals/check-trails.ts'
import { sealTrails } from '../seals/seal-trails.ts'
import { openSettling } from '../seals/settled.ts'
import { archiveTrails } from './archive-trails.ts'

let clinic: TestApp
let owner: pg.Client
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'healthcrm-archive-'))
  clinic = await testApp({ env: { BACKUP_DIR: folder, DATA_DIR: folder } })
  owner = new pg.Client({ connectionString: clinic.database.ownerUrl, options: '-c timezone=UTC' })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await clinic.close()
  await rm(folder, { recursive: true })
})

const place = () => {
  const config = readConfig({ DATA_DIR: folder, BACKUP_DIR: folder })
  return { stores: storesOf(config), key: ownBackupKey(config) }
}
async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: clinic.database.ownerUrl, options: '-c timezone=UTC' })
  await client.connect()
  return work(client).finally(() => client.end())
}
const seal = () => connected((client) => sealTrails(client, openSettling()))
const archive = () => connected((client) => archiveTrails(client, { place: place(), months: 12, now: new Date() }))
const fault = async () => (await verifyAgainst(owner, place(), [])).fault
const standing = async (table: string, id: number) => {
  const column = table === 'activity_logs' ? `entity_type = 'lead' and entity_id = $1` : '$1 = any(entity_ids)'
  const [row] = await clinic.sql<{ count: number }>(`select count(*)::int as count from ${table} where ${column}`, [id])
  return row?.count ?? 0
}

interface Page {
  data: { id: number; action?: string; kind?: string; route?: string | null }[]
  nextCursor: string | null
  total?: number
}
/** The whole list, in small pages. */
async function walk(path: string, person = clinic.people.admin): Promise<Page['data']> {
  const all: Page['data'] = []
  for (let cursor = ''; ; ) {
    const { body } = await clinic.as(person).get<Page>(`${path}${path.includes('?') ? '&' : '?'}limit=7${cursor}`)
    all.push(...body.data)
    if (!body.nextCursor) return all
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`
  }
}

/** A lead with a trail of more than two years, a deed and a look each quarter, and some of them today. */
async function leadWithPast(): Promise<number> {
  const id = await build.lead(clinic, { owner_id: clinic.people.sdr.id })
  await clinic.sql(
    `insert into activity_logs (entity_type, entity_id, action, details, user_id, created_at)
     select 'lead', $1, case n % 2 when 0 then 'updated' else 'claimed' end, '{"fields":["notes"]}', $2, date_trunc('month', now()) - n * interval '1 month' + interval '1 day'
     from generate_series(0, 27, 3) n order by n desc`,
    [id, clinic.people.sdr.id],
  )
  await clinic.sql(
    `insert into access_log (at, user_id, via, route, status, entity_type, entity_ids, request_id)
     select date_trunc('month', now()) - n * interval '1 month' + interval '2 days', $2, 'session', 'GET /leads/:id', 200, 'lead', array[$1::int], 'r' || n
     from generate_series(0, 27, 3) n order by n desc`,
    [id, clinic.people.coach.id],
  )
  return id
}

let id: number
beforeEach(async () => {
  id = await leadWithPast()
  await seal()
})

test('what is older than it is kept for moves, and what stays and what moved is still what was sealed', async () => {
  const before = await standing('activity_logs', id)
  expect(await archive()).toBe(10)
  const after = await standing('activity_logs', id)
  expect([before - after, await standing('access_log', id)]).toEqual([5, 5])
  expect(await fault()).toBeUndefined()
  // Once more changes nothing.
  expect(await archive()).toBe(0)
  expect(await standing('activity_logs', id)).toBe(after)
})

test('rows that no seal covers stay', async () => {
  await clinic.sql(
    `insert into activity_logs (entity_type, entity_id, action, created_at) values ('lead', $1, 'unsealed', now() - interval '2 years')`,
    [id],
  )
  await archive()
  expect(await clinic.sql(`select from activity_logs where entity_id = $1 and action = 'unsealed'`, [id])).toHaveLength(1)
})

test('archived entries are read like the others: list, count, one, timeline, audit and its file, with the same cursors', async () => {
  const { admin, sdr } = clinic.people
  const list = `/activity?entityType=lead&entityId=${id}`
  const paths = [
    list,
    `${list}&action=claimed`,
    `${list}&createdAtTo=${monthsAgo(10)}`,
    `/leads/${id}/timeline`,
    `/audit?entityType=lead&entityId=${id}`,
  ]
  const look = async () => {
    const found: unknown[] = []
    for (const path of paths)
      found.push((await walk(path)).filter((each) => (each.kind !== 'looked' && each.kind !== 'used') || !isOurs(each)))
    found.push((await clinic.as(admin).get<Page>(`${list}&count=exact&limit=1`)).body.total)
    found.push(await walk(list, sdr))
    return found
  }
  const before = await look()
  const [, , , , , total] = before
  const oldest = (before[0] as Page['data']).at(-1)
  const { body: one } = await clinic.as(admin).get(`/activity/${oldest?.id}`)
  await archive()
  expect(await clinic.sql('select from activity_logs where id = $1', [oldest?.id])).toEqual([])
  expect(await look()).toEqual(before)
  expect(total).toBe(10)
  expect((await clinic.as(admin).get(`/activity/${oldest?.id}`)).body).toEqual(one)
  const file = await clinic.as(admin).get(`/exports/audit.csv?entityType=lead&entityId=${id}&kind=did`)
  expect(file.text.trim().split('\n')).toHaveLength(11)
})

test('who waits for archive files holds no connection: plain requests are answered meanwhile, and then all get what they asked for', async () => {
  const { at } = await signedInPatient(clinic, id)
  const as = clinic.as(clinic.people.admin)
  const record = `entityType=lead&entityId=${id}`
  const paths = [
    `/activity?${record}`,
    `/activity?${record}&count=exact&limit=1`,
    `/leads/${id}/timeline`,
    `/audit?${record}&kind=did&atTo=${monthsAgo(1)}`,
    `/exports/audit.csv?${record}&kind=did&atTo=${monthsAgo(1)}`,
  ]
  const answers = async () => (await Promise.all(paths.map((path) => as.get(path)))).map(({ status, text }) => ({ status, text }))
  const before = await answers()
  await archive()
  const disk = await stoppedDisk()
  const waiting = Promise.all([...Array(4)].map(answers))
  const own = Promise.all(['/portal/looks?limit=50', '/portal/data'].map((path) => at.ask('GET', path)))
  await disk.isWaitedFor()
  const plain = await Promise.all([...Array(8)].map(() => as.get(`/leads/${id}`))).finally(disk.release)
  expect(plain.map(({ status }) => status)).toEqual(Array(8).fill(200))
  for (const each of await waiting) expect(each).toEqual(before)
  expect((await own).map(({ status }) => status)).toEqual([200, 200])
})

/** From now on no archive file can be read until `release`: each is a pipe that nobody writes to. */
async function stoppedDisk() {
  const names = await readdir(join(folder, 'archive'), { recursive: true, withFileTypes: true })
  const files = names.filter((name) => name.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  for (const file of files) {
    await rename(file, `${file}.whole`)
    await promisify(execFile)('mkfifo', [`${file}.pipe`])
    await link(`${file}.pipe`, file)
  }
  const held = new Map<string, FileHandle>()
  // Only a pipe that somebody wants to read can be opened so.
  const takeHold = async (file: string) => {
    const pipe = held.get(file) ?? (await open(`${file}.pipe`, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => undefined))
    if (pipe) held.set(file, pipe)
  }
  return {
    isWaitedFor: () => expect.poll(() => Promise.all(files.map(takeHold)).then(() => held.size), { timeout: 20_000 }).toBeGreaterThan(0),
    release: async () => {
      for (const file of files) {
        const content = await readFile(`${file}.whole`)
        await rename(`${file}.whole`, file)
        await takeHold(file)
        await held.get(file)?.writeFile(content)
        await held.get(file)?.close()
        await rm(`${file}.pipe`)
      }
    },
  }
}

test('archived looks count in “who looked at my record”, for the patient themselves alone', async () => {
  const { at } = await signedInPatient(clinic, id)
  const stranger = await signedInPatient(clinic)
  const list = `/portal/looks?limit=3`
  const walkLooks = async (by: typeof at) => {
    const all: { at: string; name: string | null; kind: string }[] = []
    for (let cursor = ''; ; ) {
      const { status, text, body } = await by.ask<{ data: typeof all; nextCursor: string | null }>('GET', `${list}${cursor}`)
      expect(status, text).toBe(200)
      all.push(...body.data)
      if (!body.nextCursor) return all
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`
    }
  }
  const [{ entry } = { entry: 0 }] = await clinic.sql<{ entry: number }>(
    `insert into activity_logs (entity_type, entity_id, action, user_id, created_at) values ('export', $1, 'exported', $1, now() - interval '2 years') returning id as entry`,
    [clinic.people.sdr.id],
  )
  await clinic.sql(
    `insert into exported_records (activity_id, entity_type, entity_ids, at) values ($1, 'lead', array[$2::int], now() - interval '2 years')`,
    [entry, id],
  )
  await seal()
  const before = await walkLooks(at)
  expect(before).toHaveLength(11)
  await archive()
  expect(await standing('access_log', id)).toBeLessThan(10)
  expect(await clinic.sql('select from activity_logs where id = $1', [entry])).toEqual([])
  expect(await walkLooks(at)).toEqual(before)
  expect(before.filter(({ kind, name }) => kind === 'export' && name?.startsWith('SDR'))).toHaveLength(1)
  expect(await walkLooks(stranger.at)).toEqual([])
})
test('the download of everything about a patient reaches into archives, each entry once, and into nobody else’s', async () => {
  type Everything = { changes: { id: number }[]; looks: { id: number; staff: string | null }[] }
  const { at } = await signedInPatient(clinic, id)
  const stranger = await signedInPatient(clinic)
  const take = async (by: typeof at) => (await by.ask<Everything>('GET', '/portal/data')).body
  await archive()
  const { changes, looks } = await take(at)
  const numbers = async (text: string) => (await clinic.sql<{ id: number }>(text, [id])).map((row) => Number(row.id))
  const stay = await numbers("select id from activity_logs where entity_type = 'lead' and entity_id = $1")
  expect(changes.length).toBeGreaterThan(stay.length)
  for (const list of [changes, looks]) expect(new Set(list.map((each) => each.id)).size).toBe(list.length)
  expect(looks.length).toBeGreaterThan(await standing('access_log', id))
  expect(looks.some(({ staff }) => staff !== null)).toBe(true)
  expect((await take(stranger.at)).changes.length).toBeLessThan(3)
})

/** Looks of this test itself. */
const monthsAgo = (months: number) => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString()
}
const isOurs = (entry: { route?: string | null }) => entry.route !== 'GET /leads/:id'

test('who may not know of a record does not find it in the archive', async () => {
  await archive()
  await build.restrict(clinic, 'lead', id)
  const { sdr, otherSdr } = clinic.people
  expect(await walk(`/activity?entityType=lead&entityId=${id}`, sdr)).toHaveLength(10)
  expect(await walk(`/activity?entityType=lead&entityId=${id}`, otherSdr)).toEqual([])
  const [archived] = await walk(`/activity?entityType=lead&entityId=${id}&createdAtTo=${monthsAgo(20)}`)
  expect((await clinic.as(sdr).get(`/activity/${archived?.id}`)).status).toBe(200)
  expect((await clinic.as(otherSdr).get(`/activity/${archived?.id}`)).status).toBe(404)
})

test('what is held stays, as a person with all that belongs to them, and as a time, until it is released', async () => {
  const as = clinic.as(clinic.people.admin)
  const task = await build.task(clinic, { lead_id: id })
  await clinic.sql(
    `insert into activity_logs (entity_type, entity_id, action, created_at) values ('task', $1, 'updated', now() - interval '2 years')`,
    [task],
  )
  const other = await leadWithPast()
  await seal()
  const held = await as.post<{ id: number; name: string }>('/audit/holds', {
    entityType: 'lead',
    entityId: id,
    reason: 'A claim is pending',
  })
  expect([held.status, held.body]).toEqual([201, expect.objectContaining({ entityId: id, reason: 'A claim is pending' })])
  const time = await as.post<{ id: number }>('/audit/holds', {
    fromAt: monthsAgo(27),
    toAt: monthsAgo(26),
    reason: 'Inspection',
  })
  await archive()
  expect([await standing('activity_logs', id), await standing('access_log', id)]).toEqual([11, 10])
  expect(await clinic.sql(`select from activity_logs where entity_type = 'task' and entity_id = $1`, [task])).toHaveLength(1)
  expect(await standing('activity_logs', other)).toBe(6)
  expect(await fault()).toBeUndefined()
  expect(await walk(`/activity?entityType=lead&entityId=${other}`)).toHaveLength(10)
  for (const { body } of [held, time]) expect((await as.delete(`/audit/holds/${body.id}`)).status).toBe(204)
  expect((await as.get<Page>('/audit/holds')).body.data).toEqual([])
  await archive()
  expect(await standing('activity_logs', id)).toBe(7)
  expect(await fault()).toBeUndefined()
})

test('killed at any step, it goes on where it was: nothing is lost, nothing stands twice', async () => {
  const list = `/activity?entityType=lead&entityId=${id}`
  const before = await walk(list)
  for (const steps of [1, 2, 3, 4]) {
    expect(await killedAfter(steps)).toBe('SIGKILL')
    expect(await fault()).toBeUndefined()
    expect(await walk(list)).toEqual(before)
  }
  await archive()
  expect(await clinic.sql('select from trail_archives where moved_at is null')).toEqual([])
  expect(await fault()).toBeUndefined()
  expect(await walk(list)).toEqual(before)
})

function killedAfter(steps: number): Promise<string | null> {
  const script = join(import.meta.dirname, '..', '..', 'test', 'archive-until.ts')
  return new Promise((done) => {
    spawn(process.execPath, [script, clinic.database.ownerUrl, folder, String(steps)], { stdio: 'inherit' }).once('exit', (_, signal) =>
      done(signal),
    )
  })
}

test('a row that was changed before it moved does not leave, and a damaged file is noticed', async () => {
  const [row] = await clinic.sql<{ id: number }>(`select id from activity_logs where entity_id = $1 order by id limit 1`, [id])
  const taken = await connected((client) =>
    archiveTrails(client, {
      place: place(),
      months: 12,
      now: new Date(),
      tell: (step) => {
        if (step === 'known') throw new Error('stop here')
      },
    }),
  ).catch((error: Error) => error.message)
  expect(taken).toBe('stop here')
  await clinic.sql(`update activity_logs set action = 'forged' where id = $1`, [row?.id])
  await archive()
  expect(await clinic.sql(`select from activity_logs where id = $1`, [row?.id])).toHaveLength(1)
  expect(await fault()).toMatch(`activity_logs: row ${row?.id} says one thing in its table and another in the archive`)
  await clinic.sql(`update activity_logs set action = 'claimed' where id = $1`, [row?.id])
  expect(await fault()).toBeUndefined()
  const [known] = await clinic.sql<{ file: string }>('select file from trail_archives order by id desc limit 1')
  const path = join(folder, known?.file ?? '')
  const content = await readFile(path)
  const damaged = Buffer.from(content)
  damaged[60] = (damaged[60] ?? 0) ^ 1
  await writeFile(path, damaged)
  expect(await fault()).toMatch(`The archive ${known?.file} cannot be read`)
  await writeFile(path, content)
  expect(await fault()).toBeUndefined()
})

test('holds are Admins’ alone, are logged, and bad input is named', async () => {
  const { admin, sdr } = clinic.people
  expect((await clinic.as(sdr).post('/audit/holds', { entityType: 'lead', entityId: id, reason: 'x' })).status).toBe(403)
  const as = clinic.as(admin)
  const wrong = async (body: object) =>
    ((await as.post<{ errors: { path: string }[] }>('/audit/holds', body)).body.errors ?? []).map(({ path }) => path)
  expect(await wrong({ entityType: 'lead', reason: 'x' })).toEqual(['entityId'])
  expect(await wrong({ reason: 'x' })).toEqual(['entityId'])
  expect(await wrong({ entityType: 'lead', entityId: id, reason: ' ' })).toEqual(['reason'])
  expect(await wrong({ fromAt: '2026-02-01T00:00:00Z', toAt: '2026-01-01T00:00:00Z', reason: 'x' })).toEqual(['toAt'])
  expect((await as.post('/audit/holds', { entityType: 'lead', entityId: 2_147_483_000, reason: 'x' })).status).toBe(404)
  expect((await as.delete('/audit/holds/2147483000')).status).toBe(404)
  const made = await as.post<{ id: number }>('/audit/holds', { entityType: 'lead', entityId: id, reason: 'x' })
  await as.delete(`/audit/holds/${made.body.id}`)
  const told = await clinic.sql<{ action: string }>(`select action from activity_logs where entity_id = $1 and user_id = $2 order by id`, [
    id,
    admin.id,
  ])
  expect(told.map(({ action }) => action)).toEqual(['held', 'hold_released'])
})

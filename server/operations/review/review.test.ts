/** A person's record of an earlier time, out of real backups, brought back in part. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/embedded.ts'
import { type OpenDatabase, openDatabase } from '../../db/open.ts'
import type { App } from '../../http/house.ts'
import { keptSecret, randomSecret } from '../../secrets.ts'
import { type Client, clientFor, makePerson, type Person } from '../../test/app.ts'
import { connect } from '../../test/data-folders.ts'
import { backUpNow } from '../backup/back-up-now.ts'
import { type Keeping, startKeeping } from '../keeping.ts'
import { lookBackIn } from '../restore/looking-back.ts'
import { type LookBack, prepareReview } from './prepare.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const root = mkdtempSync(join(tmpdir(), 'healthcrm-review-'))
const dataDir = join(root, 'data')
let keeping: Keeping
let postgres: EmbeddedPostgres
let database: OpenDatabase
let app: App
let owner: Awaited<ReturnType<typeof connect>>
let admin: Client
let sdr: Person
let leadId: number
let asOf: string

type Row = Record<string, unknown>
const sql = async (text: string, values: unknown[] = []) => (await owner.query<Row>(text, values)).rows

interface Review {
  id: number
  state: string
  error: string | null
  version: string
  differences: {
    entity: string
    id: number
    state: string
    canReturn: boolean
    fields: { name: string; before: unknown; now: unknown; canReturn: boolean }[]
  }[]
}

beforeAll(async () => {
  const config = { ...readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), sessionSecret: 'a secret of the tests, forty letters long' }
  keeping = startKeeping(config, quiet)
  postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
  keptSecret(dataDir, 'session', randomSecret)
  database = await openDatabase({ ownerUrl: postgres.ownerUrl, dataDir, pooler: 'none', poolSize: 4 })
  owner = await connect(postgres.ownerUrl)
  app = await buildApp({ config, database, log: false, backups: keeping })
  await app.ready()
  const run = async <R extends Row>(text: string, values: unknown[] = []) => (await owner.query<R>(text, values)).rows
  admin = clientFor(app, await makePerson(run, 'Admin'))
  sdr = await makePerson(run, 'SDR')
  const { key, stores } = keeping
  await backUpNow({ ownerUrl: postgres.ownerUrl, clusterDir: join(dataDir, 'postgres'), dataDir, stores, key, product: 'test' })
  await tellTheStory()
})
afterAll(async () => {
  await owner.end()
  await app.close()
  await database.close()
  await postgres.stop()
  await keeping.close()
  rmSync(root, { recursive: true, force: true })
})

/** A record, a moment, and what went wrong after it. */
async function tellTheStory() {
  const lead = {
    firstName: 'Maren',
    lastName: 'Oduya',
    email: 'maren@example.com',
    phone: '+1 202 555 0101',
    notes: 'Prefers mornings',
    ownerId: sdr.id,
  }
  leadId = Number((await admin.post<Row>('/leads', lead)).body.id)
  const task = (title: string) => admin.post<Row>('/tasks', { title, leadId, assignedToId: sdr.id, dueDate: '2026-12-01T15:00:00Z' })
  const [kept, dropped] = [(await task('Call back')).body.id, (await task('Send the lab order')).body.id]
  await admin.post(`/leads/${leadId}/comments`, { body: 'She moved in May' })
  await sleep(50)
  const [row] = await sql(`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`)
  asOf = String(row?.now)
  await sleep(50)
  await admin.patch(`/leads/${leadId}`, { notes: 'gone wrong', phone: '1', status: 'Booking: Not Paid', statusReason: 'by mistake' })
  await admin.patch(`/tasks/${kept}`, { title: 'wrong', dueDate: '2027-01-01T15:00:00Z' })
  await admin.delete(`/tasks/${dropped}`)
  await task('A new one')
}

const lookBack: LookBack = (at, ask) => lookBackIn({ dataDir, stores: keeping.stores, key: keeping.key, log: quiet })(at, ask)

async function reviewed(): Promise<Review> {
  const asked = await admin.post<Review>('/record-reviews', { entityType: 'lead', entityId: leadId, asOf })
  expect(asked).toMatchObject({ status: 201, body: { state: 'preparing', differences: [] } })
  await prepareReview({ database, lookBack }, asked.body.id)
  return (await admin.get<Review>(`/record-reviews/${asked.body.id}`)).body
}
const apply = (review: Review, choices: object[], version = review.version) =>
  admin.post(`/record-reviews/${review.id}/application`, { version, choices })
const lead = async () => (await sql('select phone, notes, status from leads where id = $1', [leadId]))[0]

let review: Review

test('what was different at that time is shown field by field, and nothing of the copy is left behind', async () => {
  review = await reviewed()
  expect([review.state, review.error]).toEqual(['ready', null])
  const shown = review.differences.map(({ entity, state, canReturn, fields }) => [entity, state, canReturn, fields.map(({ name }) => name)])
  expect(shown).toEqual([
    ['lead', 'changed', false, ['phone', 'status', 'notes']],
    ['task', 'changed', false, ['title', 'dueDate']],
    ['task', 'gone', true, expect.arrayContaining(['title'])],
    ['task', 'added', false, []],
  ])
  const [{ fields } = { fields: [] }, task] = review.differences
  expect(fields.find(({ name }) => name === 'notes')).toEqual({
    name: 'notes',
    before: 'Prefers mornings',
    now: 'gone wrong',
    canReturn: true,
  })
  expect(fields.find(({ name }) => name === 'status')).toMatchObject({ canReturn: false })
  expect(task?.fields.find(({ name }) => name === 'dueDate')).toMatchObject({
    before: '2026-12-01T15:00:00.000Z',
    now: '2027-01-01T15:00:00.000Z',
  })
  expect(readdirSync(dataDir).filter((name) => name.startsWith('review'))).toEqual([])
})

test('what cannot be brought back, or is no difference, is refused whole', async () => {
  const wrong = [
    { entity: 'lead', id: leadId, fields: ['status'] },
    { entity: 'lead', id: leadId, fields: ['firstName'] },
    { entity: 'lead', id: leadId, fields: ['passwordHash'] },
    { entity: 'lead', id: leadId },
    { entity: 'contact', id: 1, fields: ['notes'] },
    { entity: 'task', id: review.differences[3]?.id },
  ]
  for (const choice of wrong) expect((await apply(review, [choice, { entity: 'lead', id: leadId, fields: ['notes'] }])).status).toBe(400)
  expect(await lead()).toMatchObject({ notes: 'gone wrong' })
})

test('a record that changed since it was shown is not touched', async () => {
  await admin.patch(`/leads/${leadId}`, { leadOutcome: 'Reached' })
  expect((await apply(review, [{ entity: 'lead', id: leadId, fields: ['notes'] }])).status).toBe(412)
  expect(await lead()).toMatchObject({ notes: 'gone wrong' })
})

test('what was chosen comes back in one transaction, with its trail, and the data of then is forgotten', async () => {
  review = await reviewed()
  const [, changed, gone] = review.differences
  const choices = [
    { entity: 'lead', id: leadId, fields: ['notes'] },
    { entity: 'task', id: changed?.id, fields: ['title', 'dueDate'] },
    { entity: 'task', id: gone?.id },
  ]
  expect(await apply(review, choices)).toMatchObject({ status: 200, body: { state: 'applied' } })
  expect(await lead()).toEqual({ notes: 'Prefers mornings', phone: '1', status: 'Booking: Not Paid' })
  expect(await sql('select title, due_date::text as due from tasks where lead_id = $1 order by id', [leadId])).toEqual([
    { title: 'Call back', due: '2026-12-01 15:00:00' },
    { title: 'Send the lab order', due: '2026-12-01 15:00:00' },
    { title: 'A new one', due: '2026-12-01 15:00:00' },
  ])
  const [entry] = await sql("select details from activity_logs where action = 'restored_in_part'")
  const details = JSON.parse(String(entry?.details)) as { fields: string[] }
  expect(details.fields).toEqual([`lead ${leadId}: notes`, `task ${changed?.id}: title, dueDate`, `task ${gone?.id}`])
  expect(String(entry?.details)).not.toContain('mornings')
  expect(await sql('select found from record_reviews where id = $1', [review.id])).toEqual([{ found: null }])
  expect((await apply(review, choices)).status).toBe(409)
})

test('a time without a backup says so, a time to come and an unknown person are refused', async () => {
  const early = await admin.post<Review>('/record-reviews', { entityType: 'lead', entityId: leadId, asOf: '2020-01-01T00:00:00Z' })
  await prepareReview({ database, lookBack }, early.body.id)
  expect((await admin.get<Review>(`/record-reviews/${early.body.id}`)).body).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('oldest backup'),
  })
  expect((await admin.post('/record-reviews', { entityType: 'lead', entityId: leadId, asOf: '2100-01-01T00:00:00Z' })).status).toBe(400)
  expect((await admin.post('/record-reviews', { entityType: 'contact', entityId: 4711, asOf })).status).toBe(404)
  expect((await admin.get('/record-reviews/4711')).status).toBe(404)
  expect((await clientFor(app, sdr).get(`/record-reviews/${early.body.id}`)).status).toBe(403)
})

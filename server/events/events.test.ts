/** Live events: whoever follows hears what they may know of, at once, on whatever instance it happened. */
import { get } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let clinic: TestApp
let port: number
beforeAll(async () => {
  clinic = await testApp()
  const address = new URL(await clinic.app.listen({ port: 0, host: '127.0.0.1' }))
  port = Number(address.port)
})
afterAll(() => clinic.close())

interface Heard {
  id: number
  entityType: string
  entityId: number
  action: string
}
interface Following {
  status: number
  headers: Record<string, unknown>
  text(): string
  events(): Heard[]
  ended: Promise<void>
  stop(): void
}
const following: Following[] = []
afterEach(() => {
  for (const each of following.splice(0)) each.stop()
})

async function follow(person: Person, headers: Record<string, string> = {}, at = port): Promise<Following> {
  let text = ''
  let started = () => {}
  const begun = new Promise<void>((resolve) => {
    started = resolve
  })
  const made = await new Promise<Following>((resolve, reject) => {
    const request = get(
      { port: at, path: '/api/v1/events', headers: { authorization: `Bearer ${person.token}`, ...headers } },
      (response) => {
        response.setEncoding('utf8')
        response.on('data', (piece: string) => {
          text += piece
          started()
        })
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: () => text,
          events: () => [...text.matchAll(/^data: (\{"id".*\})$/gm)].map(([, json]) => JSON.parse(json ?? '')),
          ended: new Promise((done) => response.on('close', done)),
          stop: () => request.destroy(),
        })
      },
    )
    request.on('error', (error) => (text ? undefined : reject(error)))
  })
  following.push(made)
  await begun
  return made
}

const until = async (what: () => boolean) => {
  const deadline = Date.now() + 3_000
  while (!what()) {
    if (Date.now() > deadline) throw new Error('it did not happen within three seconds')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 150))

test('a change reaches everybody who follows, without names or texts', async () => {
  const { sdr, coach } = clinic.people
  const leadId = await build.lead(clinic, { first_name: 'Canary' })
  const stream = await follow(coach)
  expect(stream.status).toBe(200)
  expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  expect(stream.headers['cache-control']).toBe('no-store')
  expect(stream.headers['x-content-type-options']).toBe('nosniff')
  await clinic.as(sdr).patch(`/leads/${leadId}`, { status: 'HHQ Signed', notes: 'Canary' })
  await until(() => stream.events().length === 1)
  expect(stream.events()).toEqual([
    { id: expect.any(Number), entityType: 'lead', entityId: leadId, action: 'status_changed', userId: sdr.id },
  ])
  expect(stream.text()).not.toContain('Canary')
})

test('nobody follows without signing in', async () => {
  expect((await clinic.as(undefined).get('/events')).status).toBe(401)
})

test('changes of a restricted record reach its owner and Admins alone', async () => {
  const { sdr, otherSdr, coach, admin } = clinic.people
  const leadId = await build.lead(clinic, { owner_id: sdr.id })
  const taskId = await build.task(clinic, { lead_id: leadId, assigned_to_id: sdr.id })
  await build.restrict(clinic, 'lead', leadId)
  const [owner, other, another, chief] = await Promise.all([follow(sdr), follow(otherSdr), follow(coach), follow(admin)])
  await clinic.as(sdr).patch(`/leads/${leadId}`, { leadReadiness: 'Hot' })
  await clinic.as(sdr).put(`/tasks/${taskId}/completion`)
  await clinic.as(sdr).delete(`/tasks/${taskId}`)
  await until(() => owner.events().length === 3 && chief.events().length === 3)
  await aWhile()
  expect(other.events()).toEqual([])
  expect(another.events()).toEqual([])
})

test('whoever may no longer see a record is told to look again', async () => {
  const { sdr, admin } = clinic.people
  const leadId = await build.lead(clinic)
  const stream = await follow(sdr)
  await clinic.as(admin).put(`/leads/${leadId}/restriction`, { reason: 'own care' })
  await until(() => stream.text().includes('event: reload'))
  expect(stream.events()).toEqual([])
})

test('when a list was imported or taken back everybody reads again', async () => {
  const { sdr, coach } = clinic.people
  const [importer, other] = await Promise.all([follow(sdr), follow(coach)])
  for (const action of ['started', 'imported', 'undone']) {
    await clinic.sql(`insert into activity_logs (entity_type, entity_id, action, user_id) values ('import', 5, $1, $2)`, [action, sdr.id])
  }
  await until(() => importer.events().length === 3 && (other.text().match(/^event: reload$/gm) ?? []).length === 2)
  expect(other.events()).toEqual([])
})

test('what concerns staff reaches Admins and the one who did it', async () => {
  const { sdr, admin } = clinic.people
  const [stream, chief] = await Promise.all([follow(sdr), follow(admin)])
  await clinic.sql(`insert into activity_logs (entity_type, entity_id, action, user_id) values ('user', 1, 'updated', $1)`, [admin.id])
  await clinic.sql(`insert into activity_logs (entity_type, entity_id, action, user_id) values ('token', 2, 'created', $1)`, [sdr.id])
  await until(() => chief.events().length === 2 && stream.events().length === 1)
  expect(stream.events()[0]).toMatchObject({ entityType: 'token' })
})

test('Last-Event-ID resumes with what was missed, in the order of the commits', async () => {
  const { sdr } = clinic.people
  const leadId = await build.lead(clinic)
  const first = await follow(sdr)
  await clinic.as(sdr).patch(`/leads/${leadId}`, { leadReadiness: 'Warm' })
  await until(() => first.events().length === 1)
  const [seen] = first.events()
  first.stop()
  const answers = [
    await clinic.as(sdr).patch(`/leads/${leadId}`, { leadReadiness: 'Hot' }),
    await clinic.as(sdr).post('/tasks', { title: 'Call' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 201])
  const again = await follow(sdr, { 'last-event-id': String(seen?.id) })
  await until(() => again.events().length === 2)
  expect(again.events().map(({ action }) => action)).toEqual(['updated', 'created'])
})

const placeOf = (stream: Following) =>
  stream
    .text()
    .match(/^id: (\S+)$/gm)
    ?.at(-1)
    ?.slice(4) ?? ''

test('who comes back to the instance they followed hears what they missed, and nothing twice', async () => {
  const { sdr } = clinic.people
  const leadId = await build.lead(clinic)
  await clinic.as(sdr).patch(`/leads/${leadId}`, { leadReadiness: 'Hot' })
  await aWhile()
  const first = await follow(sdr)
  await until(() => placeOf(first) !== '')
  first.stop()
  await clinic.as(sdr).patch(`/leads/${leadId}`, { leadReadiness: 'Cold' })
  const again = await follow(sdr, { 'last-event-id': placeOf(first) })
  await until(() => again.events().length > 0)
  expect(again.events().map(({ entityId, action }) => [entityId, action])).toEqual([[leadId, 'updated']])
  expect(again.text()).not.toContain('event: reload')
})

test('who followed a server that is gone is told to look again: it may not have announced its last changes', async () => {
  const { sdr } = clinic.people
  const gone = await follow(sdr, { 'last-event-id': '4711@another' })
  await until(() => gone.text().includes('event: reload'))
  expect(placeOf(gone)).toMatch(/^\d+@\w+$/)
})

test('a server that starts has those who follow others look again', async () => {
  const stream = await follow(clinic.people.sdr)
  const config = { ...readConfig({ DATABASE_URL: clinic.database.ownerUrl }), sessionSecret: 'b'.repeat(40) }
  const next = await buildApp({ config, database: clinic.database, log: false })
  await until(() => stream.text().includes('event: reload'))
  await next.close()
})

test('an event of long ago resumes from the trail, limited to what the listener may know', async () => {
  const { sdr, coach } = clinic.people
  const leadId = await build.lead(clinic, { owner_id: coach.id })
  await build.restrict(clinic, 'lead', leadId)
  await clinic.as(coach).patch(`/leads/${leadId}`, { leadReadiness: 'Hot' })
  const stream = await follow(sdr, { 'last-event-id': '0' })
  await until(() => stream.events().length > 0)
  expect(stream.events().filter(({ entityId, entityType }) => entityType === 'lead' && entityId === leadId)).toEqual([])
})

test('whoever missed more than is worth telling is told to read again', async () => {
  const { sdr } = clinic.people
  const leadId = await build.lead(clinic)
  await clinic.sql(
    `insert into activity_logs (entity_type, entity_id, action, user_id) select 'lead', $1, 'updated', $2 from generate_series(1, 600)`,
    [leadId, sdr.id],
  )
  const stream = await follow(sdr, { 'last-event-id': '1' })
  await until(() => stream.text().includes('event: reload'))
  expect(stream.events()).toEqual([])
})

test('a stream ends at once when its user is deactivated, changes role, or the token is revoked', async () => {
  const ways = [
    (person: Person) => clinic.sql('update users set is_active = false where id = $1', [person.id]),
    (person: Person) => clinic.sql(`update users set role = 'Admin' where id = $1`, [person.id]),
    (person: Person) => clinic.sql('delete from api_tokens where user_id = $1', [person.id]),
  ]
  for (const way of ways) {
    const person = await clinic.addPerson('SDR')
    const stream = await follow(person)
    await way(person)
    const began = Date.now()
    await stream.ended
    expect(Date.now() - began).toBeLessThan(1_000)
  }
})

test('after the database was away streams go on, and are told to read again', async () => {
  const { sdr } = clinic.people
  const stream = await follow(sdr)
  await clinic.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'healthcrm listener' and datname = current_database()`,
  )
  await until(() => stream.text().includes('event: reload'))
  const leadId = await build.lead(clinic)
  await clinic.as(sdr).put(`/leads/${leadId}/claim`)
  await until(() => stream.events().some(({ action }) => action === 'claimed'))
})

test('a hundred streams all hear of a change at once', async () => {
  const { sdr } = clinic.people
  const streams = await Promise.all(Array.from({ length: 100 }, () => follow(sdr)))
  const leadId = await build.lead(clinic)
  await clinic.as(sdr).put(`/leads/${leadId}/claim`)
  const began = Date.now()
  await until(() => streams.every((stream) => stream.events().length === 1))
  expect(Date.now() - began).toBeLessThan(1_000)
})

test('what happens on one instance is heard on another', async () => {
  const { sdr } = clinic.people
  const dataDir = inject('clusterDataDir')
  const database = await openDatabase({ ownerUrl: clinic.database.ownerUrl, dataDir, pooler: 'none', poolSize: 2 })
  const config = { ...readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), sessionSecret: 'another instance, the same clinic, forty two' }
  const other = await buildApp({ config, database, log: false })
  try {
    const stream = await follow(sdr)
    const leadId = await build.lead(clinic)
    const headers = { authorization: `Bearer ${sdr.token}` }
    expect((await other.inject({ method: 'PUT', url: `/api/v1/leads/${leadId}/claim`, headers })).statusCode).toBe(200)
    await until(() => stream.events().some(({ entityId, action }) => entityId === leadId && action === 'claimed'))
  } finally {
    await other.close()
    await database.close()
  }
})

test('streams end when the server stops, so that it can', async () => {
  const stopping = await testApp()
  const address = new URL(await stopping.app.listen({ port: 0, host: '127.0.0.1' }))
  const stream = await follow(stopping.people.sdr, {}, Number(address.port))
  await Promise.all([stopping.close(), stream.ended])
})

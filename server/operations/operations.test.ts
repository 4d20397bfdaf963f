import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { alarmKinds } from '../../shared/alarms.ts'
import { readConfig } from '../config.ts'
import type { Letter, Mailer } from '../mail/mail.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { badFields } from '../test/trail.ts'
import { keepAlarms } from './alarms/alarm-keeping.ts'
import { sendMessage } from './alarms/alarm-messages.ts'
import { type Alarm } from './alarms/alarms.ts'
import { type Keeping, startKeeping } from './keeping.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-operations-'))
let keeping: Keeping
let clinic: TestApp
let elsewhere: TestApp
/** As the watch saw it last. */
let standing: Alarm[] = []

/** Hears what the clinic's webhook is told. */
const calls: { headers: IncomingHttpHeaders; body: string }[] = []
let answers = 200
/** Where it breaks off: before it answers, or in the midst of 5 MB. */
let breaks: 'before' | 'within' | undefined
const receiver = createServer(async (request, answer) => {
  let body = ''
  for await (const piece of request) body += piece
  calls.push({ headers: request.headers, body })
  if (breaks === 'before') return void answer.destroy()
  if (!breaks) return void answer.writeHead(answers).end('x'.repeat(100_000))
  answer.writeHead(answers, { 'content-length': 5_000_000 })
  answer.write('x'.repeat(2_500_000), () => answer.destroy())
})
let receiverUrl = ''

const letters: (Letter & { to: string })[] = []
let isPostAway = false
const mailer: Mailer = {
  send: async (letter) => {
    if (isPostAway) throw new Error('The post is away')
    letters.push(letter)
  },
  address: 'healthcrm@clinic.example',
  close: () => undefined,
}

beforeAll(async () => {
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  receiverUrl = `http://127.0.0.1:${Object(receiver.address()).port}/hook`
  keeping = startKeeping(readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), quiet)
  clinic = await testApp({ backups: keeping, alarms: () => standing })
  elsewhere = await testApp({ poolSize: 2 })
})
afterAll(async () => {
  receiver.close()
  await Promise.all([clinic.close(), elsewhere.close()])
  await keeping.close()
  rmSync(dataDir, { recursive: true })
})
afterEach(async () => {
  isPostAway = false
  answers = 200
  breaks = undefined
  calls.length = 0
  letters.length = 0
  await clinic.sql(
    "delete from alarm_messages; delete from alarms; delete from operations_state; delete from pgboss.job where name like 'operations.%'",
  )
})

const admin = () => clinic.as(clinic.people.admin)
const actions = async () =>
  (await clinic.sql<{ action: string }>("select action from activity_logs where entity_type = 'clinic' order by id desc limit 1")).map(
    ({ action }) => action,
  )
const jobs = async () =>
  (await clinic.sql<{ name: string }>("select name from pgboss.job where name like 'operations.%' order by name")).map(({ name }) => name)

test('the page of backups names each place, what it lacks, the last runs and the drills', async () => {
  await clinic.sql(`insert into backup_runs (backup_id, state, bytes, finished_at) values ('20261122T010101Z', 'done', 5000000000, now())`)
  await clinic.sql(`insert into restore_drills (state, restore_ms, lost_ms, findings) values ('passed', 4200, 31000,
    '{"place": "/backups", "rows": {"leads": 3, "users": 4}, "indexes": 90, "foreignKeys": 40}')`)
  const { body } = await admin().get('/system/backups')
  expect(body).toMatchObject({
    kind: 'own',
    places: [{ place: join(dataDir, 'backups'), backups: 0, newestAt: null, gap: null, error: null }],
    runs: [{ state: 'done', bytes: 5_000_000_000 }],
    key: { isWrittenDown: false },
  })
  const drills = await admin().get<{ data: object[] }>('/system/drills')
  expect(drills.body.data).toMatchObject([{ state: 'passed', restoreMs: 4200, lostMs: 31_000, rows: 7, indexes: 90, foreignKeys: 40 }])
})

test('a backup and a drill are asked for, logged, and done behind the answer', async () => {
  expect([(await admin().post('/system/backups')).status, await actions()]).toEqual([202, ['backup_started']])
  expect([(await admin().post('/system/drills')).status, await actions()]).toEqual([202, ['drill_started']])
  expect(await jobs()).toEqual(['operations.backup-now', 'operations.drill-now'])
})

test('a database of the operator’s own is backed up by the operator', async () => {
  const as = elsewhere.as(elsewhere.people.admin)
  expect((await as.get('/system/backups')).body).toMatchObject({ kind: 'elsewhere', places: [], key: null })
  for (const path of ['/system/backups', '/system/drills', '/system/backup-key']) {
    expect((await as.post(path)).body).toMatchObject({ status: 409, type: expect.stringContaining('backed_up_elsewhere') })
  }
})

test('the key is shown until somebody confirms by its last letters that it is written down, and never again', async () => {
  const { key } = (await admin().post<{ key: string }>('/system/backup-key')).body
  expect([key, await actions()]).toEqual([keeping.writtenKey(), ['backup_key_shown']])
  const confirm = (lastGroup: string) => admin().put('/system/backup-key/confirmation', { lastGroup })
  const slip = key.endsWith('0') ? '1' : '0'
  expect(badFields(await confirm(key.slice(-4, -1) + slip))).toEqual(['lastGroup'])
  expect([(await confirm(` ${key.slice(-4).toLowerCase()} `)).status, await actions()]).toEqual([204, ['backup_key_written_down']])
  expect((await admin().post('/system/backup-key')).status).toBe(404)
  expect((await admin().get('/system/backups')).body).toMatchObject({ key: { isWrittenDown: true } })
  const trail = await clinic.sql('select details from activity_logs')
  expect(JSON.stringify(trail)).not.toContain(key.slice(-9))
})

const gap: Alarm = { kind: 'archive_gap', text: 'The write-ahead log has not reached the backups for 5 minutes' }
const disk: Alarm = { kind: 'disk_low', text: 'The disk of /data is nearly full: 900 MB are free' }
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute))
const keep = (alarms: Alarm[], minute: number) => keepAlarms({ database: clinic.database, hasMail: true }, alarms, at(minute))
const post = (minute = 30) => ({
  database: clinic.database,
  mailer,
  origin: () => 'https://crm.clinic.example',
  secret: clinic.app.house.secret,
  allowedHosts: [new URL(receiverUrl).host],
  now: () => at(minute),
})
const messages = () => clinic.sql<{ id: number; state: string; tries: number; channel: string }>('select * from alarm_messages order by id')
const deliver = async () => {
  for (const { id } of await messages()) await sendMessage(post(), id)
}

test('an alarm is told once when it begins and once when it is over, to every Admin, and says nothing of people', async () => {
  await keep([gap], 0)
  await keep([{ ...gap, text: 'The write-ahead log has not reached the backups for 6 minutes' }, disk], 1)
  await deliver()
  expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
    [clinic.people.admin.email, 'HealthCRM alarm: changes do not reach the backups'],
    [clinic.people.admin.email, 'HealthCRM alarm: a disk is nearly full'],
  ])
  expect(letters[0]?.text).toContain('https://crm.clinic.example/system')
  await keep([disk], 2)
  await deliver()
  expect(letters.map(({ subject }) => subject).slice(2)).toEqual(['HealthCRM alarm over: changes do not reach the backups'])
  const { body } = await admin().get<{ data: object[]; dead: object[] }>('/system/alarms')
  expect(body).toMatchObject({
    data: [
      { kind: 'disk_low', endedAt: null },
      { kind: 'archive_gap', startedAt: '2026-11-22T12:00:00.000Z', endedAt: '2026-11-22T12:02:00.000Z' },
    ],
    dead: [],
  })
})

test.each(alarmKinds)('an alarm %s reaches the page, the mail, the webhook, the readiness and the figures', async (kind) => {
  await admin().put('/settings/alarms/webhook', { url: receiverUrl })
  standing = [{ kind, text: `It is ${kind}` }]
  await keep(standing, 0)
  await deliver()
  expect((await admin().get('/system/alarms')).body).toMatchObject({ data: [{ kind, text: `It is ${kind}`, endedAt: null }] })
  expect(letters.map(({ to, text }) => [to, text.includes(`It is ${kind}`)])).toEqual([[clinic.people.admin.email, true]])
  expect(calls.map(({ body }) => JSON.parse(body).data)).toMatchObject([{ kind, text: `It is ${kind}` }])
  expect((await clinic.app.inject({ url: '/readyz' })).json()).toEqual({ status: 'ready', alarms: [`It is ${kind}`] })
  expect(await clinic.app.metrics.metrics()).toContain(`healthcrm_alarm{kind="${kind}"} 1`)
  standing = []
  expect(await clinic.app.metrics.metrics()).not.toContain('healthcrm_alarm{')
})

test('two instances that look at once tell it once', async () => {
  await Promise.all([keep([gap], 0), keep([gap], 0), keep([gap], 0)])
  expect(await messages()).toHaveLength(1)
})

test('mail goes to the addresses that were named, in their reader’s language', async () => {
  const wrong = await admin().patch('/settings/alarms', { emails: ['ops@clinic.example', 'nobody'] })
  expect(badFields(wrong)).toEqual(['emails.1'])
  await clinic.sql(
    `insert into user_preferences (user_id, language) values ($1, 'es') on conflict (user_id) do update set language = 'es'`,
    [clinic.people.admin.id],
  )
  const emails = ['ops@clinic.example', clinic.people.admin.email]
  expect((await admin().patch('/settings/alarms', { emails })).body).toMatchObject({ emails, webhookUrl: null })
  expect(await actions()).toEqual(['alarms_changed'])
  await keep([disk], 0)
  await deliver()
  expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
    ['ops@clinic.example', 'HealthCRM alarm: a disk is nearly full'],
    [clinic.people.admin.email, 'Alarma de HealthCRM: un disco está casi lleno'],
  ])
})

test('the webhook is called with a signature by which its receiver knows us', async () => {
  const set = await admin().put<{ secret: string }>('/settings/alarms/webhook', { url: receiverUrl })
  expect([set.status, await actions()]).toEqual([200, ['alarms_changed']])
  await keep([disk], 0)
  await deliver()
  await deliver()
  expect(calls).toHaveLength(1)
  const [{ headers, body } = { headers: {}, body: '' }] = calls
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers
  const key = Buffer.from(set.body.secret.replace('whsec_', ''), 'base64')
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
  expect(Number(timestamp)).toBe(at(30).getTime() / 1000)
  expect(JSON.parse(body)).toMatchObject({ type: 'alarm.started', data: { kind: 'disk_low', text: disk.text } })
  const [kept] = await clinic.sql<{ sealed: string }>('select alarm_webhook_secret as sealed from operations_state')
  expect(kept?.sealed).not.toContain(set.body.secret.slice(6, 20))
  expect((await admin().get('/settings/alarms')).text).not.toContain('whsec_')
  expect((await admin().delete('/settings/alarms/webhook')).status).toBe(204)
  expect((await admin().get('/settings/alarms')).body).toMatchObject({ webhookUrl: null })
})

test('what is refused is tried again ever more patiently, in order, and given up with its reason', async () => {
  await admin().put('/settings/alarms/webhook', { url: receiverUrl })
  answers = 500
  isPostAway = true
  await keep([disk], 0)
  await deliver()
  await keep([], 1)
  await deliver()
  const [first, , , later] = await messages()
  expect([first?.tries, later?.tries]).toEqual([2, 0])
  const pauses = await clinic.sql<{ pause: number }>(
    `select round(extract(epoch from start_after - created_on))::int as pause
    from pgboss.job where name = 'operations.alarm-message' and (data->>'id')::int = $1 order by 1`,
    [first?.id],
  )
  expect(pauses.map(({ pause }) => pause)).toEqual([0, 5, 30])
  for (let times = 0; times < 8; times++) await deliver()
  expect((await messages()).slice(0, 2).map(({ state, tries }) => [state, tries])).toEqual([
    ['dead', 9],
    ['dead', 9],
  ])
  const { body } = await admin().get<{ dead: { channel: string; error: string }[] }>('/system/alarms')
  expect(body.dead.map(({ channel, error }) => [channel, error]).sort()).toEqual([
    ['mail', 'The post is away'],
    ['webhook', 'The webhook answered 500'],
  ])
})

test('a call that breaks off before its answer comes again under the same id; 5 MB that break off midway count for their status (E3)', async () => {
  await admin().put('/settings/alarms/webhook', { url: receiverUrl })
  await keep([disk], 0)
  breaks = 'before'
  await deliver()
  breaks = 'within'
  answers = 503
  await deliver()
  answers = 200
  await deliver()
  await deliver()
  expect(calls).toHaveLength(3)
  expect(new Set(calls.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1)
  const told = (await messages()).find(({ channel }) => channel === 'webhook')
  expect([told?.state, told?.tries]).toEqual(['sent', 3])
})

test('a webhook in the clinic’s own network is not called unless the operator allows it', async () => {
  await admin().put('/settings/alarms/webhook', { url: receiverUrl })
  await keep([disk], 0)
  for (const { id, channel } of await messages()) if (channel === 'webhook') await sendMessage({ ...post(), allowedHosts: [] }, id)
  expect(calls).toEqual([])
  expect((await clinic.sql("select error from alarm_messages where channel = 'webhook'"))[0]).toMatchObject({
    error: expect.stringContaining('WEBHOOK_ALLOWED_HOSTS'),
  })
  for (const url of ['ftp://alerts.example.org', 'https://user:pass@alerts.example.org', 'nonsense']) {
    expect(badFields(await admin().put('/settings/alarms/webhook', { url }))).toEqual(['url'])
  }
})

test('a message for practice goes the same way', async () => {
  await admin().put('/settings/alarms/webhook', { url: receiverUrl })
  const sent = await admin().post('/settings/alarms/test')
  expect([sent.status, sent.body, await actions()]).toEqual([202, { messages: 1 }, ['alarm_practised']])
  await deliver()
  expect(JSON.parse(calls[0]?.body ?? '{}')).toMatchObject({ data: { kind: 'practice' } })
})

test('Admins alone', async () => {
  for (const person of [clinic.people.sdr, clinic.people.coach, undefined]) {
    const as = clinic.as(person)
    const statuses = [
      (await as.get('/system/backups')).status,
      (await as.post('/system/backups')).status,
      (await as.post('/system/backup-key')).status,
      (await as.get('/settings/alarms')).status,
      (await as.put('/settings/alarms/webhook', { url: receiverUrl })).status,
    ]
    expect(statuses).toEqual(Array(5).fill(person ? 403 : 401))
  }
})

import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transitionsBetween } from '../../shared/clock.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf } from '../test/trail.ts'
import { testClock } from '../test/visitor.ts'
import { tenZones } from '../test/zones.ts'
import { icsOf } from './ics.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
const soon = (hours: number) => new Date((Math.floor(clock.now().getTime() / 60_000) + hours * 60) * 60_000).toISOString()
const pathOf = (url: unknown) => new URL(String(url)).pathname
const anyone = () => clinic.as(undefined)
/** Feeds rest for a moment between two readings. */
const readLater = (path: string) => {
  clock.pass({ minutes: 1 })
  return anyone().get(path)
}

test('a visit keeps its UID through every change, and each change that calendars must hear of raises SEQUENCE', async () => {
  const { admin } = clinic.people
  const as = clinic.as(admin)
  const leadId = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya' })
  const { body } = await as.post('/appointments', { title: 'Lab review', scheduledAt: soon(30), userId: admin.id, leadId })
  const file = async () => {
    const { text, headers } = await as.get(`/appointments/${body.id}/calendar.ics`)
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    const [event] = eventsIn(text)
    return { uid: event?.uid, sequence: event?.sequence, start: event?.startDate.toJSDate().toISOString(), text }
  }
  const first = await file()
  expect(first).toMatchObject({ sequence: 0, start: body.scheduledAt })
  await as.patch(`/appointments/${body.id}`, { scheduledAt: soon(40) })
  await as.patch(`/appointments/${body.id}`, { duration: 45 })
  await as.patch(`/appointments/${body.id}`, { description: 'for us alone' })
  const moved = await file()
  expect([moved.uid, moved.sequence, moved.start]).toEqual([first.uid, 2, soon(40)])
  await as.put(`/appointments/${body.id}/cancellation`)
  const cancelled = await file()
  expect([cancelled.uid, cancelled.sequence]).toEqual([first.uid, 3])
  expect(cancelled.text).toContain('STATUS:CANCELLED')
  expect(cancelled.text).not.toMatch(/Lab review|Maren|Oduya|for us alone/)
  expect(cancelled.text).toContain('M. O.')
})

test('visits that stood before have their UID too; a hidden or missing one has no file', async () => {
  const id = await build.appointment(clinic, { scheduled_at: '2030-01-01 10:00' })
  expect((await clinic.as(clinic.people.sdr).get(`/appointments/${id}/calendar.ics`)).status).toBe(200)
  const leadId = await build.lead(clinic)
  await build.restrict(clinic, 'lead', leadId)
  const hidden = await build.appointment(clinic, { lead_id: leadId })
  for (const each of [hidden, 2147483000])
    expect((await clinic.as(clinic.people.sdr).get(`/appointments/${each}/calendar.ics`)).status).toBe(404)
  expect((await anyone().get(`/appointments/${id}/calendar.ics`)).status).toBe(401)
})

test('a feed is opened once with its address, read without signing in, renewed and ended', async () => {
  const { coach } = clinic.people
  const as = clinic.as(coach)
  expect((await as.get('/me/calendar-feed')).body).toEqual({ isOn: false, createdAt: null, lastReadAt: null })
  const { body } = await as.put('/me/calendar-feed')
  const path = pathOf(body.url)
  const id = await build.appointment(clinic, { user_id: coach.id, scheduled_at: soon(50).slice(0, 19) })
  await build.appointment(clinic, { user_id: clinic.people.otherCoach.id, scheduled_at: soon(51).slice(0, 19) })
  const read = await readLater(path)
  expect([read.status, eventsIn(read.text).length]).toEqual([200, 1])
  expect((await as.get('/me/calendar-feed')).body).toMatchObject({ isOn: true, lastReadAt: clock.now().toISOString() })
  const noted = () => clinic.sql(`select user_id, entity_ids from access_log where route = 'GET /calendar-feeds/:token' and status = 200`)
  await expect.poll(noted, { timeout: 5000 }).toEqual([{ user_id: coach.id, entity_ids: [id] }])
  const { body: renewed } = await as.put('/me/calendar-feed')
  expect((await readLater(path)).status).toBe(404)
  expect((await readLater(pathOf(renewed.url))).status).toBe(200)
  expect((await as.delete('/me/calendar-feed')).status).toBe(204)
  expect((await readLater(pathOf(renewed.url))).status).toBe(404)
  expect(await actionsOf(clinic, 'user', coach.id)).toEqual(['calendar_feed_opened', 'calendar_feed_opened', 'calendar_feed_closed'])
})

test('the secret stands nowhere, and no statement made for a person can read its digest', async () => {
  const { body } = await clinic.as(clinic.people.sdr).put('/me/calendar-feed')
  const secret = pathOf(body.url).split('/').at(-1)?.replace('.ics', '') ?? ''
  expect(secret).toMatch(/^[\w-]{43}$/)
  for (const table of ['calendar_feeds', 'activity_logs', 'access_log', 'idempotency_keys'])
    expect(await clinic.sql(`select 1 from ${table} t where t::text like '%' || $1 || '%'`, [secret])).toEqual([])
  const peek = clinic.sql(
    `begin; set local role admin; set local app.user_id = '${clinic.people.sdr.id}'; select token_hash from calendar_feeds`,
  )
  await expect(peek).rejects.toMatchObject({ code: '42501' })
  await clinic.sql('rollback')
})

test('a feed shows what its user may see, and ends with their account', async () => {
  const person = await clinic.addPerson('Health Coach')
  const path = pathOf((await clinic.as(person).put('/me/calendar-feed')).body.url)
  const leadId = await build.lead(clinic)
  await build.appointment(clinic, { user_id: person.id, lead_id: leadId, scheduled_at: soon(60).slice(0, 19) })
  expect(eventsIn((await readLater(path)).text)).toHaveLength(1)
  await build.restrict(clinic, 'lead', leadId)
  expect(eventsIn((await readLater(path)).text)).toHaveLength(0)
  await clinic.as(clinic.people.admin).patch(`/users/${person.id}`, { isActive: false })
  expect((await readLater(path)).status).toBe(404)
})

test('guesses at a secret, and a feed read without rest, are told to wait', async () => {
  const path = pathOf((await clinic.as(clinic.people.otherSdr).put('/me/calendar-feed')).body.url)
  expect((await readLater(path)).status).toBe(200)
  const again = await anyone().get(path)
  expect([again.status, again.headers['retry-after']]).toEqual([429, '2'])
  const statuses = new Set<number>()
  for (let guess = 0; guess < 40; guess++) statuses.add((await anyone().get(`/calendar-feeds/${String(guess).padStart(43, 'x')}`)).status)
  expect([...statuses]).toEqual([404, 429])
})

test.each(tenZones)('over every clock change of %s a file says the same instant', (zone) => {
  const changes = transitionsBetween(zone, Date.UTC(2025, 0, 1), Date.UTC(2036, 0, 1))
  const visits = changes.flatMap((change) =>
    [-90, -30, 0, 30, 90].map((minutes) => ({
      uid: `${change} ${minutes}`,
      sequence: 0,
      scheduledAt: new Date(change + minutes * 60_000).toISOString(),
      duration: 60,
      isCancelled: false,
      summary: 'Visit',
      meetingLink: null,
      changedAt: '2026-01-01T00:00:00.000Z',
    })),
  )
  const found = eventsIn(icsOf('Clinic', visits)).map(({ uid, startDate, endDate }) => ({
    uid,
    scheduledAt: startDate.toJSDate().toISOString(),
    duration: (endDate.toJSDate().getTime() - startDate.toJSDate().getTime()) / 60_000,
  }))
  expect(found).toEqual(visits.map(({ uid, scheduledAt, duration }) => ({ uid, scheduledAt, duration })))
})

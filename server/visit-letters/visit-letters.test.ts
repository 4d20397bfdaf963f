import ICAL from 'ical.js'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { transitionsBetween, wallOf } from '../../shared/clock.ts'
import { writeAs } from '../db/actor.ts'
import { enqueue } from '../jobs/jobs.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { signedInPatient } from '../test/patient.ts'
import { report } from '../test/report.ts'
import { tenZones } from '../test/zones.ts'
import { sendDueReminders } from './visit-letters.ts'
import { timeIn } from './words.ts'

const letters: { to: string; mail: ParsedMail }[] = []
/** Ahead of the real time, which the database's own triggers go by, never behind it. */
let aheadMs = 0
const now = () => new Date(Date.now() + aheadMs)
let clinic: TestApp
let env: Record<string, string>

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    simpleParser(stream).then((mail) => {
      letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), mail })
      done()
    }, done)
  },
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  env = { SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://crm.clinic.example' }
  clinic = await testApp({ now, env })
  await clinic.sql(`update clinic_settings set name = 'Northgate Clinic', time_zone = 'America/New_York', reminder_minutes = '{1440,60}'`)
  await clinic.app.house.jobs.start()
})
afterAll(async () => {
  await clinic.close()
  await new Promise<void>((resolve) => server.close(resolve))
})

async function letterTo(email: string) {
  const end = Date.now() + 19_000
  for (;;) {
    const index = letters.findIndex(({ to }) => to === email)
    if (index >= 0) return readOf(letters.splice(index, 1)[0]?.mail)
    if (Date.now() > end) throw new Error('No letter came')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
function readOf(mail: ParsedMail | undefined) {
  const file = mail?.attachments.find(({ contentType }) => /calendar|ics/.test(contentType))?.content.toString()
  const from = mail?.from?.value[0]?.name
  if (!file) return { subject: mail?.subject, from, text: mail?.text ?? '' }
  const calendar = new ICAL.Component(ICAL.parse(file))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  const method = calendar.getFirstPropertyValue('method')
  const { uid, sequence, startDate, attendees } = event
  return {
    subject: mail?.subject,
    from,
    text: mail?.text ?? '',
    calendar: { method, uid, sequence, start: startDate.toJSDate().toISOString(), to: attendees.map((each) => each.getFirstValue()) },
    file,
  }
}
const inHours = (hours: number) => new Date((Math.floor(now().getTime() / 60_000) + hours * 60) * 60_000).toISOString()
const person = async (email: string, profile: object = {}) => {
  const id = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya', email })
  if (Object.keys(profile).length) await clinic.as(clinic.people.admin).patch(`/leads/${id}/profile`, profile)
  return id
}
const book = (leadId: number, hours: number, more: object = {}) =>
  clinic.as(clinic.people.admin).post('/appointments', { title: 'Thyroid review', scheduledAt: inHours(hours), leadId, ...more })
const nothingComes = async () => {
  await new Promise((resolve) => setTimeout(resolve, 3000))
  expect(letters.map(({ to }) => to)).toEqual([])
}

test('booked, moved and cancelled: one UID, SEQUENCE raised, the time in the person’s zone, nothing of their health', async () => {
  const leadId = await person('maren@example.com', { timeZone: 'America/Los_Angeles' })
  const { body } = await book(leadId, 100, { meetingLink: 'https://meet.example.com/1' })
  const booked = await letterTo('maren@example.com')
  expect(booked.subject).toBe('Your visit at Northgate Clinic')
  expect(booked.text).toContain('https://meet.example.com/1')
  expect(booked.text).toContain(timeIn('America/Los_Angeles', { language: 'en', scheduledAt: String(body.scheduledAt) }))
  expect(booked.text).toMatch(/Pacific (Standard|Daylight) Time[\s\S]*clinic’s time[\s\S]*Eastern (Standard|Daylight) Time/)
  expect(booked.calendar).toMatchObject({
    method: 'REQUEST',
    sequence: 0,
    start: body.scheduledAt,
    to: [expect.stringMatching(/^mailto:maren@example\.com$/i)],
  })

  await clinic.as(clinic.people.admin).patch(`/appointments/${body.id}`, { scheduledAt: inHours(120) })
  const moved = await letterTo('maren@example.com')
  expect(moved.calendar).toMatchObject({ method: 'REQUEST', uid: booked.calendar?.uid, sequence: 1, start: inHours(120) })

  await clinic.as(clinic.people.admin).put(`/appointments/${body.id}/cancellation`, { reason: 'Coach is ill' })
  const cancelled = await letterTo('maren@example.com')
  expect(cancelled.subject).toBe('Your visit at Northgate Clinic is cancelled')
  expect(cancelled.calendar).toMatchObject({ method: 'CANCEL', uid: booked.calendar?.uid, sequence: 2 })
  for (const { text, file } of [booked, moved, cancelled]) expect(`${text}${file}`).not.toMatch(/Thyroid|Coach is ill|Maren/)
})

test('what patients book, move and cancel themselves comes by mail as well: one UID, SEQUENCE raised', async () => {
  const leadId = await person('pia@example.com', { timeZone: 'America/Denver', language: 'es' })
  const patient = await signedInPatient(clinic, leadId)
  patient.at.cookies.set('__Host-portal', patient.at.cookies.get('portal') ?? '')
  const ask = <T extends object>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    patient.at.ask<T>(method, path, body, { headers: { origin: 'https://crm.clinic.example' } })
  await clinic.sql('update payment_settings set price_cents = 0')
  await clinic.sql(
    `insert into availability_rules (user_id, weekday, starts_at, ends_at) select $1, day, '09:00', '12:00' from generate_series(1, 7) day`,
    [clinic.people.otherCoach.id],
  )
  await clinic.sql(`insert into coach_booking (user_id, meeting_link) values ($1, 'https://meet.example.com/own')`, [
    clinic.people.otherCoach.id,
  ])
  const range = `from=${inHours(72)}&to=${inHours(120)}&coach=${clinic.people.otherCoach.id}`
  const offered = await ask<{ data: { startsAt: string }[] }>('GET', `/portal/slots?${range}`)
  expect(offered.status, offered.text).toBe(200)
  const { data } = offered.body
  const [first, second] = [data[0]?.startsAt ?? '', data.at(-1)?.startsAt ?? '']
  const hold = async (startsAt: string) =>
    (await ask<{ id: number }>('POST', '/portal/holds', { startsAt, coach: clinic.people.otherCoach.id })).body.id
  const visit = await ask<{ id: number }>('POST', '/portal/visits', { holdId: await hold(first) })
  expect(visit.status, visit.text).toBe(201)
  const booked = await letterTo('pia@example.com')
  expect(booked.subject).toBe('Su cita en Northgate Clinic')
  expect(booked.text).toContain('https://meet.example.com/own')
  expect(booked.text).toContain('Cámbiela o cancélela aquí: https://crm.clinic.example/portal/visits')
  expect(booked.text).toContain(timeIn('America/Denver', { language: 'es', scheduledAt: first }))
  expect(booked.calendar).toMatchObject({ method: 'REQUEST', sequence: 0, start: first })
  expect((await ask('PUT', `/portal/visits/${visit.body.id}/time`, { holdId: await hold(second) })).status).toBe(200)
  const moved = await letterTo('pia@example.com')
  expect(moved.subject).toBe('Su cita en Northgate Clinic ha cambiado')
  expect(moved.calendar).toMatchObject({ method: 'REQUEST', uid: booked.calendar?.uid, sequence: 1, start: second })
  expect((await ask('PUT', `/portal/visits/${visit.body.id}/cancellation`, { reason: 'Thyroid again' })).status).toBe(200)
  const cancelled = await letterTo('pia@example.com')
  expect(cancelled.subject).toBe('Su cita en Northgate Clinic está cancelada')
  expect(cancelled.text).toContain('Elija otra hora aquí: https://crm.clinic.example/portal/book')
  expect(cancelled.calendar).toMatchObject({ method: 'CANCEL', uid: booked.calendar?.uid, sequence: 2 })
  for (const { text, file } of [booked, moved, cancelled]) expect(`${text}${file}`).not.toMatch(/Thyroid|Maren/)
  await clinic.sql('delete from availability_rules where user_id = $1', [clinic.people.otherCoach.id])
})

test('a change that is rolled back sends nothing; what was committed is sent though the server that took it is gone (E6)', async () => {
  const count = counts(5, 200)
  const taking = await testApp({ now, env, onto: { ownerUrl: clinic.database.ownerUrl, dataDir: inject('clusterDataDir') } })
  await clinic.app.house.jobs.close()
  const made: number[] = []
  for (let turn = 0; turn < count; turn++) {
    const leadId = await person(`kept${turn}@example.com`)
    const answer = await taking.as(clinic.people.admin).post('/appointments', { title: 'Visit', leadId, scheduledAt: inHours(200 + turn) })
    expect(answer.status).toBe(201)
    made.push(Number(answer.body.id))
    const broken = writeAs(taking.database, { userId: clinic.people.admin.id, role: 'Admin' }, async (db) => {
      const row = {
        uid: 'gone',
        scheduledAt: inHours(200 + turn),
        kind: 'booked',
        appointmentId: made.at(-1) ?? 0,
        sequence: 9,
        isDeleted: true,
      }
      await enqueue(db, 'visits.letter', row)
      throw new Error('The change fails')
    })
    await expect(broken).rejects.toThrow('The change fails')
  }
  // Gone between commit and sending: nobody has looked at the queue since.
  await taking.close()
  expect(letters).toEqual([])
  const again = await testApp({ now, env, onto: { ownerUrl: clinic.database.ownerUrl, dataDir: inject('clusterDataDir') } })
  await again.app.house.jobs.start()
  for (let turn = 0; turn < count; turn++) expect((await letterTo(`kept${turn}@example.com`)).calendar).toMatchObject({ sequence: 0 })
  expect(letters).toEqual([])
  report(`Outbox of letters: ${count} rolled back, 0 sent; ${count} committed before the server was gone, 0 missing`)
  await again.close()
  await clinic.app.house.jobs.start()
})

test('in the person’s language; a deleted visit is taken back too', async () => {
  const leadId = await person('ana@example.com', { language: 'es' })
  const { body } = await book(leadId, 130)
  const booked = await letterTo('ana@example.com')
  expect([booked.subject, booked.text]).toEqual(['Su cita en Northgate Clinic', expect.stringContaining('Su cita está reservada.')])
  expect((await clinic.as(clinic.people.admin).delete(`/appointments/${body.id}`)).status).toBe(204)
  const gone = await letterTo('ana@example.com')
  expect(gone.subject).toBe('Su cita en Northgate Clinic está cancelada')
  expect(gone.calendar).toMatchObject({ method: 'CANCEL', uid: booked.calendar?.uid, sequence: 1 })
})

test('nobody hears of the past, of what is refused, or of changes that are not theirs', async () => {
  const leadId = await person('quiet@example.com')
  const { coach } = clinic.people
  await book(leadId, -30)
  const { body } = await book(leadId, 140, { userId: coach.id })
  await letterTo('quiet@example.com')
  expect((await book(leadId, 140, { userId: coach.id })).status).toBe(409)
  await clinic.as(clinic.people.admin).patch(`/appointments/${body.id}`, { title: 'Another title', description: 'A note' })
  await nothingComes()
})

test('reminders come once for each lead time and each time set, never for what is cancelled', async () => {
  const remind = () => sendDueReminders({ database: clinic.database, now })
  const leadId = await person('soon@example.com')
  const { body } = await book(leadId, 30)
  const { body: cancelled } = await book(await person('off@example.com'), 30)
  await letterTo('soon@example.com')
  await letterTo('off@example.com')
  await clinic.as(clinic.people.admin).put(`/appointments/${cancelled.id}/cancellation`)
  await letterTo('off@example.com')
  await remind()
  aheadMs += 7 * 3_600_000
  await Promise.all([remind(), remind(), remind()])
  const day = await letterTo('soon@example.com')
  expect([day.subject, day.from]).toEqual(['Reminder: your visit at Northgate Clinic', 'Northgate Clinic'])
  expect(day.text).toContain('To change it, answer this letter or call us.')
  // The version that calendars have already, for whom has none.
  expect(day.calendar).toMatchObject({ method: 'REQUEST', sequence: 0, start: body.scheduledAt })
  await remind()
  aheadMs += 22.5 * 3_600_000
  await remind()
  expect((await letterTo('soon@example.com')).subject).toMatch(/^Reminder/)
  await nothingComes()
  // Another time: reminded anew.
  await clinic.as(clinic.people.admin).patch(`/appointments/${body.id}`, { scheduledAt: inHours(26) })
  expect((await letterTo('soon@example.com')).subject).toMatch(/has changed/)
  aheadMs += 3 * 3_600_000
  await remind()
  expect((await letterTo('soon@example.com')).subject).toMatch(/^Reminder/)
})

test('what is booked within a lead time is not reminded of what was just said; lead times are an Admin’s to set', async () => {
  const admin = clinic.as(clinic.people.admin)
  aheadMs = 0
  const leadId = await person('near@example.com')
  const { body } = await book(leadId, 5)
  await letterTo('near@example.com')
  await sendDueReminders({ database: clinic.database, now })
  expect((await admin.patch('/settings/clinic', { reminderMinutes: [600, 60] })).status).toBe(200)
  await sendDueReminders({ database: clinic.database, now })
  await nothingComes()
  expect(await clinic.sql('select minutes_before from appointment_reminders where appointment_id = $1 order by 1', [body.id])).toEqual([
    { minutes_before: 600 },
    { minutes_before: 1440 },
  ])
})

test('jobs hold no address, no name and no title', async () => {
  const rows = await clinic.sql<{ row: string }>(`select to_jsonb(j)::text as row from pgboss.job j where name like 'visits%'`)
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.map(({ row }) => row).join()).not.toMatch(/@|Maren|Thyroid|meet\.example/)
})

test.each(tenZones)('over every clock change of %s a letter says what the wall there shows', (zone) => {
  for (const change of transitionsBetween(zone, Date.UTC(2025, 0, 1), Date.UTC(2036, 0, 1)))
    for (const minutes of [-61, -1, 0, 1, 61]) {
      const at = change + minutes * 60_000
      const wall = new Date(wallOf(zone, at))
      const hour = wall.getUTCHours() % 12 || 12
      const words = timeIn(zone, { language: 'en', scheduledAt: new Date(at).toISOString() })
      expect(words).toContain(` ${wall.getUTCDate()}, ${wall.getUTCFullYear()} at ${hour}:${String(wall.getUTCMinutes()).padStart(2, '0')}`)
    }
})

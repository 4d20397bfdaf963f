/** Booking by patients, through the real app and PostgreSQL. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { actingAs, effectOf } from '../test/acting.ts'
import { type Answer, type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { type SignedInPatient, signedInPatient } from '../test/patient.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ poolSize: 10 })
  await clinic.sql(`update clinic_settings set time_zone = 'America/New_York'`)
  await everyDay(clinic.people.coach)
  await clinic.sql(`insert into coach_booking (user_id, accepts_bookings) values ($1, false)`, [clinic.people.otherCoach.id])
  await clinic.sql('insert into payment_settings (price_cents) values (0) on conflict (id) do update set price_cents = 0')
})
afterAll(() => clinic.close())
beforeEach(async () => {
  await clinic.sql('update payment_settings set price_cents = 0')
  await clinic.sql('delete from waitlist_entries')
  await clinic.sql('delete from slot_holds')
  await clinic.sql('delete from bookings')
  await clinic.sql('delete from appointments')
  await clinic.sql(
    `update booking_settings set notice_minutes = 240, horizon_days = 60, buffer_after_minutes = 10, change_notice_minutes = 1440, step_minutes = 30`,
  )
})

const everyDay = (person: Person) =>
  clinic.sql(
    `insert into availability_rules (user_id, weekday, starts_at, ends_at) select $1, day, '09:00', '12:00' from generate_series(1, 7) day`,
    [person.id],
  )
const days = 24 * 60 * 60_000
const between = (from: number, to: number) => `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`
const around = (from: number, to: number) => between(Date.now() + from * days, Date.now() + to * days)
/** Three whole days after the next three: they begin in the clinic's night, whatever the hour is now. */
function wholeDays(): string {
  const night = 6 * 60 * 60_000
  const first = Math.ceil((Date.now() - night) / days + 3) * days + night
  return between(first, first + 3 * days)
}
interface Slots {
  data: { startsAt: string; coachIds: number[] }[]
  nextFree: string | null
}
const slotsOf = async ({ at }: SignedInPatient, more = '', range = wholeDays()) =>
  (await at.ask<Slots>('GET', `/portal/slots?${range}${more}`)).body
const firstSlot = async (patient: SignedInPatient) => (await slotsOf(patient)).data[0]?.startsAt ?? ''
interface Hold extends Record<string, unknown> {
  id: number
  startsAt: string
  expiresAt: string
}
const hold = ({ at }: SignedInPatient, startsAt: string) => at.ask<Hold>('POST', '/portal/holds', { startsAt })
const book = ({ at }: SignedInPatient, holdId: number) =>
  at.ask<Record<string, unknown> & { id: number }>('POST', '/portal/visits', { holdId })
async function booked(patient: SignedInPatient, startsAt?: string) {
  const held = await hold(patient, startsAt ?? (await firstSlot(patient)))
  return { startsAt: held.body.startsAt, ...(await book(patient, held.body.id)).body }
}
/** A server of its own in another zone. */
function inZone(zone: string, args: readonly string[]): Promise<{ zone: string; answers: string[] }> {
  const script = join(import.meta.dirname, '..', 'test', 'slots-in-zone.ts')
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, ...args], { env: { ...process.env, TZ: zone }, maxBuffer: 1e8 }, (error, out) =>
      error ? reject(error) : resolve(JSON.parse(out)),
    )
  })
}
const typeOf = ({ body }: Answer) => String(body.type).split(':').at(-1)

describe('what is offered', () => {
  test('the coach’s mornings on the clinic’s clock, in steps, beside what stands there and the gap to it', async () => {
    const patient = await signedInPatient(clinic)
    const first = (await slotsOf(patient)).data
    const [slot] = first
    expect(first.every(({ coachIds }) => coachIds.join() === String(clinic.people.coach.id))).toBe(true)
    const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' })
    const times = new Set(first.map(({ startsAt }) => wall.format(new Date(startsAt))))
    expect([...times].sort()).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'])
    await build.appointment(clinic, { user_id: clinic.people.coach.id, scheduled_at: slot?.startsAt.slice(0, -1), duration: 30 })
    const after = (await slotsOf(patient)).data.map(({ startsAt }) => startsAt)
    // It itself, and the one half an hour later or sooner, for the ten minutes between them.
    expect(after).not.toContain(slot?.startsAt)
    expect(after).not.toContain(new Date(Date.parse(slot?.startsAt ?? '') + 30 * 60_000).toISOString())
    expect(after).toContain(new Date(Date.parse(slot?.startsAt ?? '') + 60 * 60_000).toISOString())
  })

  test('nothing sooner than the notice, nothing beyond the horizon; an empty range names the next free time', async () => {
    const patient = await signedInPatient(clinic)
    await clinic.sql('update booking_settings set notice_minutes = 7 * 1440, horizon_days = 9')
    const empty = await slotsOf(patient, '', around(0, 6))
    expect(empty.data).toEqual([])
    expect(Date.parse(empty.nextFree ?? '')).toBeGreaterThan(Date.now() + 7 * days)
    expect((await slotsOf(patient, '', around(9.5, 20))).nextFree).toBeNull()
  })

  test('a coach with licences sees patients of those states alone, until the licence ends', async () => {
    const licensed = await clinic.addPerson('Health Coach')
    await everyDay(licensed)
    await clinic
      .as(clinic.people.admin)
      .put(`/users/${licensed.id}/licences`, { licences: [{ state: 'co' }, { state: 'TX', validTo: '2020-01-01' }] })
    const patient = await signedInPatient(clinic)
    const withThem = async () => (await slotsOf(patient, `&coach=${licensed.id}`)).data.length
    expect(await withThem()).toBe(0)
    await patient.at.ask('PATCH', '/portal/place', { state: 'TX' })
    expect(await withThem()).toBe(0)
    await patient.at.ask('PATCH', '/portal/place', { state: 'CO' })
    expect(await withThem()).toBeGreaterThan(0)
    expect((await patient.at.ask<{ coaches: { id: number }[] }>('GET', '/portal/booking')).body.coaches.map(({ id }) => id)).toContain(
      licensed.id,
    )
    await clinic.sql('update users set is_active = false where id = $1', [licensed.id])
  })

  test('the same instants are offered and told, whatever clock the server runs on (G7)', async () => {
    const patient = await signedInPatient(clinic)
    const visit = await booked(patient)
    const range = around(1, 30)
    const paths = [`/portal/slots?${range}`, '/portal/visits', `/portal/visits/${visit.id}`, `/portal/visits/${visit.id}/calendar.ics`]
    const withoutStamp = (text: string) => text.replace(/DTSTAMP:\S+/g, '')
    const here = []
    for (const path of paths) here.push(withoutStamp((await patient.at.ask('GET', path)).text))
    const cookie = [...patient.at.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const there = await Promise.all(
      ['Pacific/Kiritimati', 'America/St_Johns'].map((zone) =>
        inZone(zone, [clinic.database.ownerUrl, inject('clusterDataDir'), cookie, ...paths]),
      ),
    )
    for (const { zone, answers } of there) expect([zone, answers.map(withoutStamp)]).toEqual([zone, here])
    expect(there.map(({ zone }) => zone)).toEqual(['Pacific/Kiritimati', 'America/St_Johns'])
    expect(JSON.parse(here[0] ?? '{}').data.length).toBeGreaterThan(100)
  })

  test('the own coach comes first', async () => {
    const { otherCoach, coach } = clinic.people
    await everyDay(otherCoach)
    await clinic.sql('update coach_booking set accepts_bookings = true where user_id = $1', [otherCoach.id])
    const patient = await signedInPatient(clinic, { health_coach_booked_with: otherCoach.id })
    expect((await slotsOf(patient)).data[0]?.coachIds).toEqual([otherCoach.id, coach.id])
    expect((await hold(patient, await firstSlot(patient))).body.coach).toMatchObject({ id: otherCoach.id, isOwn: true })
    await clinic.sql('update coach_booking set accepts_bookings = false where user_id = $1', [otherCoach.id])
  })
})

describe('holding and booking', () => {
  test('a time is held, then booked, each logged once as the patient’s own act; staff and coach see it', async () => {
    const patient = await signedInPatient(clinic)
    await clinic.as(clinic.people.coach).patch(`/users/${clinic.people.coach.id}/booking`, { meetingLink: 'https://meet.example.com/room' })
    const startsAt = await firstSlot(patient)
    const held = await hold(patient, startsAt)
    expect([held.status, held.body]).toMatchObject([201, { startsAt, canExtend: true, isOffer: false }])
    expect((await hold(patient, startsAt)).status).toBe(200)
    expect(await clinic.sql('select lead_id, withdrawn_at from bookings')).toEqual([{ lead_id: patient.leadId, withdrawn_at: null }])
    const made = await book(patient, held.body.id)
    expect([made.status, made.body]).toMatchObject([
      201,
      { startsAt, duration: 30, status: 'Scheduled', meetingLink: 'https://meet.example.com/room' },
    ])
    expect(made.headers.location).toBe(`/api/v1/portal/visits/${made.body.id}`)
    const actor = { kind: 'patient', leadId: patient.leadId }
    const ofPatient = (await trailOf(clinic, 'lead', patient.leadId)).filter(({ action }) => action !== 'status_changed')
    expect(ofPatient).toEqual([{ action: 'slot_held', userId: null, details: { actor, startsAt, coachId: clinic.people.coach.id } }])
    expect((await clinic.sql('select status from leads where id = $1', [patient.leadId]))[0]?.status).toBe('Booking: Paid/Booked')
    expect(await trailOf(clinic, 'appointment', made.body.id)).toMatchObject([{ action: 'created', userId: null, details: { actor } }])
    expect((await clinic.as(clinic.people.sdr).get(`/appointments/${made.body.id}`)).body).toMatchObject({
      leadId: patient.leadId,
      title: 'First visit',
    })
    expect(await clinic.sql('select user_id, kind from notifications where entity_id = $1', [made.body.id])).toEqual([
      { user_id: clinic.people.coach.id, kind: 'assigned' },
    ])
    expect(await clinic.sql('select count(*)::int as n from slot_holds')).toEqual([{ n: 0 }])
    expect((await clinic.sql('select appointment_id from bookings'))[0]).toEqual({ appointment_id: made.body.id })
    expect(typeOf(await book(patient, held.body.id))).toBe('hold_expired')
  })

  test('of many who want one time one gets it; the others are told, with other times', async () => {
    const bookers = counts(20, 100)
    const patients = await atOnce(bookers, () => signedInPatient(clinic))
    const startsAt = await firstSlot(patients[0] as SignedInPatient)
    const answers = await Promise.all(patients.map((patient) => hold(patient, startsAt)))
    expect(statusesOf(answers)).toEqual([201, ...Array(bookers - 1).fill(409)])
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(typeOf(answer)).toBe('slot_taken')
      expect((answer.body.slots as string[]).length).toBeGreaterThan(3)
      expect(answer.body.slots).not.toContain(startsAt)
    }
    const winner = answers.findIndex(({ status }) => status === 201)
    const holdId = answers[winner]?.body.id as number
    const visits = await atOnce(10, () => book(patients[winner] as SignedInPatient, holdId))
    expect(statusesOf(visits)).toEqual([201, ...Array(9).fill(409)])
    expect(await clinic.sql('select count(*)::int as n from appointments')).toEqual([{ n: 1 }])
  })

  test('staff cannot book over a time that is held, an Admin can with a reason; what has lapsed blocks nobody', async () => {
    const patient = await signedInPatient(clinic)
    const startsAt = await firstSlot(patient)
    await hold(patient, startsAt)
    const visit = { title: 'x', scheduledAt: startsAt, userId: clinic.people.coach.id, leadId: await build.lead(clinic) }
    expect(typeOf(await clinic.as(clinic.people.sdr).post('/appointments', visit))).toBe('held')
    const columns = `insert into appointments (title, scheduled_at, user_id) values ('x', '${startsAt.slice(0, -1)}', ${clinic.people.coach.id})`
    await expect(clinic.sql(columns)).rejects.toMatchObject({ code: '23P01' })
    await clinic.sql(`update slot_holds set expires_at = now() - interval '1 second'`)
    expect((await clinic.as(clinic.people.sdr).post('/appointments', visit)).status).toBe(201)
    expect(typeOf(await hold(patient, startsAt))).toBe('slot_taken')
    const overbooked = await clinic.as(clinic.people.admin).post('/appointments', { ...visit, overbookReason: 'Both agreed' })
    expect(overbooked.status).toBe(201)
  })

  test('of a hold and an appointment that race for one time one wins', async () => {
    const patient = await signedInPatient(clinic)
    const { data } = await slotsOf(patient)
    for (const { startsAt } of data.filter((_, index) => index % 2 === 0).slice(0, counts(4, 12))) {
      const leadId = await build.lead(clinic)
      const answers = await Promise.all([
        hold(patient, startsAt),
        clinic.as(clinic.people.sdr).post('/appointments', { title: 'x', scheduledAt: startsAt, userId: clinic.people.coach.id, leadId }),
      ])
      expect(statusesOf(answers)).toEqual([201, 409])
      await clinic.sql('delete from slot_holds')
    }
  })

  test('the database holds a time once, whoever writes; a hold whose time is over makes way', async () => {
    const [one, other] = [await build.lead(clinic), await build.lead(clinic)]
    const insert = (lead: number, expires: string) =>
      clinic.sql(`insert into slot_holds (lead_id, user_id, starts_at, ends_at, expires_at)
        values (${lead}, ${clinic.people.coach.id}, '2035-01-01 10:00', '2035-01-01 10:30', now() + interval '${expires}')`)
    await insert(one, '-1 minute')
    await insert(other, '10 minutes')
    await expect(insert(one, '10 minutes')).rejects.toMatchObject({ code: '23P01' })
    await clinic.sql('delete from slot_holds')
    await build.appointment(clinic, { user_id: clinic.people.coach.id, scheduled_at: '2035-01-01 10:15' })
    await expect(insert(one, '10 minutes')).rejects.toMatchObject({ code: '23P01' })
  })

  test('an unpaid visit is held, not booked; it can be kept as long again once; paid, it is booked', async () => {
    await clinic.sql('update payment_settings set price_cents = 19900')
    const patient = await signedInPatient(clinic)
    const held = await hold(patient, await firstSlot(patient))
    expect(typeOf(await book(patient, held.body.id))).toBe('not_paid')
    const longer = await patient.at.ask<Hold>('PUT', `/portal/holds/${held.body.id}/extension`)
    expect(Date.parse(longer.body.expiresAt) - Date.parse(held.body.expiresAt)).toBe(10 * 60_000)
    expect((await patient.at.ask<Hold>('PUT', `/portal/holds/${held.body.id}/extension`)).body.expiresAt).toBe(longer.body.expiresAt)
    await clinic.sql(
      `insert into payments (lead_id, entry, cents, currency, price_cents, method)
      values ($1, 'payment', 19900, 'usd', 19900, 'cash')`,
      [patient.leadId],
    )
    expect((await book(patient, held.body.id)).status).toBe(201)
  })

  test('one visit at a time; a hold that is given up withdraws the booking, choosing another time does not', async () => {
    const patient = await signedInPatient(clinic)
    const [first = '', , third = '', , fifth = ''] = (await slotsOf(patient)).data.map(({ startsAt }) => startsAt)
    await hold(patient, first)
    const second = await hold(patient, third)
    expect(await clinic.sql('select count(*)::int as n from slot_holds')).toEqual([{ n: 1 }])
    expect((await patient.at.ask('DELETE', `/portal/holds/${second.body.id}`)).status).toBe(204)
    expect((await clinic.sql('select withdrawn_at from bookings'))[0]?.withdrawn_at).not.toBeNull()
    await booked(patient, first)
    const again = await hold(patient, fifth)
    expect(typeOf(await book(patient, again.body.id))).toBe('already_booked')
  })

  test('how long booking took counts from the first time that was chosen, not from the last', async () => {
    const patient = await signedInPatient(clinic)
    const [first = '', , third = ''] = (await slotsOf(patient)).data.map(({ startsAt }) => startsAt)
    await hold(patient, first)
    await clinic.sql("update slot_holds set created_at = created_at - interval '3 minutes'")
    const made = await book(patient, (await hold(patient, third)).body.id)
    const [taken] = await clinic.sql<{ seconds: number }>(
      `select extract(epoch from a.created_at - d.choosing_since)::float8 as seconds
       from appointment_details d join appointments a on a.id = d.appointment_id where a.id = $1`,
      [made.body.id],
    )
    expect(taken?.seconds).toBeGreaterThan(179)
    expect(taken?.seconds).toBeLessThan(240)
    const { body: byStaff } = await clinic.as(clinic.people.admin).post<{ id: number }>('/appointments', {
      ...{ title: 'Visit', userId: clinic.people.coach.id, leadId: patient.leadId, scheduledAt: '2031-03-04T16:00:00Z' },
    })
    expect(await clinic.sql('select choosing_since from appointment_details where appointment_id = $1', [byStaff.id])).toEqual([
      { choosing_since: null },
    ])
  })
})

describe('moving and cancelling', () => {
  test('moved to the time that is held, told to calendars as a later version; cancelled, the time is free', async () => {
    const patient = await signedInPatient(clinic)
    const visit = await booked(patient)
    const later = (await slotsOf(patient)).data.at(-1)?.startsAt ?? ''
    const held = await hold(patient, later)
    const moved = await patient.at.ask('PUT', `/portal/visits/${visit.id}/time`, { holdId: held.body.id })
    expect([moved.status, moved.body.startsAt]).toEqual([200, later])
    expect((await slotsOf(patient)).data.map(({ startsAt }) => startsAt)).toContain(visit.startsAt)
    const file = await patient.at.ask('GET', `/portal/visits/${visit.id}/calendar.ics`)
    expect(file.headers['content-type']).toContain('text/calendar')
    expect(file.text).toContain('SEQUENCE:1')
    const cancelled = await patient.at.ask('PUT', `/portal/visits/${visit.id}/cancellation`, { reason: 'Away' })
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'Cancelled'])
    expect((await patient.at.ask('PUT', `/portal/visits/${visit.id}/cancellation`)).status).toBe(200)
    expect(await actionsOf(clinic, 'appointment', visit.id)).toEqual(['created', 'moved', 'cancelled'])
    expect((await patient.at.ask('GET', `/portal/visits/${visit.id}/calendar.ics`)).text).toContain('STATUS:CANCELLED')
  })

  test('after the clinic’s notice the patient is told how to reach it; the staff still can', async () => {
    await clinic.sql('update booking_settings set change_notice_minutes = 20160')
    const patient = await signedInPatient(clinic)
    const visit = await booked(patient)
    const refused = await patient.at.ask('PUT', `/portal/visits/${visit.id}/cancellation`)
    expect([refused.status, typeOf(refused)]).toEqual([409, 'too_late'])
    expect((await patient.at.ask<{ data: unknown[] }>('GET', '/portal/visits')).body.data).toMatchObject([
      { id: visit.id, canChange: false },
    ])
    expect((await clinic.as(clinic.people.sdr).put(`/appointments/${visit.id}/cancellation`)).status).toBe(200)
  })
})

describe('whose it is', () => {
  test('another’s hold, visit and file are not there for a patient, nor are the clinic’s routes', async () => {
    const [mine, theirs] = [await signedInPatient(clinic), await signedInPatient(clinic)]
    const visit = await booked(theirs)
    const held = await hold(theirs, await firstSlot(theirs))
    const answers = [
      await mine.at.ask('GET', `/portal/visits/${visit.id}`),
      await mine.at.ask('GET', `/portal/visits/${visit.id}/calendar.ics`),
      await mine.at.ask('PUT', `/portal/visits/${visit.id}/cancellation`),
      await mine.at.ask('PUT', `/portal/visits/${visit.id}/time`, { holdId: held.body.id }),
      await mine.at.ask('DELETE', `/portal/holds/${held.body.id}`),
      await mine.at.ask('PUT', `/portal/holds/${held.body.id}/extension`),
    ]
    expect(statusesOf(answers)).toEqual(Array(6).fill(404))
    expect((await book(mine, held.body.id)).status).toBe(409)
    expect((await mine.at.ask<{ data: unknown[] }>('GET', '/portal/visits')).body.data).toEqual([])
    for (const path of ['/waitlist', '/settings/booking', `/slots?leadId=${mine.leadId}&${around(1, 2)}`])
      expect((await mine.at.ask('GET', path)).status, path).toBe(401)
  })

  test('role patient reads its own rows and writes none', async () => {
    const patient = await signedInPatient(clinic)
    await hold(patient, await firstSlot(patient))
    const other = await build.lead(clinic)
    const as = (leadId: number, text: string) =>
      actingAs(clinic, { role: 'patient', userId: undefined }, async (client) => {
        await client.query(`set local app.lead_id = '${leadId}'`)
        return client.query(text).then(
          ({ rowCount }) => rowCount,
          ({ code }: { code: string }) => code,
        )
      })
    expect([await as(patient.leadId, 'select from slot_holds'), await as(other, 'select from slot_holds')]).toEqual([1, 0])
    expect(await as(other, 'select from bookings')).toBe(0)
    const writes = [
      `insert into appointments (title, scheduled_at) values ('x', now())`,
      'update slot_holds set expires_at = now()',
      `insert into bookings (lead_id) values (${patient.leadId})`,
      'delete from waitlist_entries',
    ]
    for (const text of writes) expect(await as(patient.leadId, text), text).toBe('42501')
  })

  test('bad input is named, and what is not there is a 404', async () => {
    const { at } = await signedInPatient(clinic)
    expect(badFields(await at.ask('POST', '/portal/holds', { startsAt: 'soon', coach: 0, x: 1 }))).toEqual(['coach', 'startsAt', 'x'])
    expect(badFields(await at.ask('GET', `/portal/slots?${around(0, 60)}`))).toEqual(['to'])
    expect(badFields(await at.ask('PATCH', '/portal/place', { timeZone: '+02:00', state: 'Cal' }))).toEqual(['state', 'timeZone'])
    expect((await at.ask('DELETE', '/portal/holds/2147483000')).status).toBe(404)
    expect((await at.ask('PUT', '/portal/visits/2147483000/cancellation')).status).toBe(404)
    expect((await at.ask('DELETE', '/portal/waitlist')).status).toBe(404)
  })
})

describe('what staff settle', () => {
  test('an Admin sets the rules, logged with old and new; others read them', async () => {
    const { admin, sdr, coach } = clinic.people
    const answer = await clinic.as(admin).patch('/settings/booking', { visitMinutes: 30, holdMinutes: 12 })
    expect([answer.status, answer.body.holdMinutes]).toEqual([200, 12])
    expect((await trailOf(clinic, 'clinic', 1)).at(-1)).toMatchObject({
      action: 'settings_changed',
      details: { changes: { holdMinutes: [10, 12] } },
    })
    expect((await clinic.as(coach).get('/settings/booking')).body).toMatchObject({ holdMinutes: 12 })
    expect((await clinic.as(sdr).patch('/settings/booking', { holdMinutes: 5 })).status).toBe(403)
    expect(badFields(await clinic.as(admin).patch('/settings/booking', { holdMinutes: 0, x: 1 }))).toEqual(['holdMinutes', 'x'])
    const stale = { headers: { 'if-match': '"of long ago"' } }
    expect((await clinic.as(admin).patch('/settings/booking', { holdMinutes: 10 }, stale)).status).toBe(412)
    await clinic.as(admin).patch('/settings/booking', { holdMinutes: 10 })
  })

  test('a coach keeps their own link, an Admin everybody’s and the licences; the database agrees', async () => {
    const { admin, sdr, coach, otherCoach } = clinic.people
    const path = `/users/${coach.id}/booking`
    expect((await clinic.as(otherCoach).patch(path, { acceptsBookings: true })).status).toBe(403)
    expect((await clinic.as(coach).put(`/users/${coach.id}/licences`, { licences: [] })).status).toBe(403)
    expect((await clinic.as(sdr).get(path)).status).toBe(200)
    expect((await clinic.as(sdr).get(`/users/${sdr.id}/booking`)).status).toBe(404)
    expect(badFields(await clinic.as(admin).patch(path, { meetingLink: 'javascript:alert(1)' }))).toEqual(['meetingLink'])
    const bad = { licences: [{ state: 'Texas' }, { state: 'CA', validTo: 'never' }] }
    expect(badFields(await clinic.as(admin).put(`/users/${coach.id}/licences`, bad))).toEqual(['licences.0.state', 'licences.1.validTo'])
    const foreign = `insert into coach_booking (user_id) values (${otherCoach.id}) on conflict (user_id) do update set meeting_link = 'x'`
    expect(await effectOf(clinic, { role: 'coach', userId: coach.id }, foreign)).toBe('42501')
  })

  test('only http(s) links are stored, by whichever route one comes (D9)', async () => {
    const admin = clinic.as(clinic.people.admin)
    const leadId = await build.lead(clinic)
    const visit = await build.appointment(clinic, { lead_id: leadId })
    const scheduledAt = new Date(Date.now() + 9 * days).toISOString()
    for (const meetingLink of [
      '//evil',
      '\\\\evil',
      '\\evil',
      'javascript:alert(1)',
      ' JavaScript:alert(1)',
      'data:text/html,x',
      'evil.example/x',
      'ftp://evil/x',
    ]) {
      const answers = [
        await admin.post('/appointments', { title: 'Visit', leadId, scheduledAt, meetingLink }),
        await admin.patch(`/appointments/${visit}`, { meetingLink }),
        await admin.patch(`/users/${clinic.people.coach.id}/booking`, { meetingLink }),
      ]
      for (const answer of answers) expect([answer.status, badFields(answer)], meetingLink).toEqual([400, ['meetingLink']])
    }
    const stored = 'select meeting_link as link from appointments union all select meeting_link from coach_booking'
    for (const { link } of await clinic.sql<{ link: string | null }>(stored)) expect(link ?? 'https://').toMatch(/^https?:\/\//)
  })

  test('staff see the times a person could book, of those they may know of', async () => {
    const patient = await signedInPatient(clinic)
    const { sdr } = clinic.people
    const seen = await clinic.as(sdr).get<Slots>(`/slots?leadId=${patient.leadId}&${wholeDays()}`)
    expect(seen.body.data).toEqual((await slotsOf(patient)).data)
    const contactId = await build.contact(clinic)
    expect((await clinic.as(sdr).get<Slots>(`/slots?contactId=${contactId}&${around(3, 6)}`)).body.data.length).toBeGreaterThan(0)
    await build.restrict(clinic, 'lead', patient.leadId)
    expect(badFields(await clinic.as(sdr).get(`/slots?leadId=${patient.leadId}&${around(3, 6)}`))).toEqual(['leadId'])
    expect((await clinic.as(sdr).get(`/slots?${around(3, 6)}`)).status).toBe(400)
  })
})

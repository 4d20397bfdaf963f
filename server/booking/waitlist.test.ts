/** The waitlist: freed times go round in the order people came, each kept for the first whom it suits. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { system, writeAs } from '../db/actor.ts'
import type { Letter } from '../mail/mail.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { type SignedInPatient, signedInPatient } from '../test/patient.ts'
import { actionsOf, badFields } from '../test/trail.ts'
import { sendOfferLetter } from './offer-letters.ts'
import { type Freed, offerFreed, passOnLapsed } from './offers.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
  const { coach, otherCoach } = clinic.people
  await clinic.sql(
    `insert into availability_rules (user_id, weekday, starts_at, ends_at)
    select $1, day, '09:00', '17:00' from generate_series(1, 7) day`,
    [coach.id],
  )
  await clinic.sql(`insert into coach_booking (user_id, accepts_bookings) values ($1, false)`, [otherCoach.id])
  await clinic.sql('insert into payment_settings (price_cents) values (0) on conflict (id) do update set price_cents = 0')
})
afterAll(() => clinic.close())
beforeEach(async () => {
  for (const table of ['waitlist_entries', 'slot_holds', 'bookings', 'appointments', 'pgboss.job']) await clinic.sql(`delete from ${table}`)
})

const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
const startsAt = `${day}T10:00:00.000Z`
const now = () => new Date()
const freedJobs = async () =>
  (await clinic.sql<{ data: Freed }>(`select data from pgboss.job where name = 'booking.freed' order by created_on, id`)).map(
    ({ data }) => data,
  )
/** What the worker does with each job there is. */
async function workOff() {
  const jobs = await freedJobs()
  await clinic.sql('delete from pgboss.job')
  for (const job of jobs) await writeAs(clinic.database, system, (db) => offerFreed(db, job, now()))
}
const wait = ({ at }: SignedInPatient, wish: object = {}) => at.ask('POST', '/portal/waitlist', wish)
interface Overview {
  holds: { id: number; startsAt: string; isOffer: boolean }[]
  waiting: { state: string } | null
}
const overview = async ({ at }: SignedInPatient) => (await at.ask<Overview & Record<string, unknown>>('GET', '/portal/booking')).body
const offerOf = async (patient: SignedInPatient) => (await overview(patient)).holds.find(({ isOffer }) => isOffer)
const visitAt = (time: string) => build.appointment(clinic, { user_id: clinic.people.coach.id, scheduled_at: time.slice(0, -1) })
const free = async () => {
  const id = await visitAt(startsAt)
  await clinic.as(clinic.people.coach).put(`/appointments/${id}/cancellation`)
}

test('a cancelled visit’s time is kept for the first who waits, then for the next, and booked by who takes it', async () => {
  const [first, second, third] = [await signedInPatient(clinic), await signedInPatient(clinic), await signedInPatient(clinic)]
  for (const patient of [first, second, third]) expect((await wait(patient)).status).toBe(201)
  expect((await wait(first)).status).toBe(200)
  await free()
  await workOff()
  const offer = await offerOf(first)
  expect(offer).toMatchObject({ startsAt, isOffer: true })
  expect(await offerOf(second)).toBeUndefined()
  // Kept: nobody else may take it meanwhile.
  expect((await third.at.ask('POST', '/portal/holds', { startsAt })).status).toBe(409)
  expect((await first.at.ask('DELETE', `/portal/holds/${offer?.id}`)).status).toBe(204)
  await workOff()
  expect((await overview(first)).waiting?.state).toBe('waiting')
  // The second lets it lapse.
  expect(await offerOf(second)).toMatchObject({ startsAt })
  await clinic.sql(`update slot_holds set expires_at = now() - interval '1 second'`)
  expect(await writeAs(clinic.database, system, (db) => passOnLapsed(db, now()))).toBe(1)
  await workOff()
  const last = await offerOf(third)
  const booked = await third.at.ask('POST', '/portal/visits', { holdId: last?.id })
  expect([booked.status, booked.body.startsAt]).toEqual([201, startsAt])
  expect((await overview(third)).waiting).toBeNull()
  const acts = (await actionsOf(clinic, 'lead', second.leadId)).filter((action) => action !== 'status_changed')
  expect(acts).toEqual(['waitlist_joined', 'slot_offered', 'offer_lapsed'])
})

test('a time goes to whom it suits: their coach, their days, their state', async () => {
  const { coach, otherCoach } = clinic.people
  const [elsewhere, later, abroad, fits] = [
    await signedInPatient(clinic),
    await signedInPatient(clinic),
    await signedInPatient(clinic),
    await signedInPatient(clinic),
  ]
  await clinic.sql('update coach_booking set accepts_bookings = true where user_id = $1', [otherCoach.id])
  await wait(elsewhere, { coach: otherCoach.id })
  await clinic.sql('update coach_booking set accepts_bookings = false where user_id = $1', [otherCoach.id])
  await wait(later, { earliest: '2190-01-01' })
  await wait(abroad)
  await wait(fits, { earliest: day, latest: day, coach: coach.id })
  await fits.at.ask('PATCH', '/portal/place', { state: 'CO' })
  await clinic.as(clinic.people.admin).put(`/users/${coach.id}/licences`, { licences: [{ state: 'CO' }] })
  await free()
  await workOff()
  expect(await offerOf(fits)).toMatchObject({ startsAt })
  for (const patient of [elsewhere, later, abroad]) expect(await offerOf(patient)).toBeUndefined()
  await clinic.as(clinic.people.admin).put(`/users/${coach.id}/licences`, { licences: [] })
})

test('whoever frees it, it is offered: moved, deleted, given to another; a visit that is over frees nothing', async () => {
  await wait(await signedInPatient(clinic))
  const { coach, admin } = clinic.people
  const moved = await visitAt(startsAt)
  await clinic.as(coach).patch(`/appointments/${moved}`, { scheduledAt: `${day}T14:00:00Z` })
  expect(await freedJobs()).toMatchObject([{ userId: coach.id, startsAt, endsAt: `${day}T10:30:00.000Z` }])
  await clinic.as(admin).patch(`/appointments/${moved}`, { userId: admin.id })
  await clinic.as(admin).delete(`/appointments/${moved}`)
  expect((await freedJobs()).map(({ userId }) => userId)).toEqual([coach.id, coach.id, admin.id])
  await clinic.sql('delete from pgboss.job')
  await clinic.sql('delete from appointments where id = $1', [await visitAt('2020-01-06T10:00:00.000Z')])
  expect(await freedJobs()).toEqual([])
})

test('an offer is written about in the person’s language and on their clock, without a word of health', async () => {
  const patient = await signedInPatient(clinic, { email: 'waits@example.com' })
  await clinic.sql(
    `insert into person_profiles (entity_type, entity_id, time_zone, language) values ('lead', $1, 'America/Denver', 'es')`,
    [patient.leadId],
  )
  await wait(patient)
  await free()
  await workOff()
  const letters: (Letter & { to: string })[] = []
  const mailer = { send: async (letter: Letter & { to: string }) => void letters.push(letter), address: 'a@b.c', close: () => undefined }
  const [entry] = await clinic.sql<{ id: number }>('select id from waitlist_entries')
  const post = { database: clinic.database, mailer, origin: () => 'https://clinic.example', now }
  await sendOfferLetter(post, entry?.id ?? 0)
  expect(letters).toMatchObject([{ to: 'waits@example.com', subject: expect.stringContaining('hora libre') }])
  expect(letters[0]?.text).toContain('3:00')
  expect(letters[0]?.text).toContain('https://clinic.example/portal/book')
  await clinic.sql('delete from slot_holds')
  await sendOfferLetter(post, entry?.id ?? 0)
  expect(letters).toHaveLength(1)
})

test('staff see who waits, put them there and take them off; whom they may not change they may not', async () => {
  const { sdr, coach } = clinic.people
  const leadId = await build.lead(clinic)
  const made = await clinic.as(sdr).post('/waitlist', { leadId, userId: coach.id, earliest: day })
  expect([made.status, made.body]).toMatchObject([201, { leadId, userId: coach.id, earliest: day, state: 'waiting', offer: null }])
  expect((await clinic.as(sdr).post('/waitlist', { leadId })).status).toBe(409)
  expect((await clinic.as(coach).delete(`/waitlist/${made.body.id}`)).status).toBe(403)
  expect(badFields(await clinic.as(sdr).post('/waitlist', { leadId: 2147483000 }))).toEqual(['leadId'])
  expect(badFields(await clinic.as(sdr).post('/waitlist', { leadId, earliest: '2030-02-01', latest: '2030-01-01' }))).toEqual(['latest'])
  expect((await clinic.as(sdr).get<{ data: unknown[] }>('/waitlist')).body.data).toMatchObject([{ id: made.body.id }])
  await build.restrict(clinic, 'lead', leadId)
  expect((await clinic.as(sdr).get<{ data: unknown[] }>('/waitlist')).body.data).toEqual([])
  expect((await clinic.as(sdr).delete(`/waitlist/${made.body.id}`)).status).toBe(404)
  expect((await clinic.as(clinic.people.admin).delete(`/waitlist/${made.body.id}`)).status).toBe(204)
  expect(await actionsOf(clinic, 'lead', leadId)).toEqual(['waitlist_joined', 'waitlist_left'])
})

test('booking by the staff ends the waiting, and what was kept is used up', async () => {
  const patient = await signedInPatient(clinic)
  await wait(patient)
  await free()
  await workOff()
  const visit = { title: 'x', scheduledAt: startsAt, userId: clinic.people.coach.id, leadId: patient.leadId }
  expect((await clinic.as(clinic.people.sdr).post('/appointments', visit)).status).toBe(201)
  expect(await clinic.sql('select count(*)::int as n from slot_holds')).toEqual([{ n: 0 }])
  await writeAs(clinic.database, system, (db) => passOnLapsed(db, now()))
  expect((await overview(patient)).waiting).toBeNull()
})

test('merged, the waiting and the booking come along; deleted and restored, they are there again', async () => {
  const { admin } = clinic.people
  const [kept, gone] = [await build.lead(clinic), await build.lead(clinic)]
  await clinic.as(admin).post('/waitlist', { leadId: gone })
  await clinic.sql('insert into bookings (lead_id) values ($1)', [gone])
  const rows = () =>
    clinic.sql(`select lead_id from bookings union all select lead_id from waitlist_entries where state = 'waiting' order by 1`)
  const merged = await clinic.as(admin).post('/merges', { entityType: 'lead', keptId: kept, mergedId: gone })
  expect([merged.status, await rows()]).toEqual([201, [{ lead_id: kept }, { lead_id: kept }]])
  await clinic.as(admin).delete(`/merges/${merged.body.id}`)
  expect(await rows()).toEqual([{ lead_id: gone }, { lead_id: gone }])
  expect((await clinic.as(admin).delete(`/leads/${gone}`)).status).toBe(204)
  expect(await rows()).toEqual([])
  const { body } = await clinic.as(admin).get<{ data: { id: number }[] }>(`/deleted-records?entityType=lead&entityId=${gone}`)
  await clinic.as(admin).post(`/deleted-records/${body.data[0]?.id}/restoration`)
  expect(await rows()).toEqual([{ lead_id: gone }, { lead_id: gone }])
})

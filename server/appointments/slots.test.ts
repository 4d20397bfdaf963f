import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { atOnce, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const book = async (scheduledAt: string, more: Record<string, unknown> = {}) => {
  const { admin } = clinic.people
  return clinic.as(admin).post('/appointments', { title: 'Visit', scheduledAt, userId: clinic.people.coach.id, ...more })
}

const lastNameOf = async (id: number) => (await clinic.sql('select last_name from users where id = $1', [id]))[0]?.last_name

test('an overlap is a 409 that names what it overlaps; back to back is none', async () => {
  const first = await book('2031-02-01T10:00:00Z', { title: 'Intake' })
  expect(first.status).toBe(201)
  for (const [time, duration] of [
    ['2031-02-01T10:29:59Z', 30],
    ['2031-02-01T09:31:00Z', 30],
    ['2031-02-01T09:00:00Z', 180],
    ['2031-02-01T10:10:00Z', 5],
    ['2031-02-01T11:00:00+01:00', 30],
  ] as const) {
    const refused = await book(time, { duration })
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:healthcrm:problem:overlap'])
    const { coach } = clinic.people
    const calendar = `HealthCoach ${await lastNameOf(coach.id)}’s calendar`
    expect(refused.body.detail).toBe(`This overlaps “Intake” in ${calendar}, Saturday, February 1, 2031 at 10:00 AM UTC.`)
  }
  expect((await book('2031-02-01T10:30:00Z')).status).toBe(201)
  expect((await book('2031-02-01T09:30:00Z')).status).toBe(201)
  // Somebody else, or nobody in particular, is free.
  expect((await book('2031-02-01T10:00:00Z', { userId: clinic.people.otherCoach.id })).status).toBe(201)
  expect((await book('2031-02-01T10:00:00Z', { userId: null })).status).toBe(201)
})

test('a clash is told with its person and on the clinic’s clock', async () => {
  const leadId = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya' })
  await book('2031-07-02T13:00:00Z', { title: 'Intake', leadId })
  await clinic.sql(`insert into clinic_settings (time_zone) values ('America/New_York')
    on conflict (id) do update set time_zone = excluded.time_zone`)
  const refused = await book('2031-07-02T13:15:00Z')
  expect(refused.body.detail).toMatch(/^This overlaps “Intake” with Maren Oduya in .+, Wednesday, July 2, 2031 at 9:00 AM EDT\.$/)
  await clinic.sql(`update clinic_settings set time_zone = 'UTC'`)
})

test('a clash with a hidden appointment says that it clashes and nothing of it', async () => {
  const leadId = await build.lead(clinic)
  await build.restrict(clinic, 'lead', leadId)
  await book('2031-02-02T10:00:00Z', { title: 'Canary', leadId })
  const { sdr, coach } = clinic.people
  const open = await build.lead(clinic)
  const refused = await clinic
    .as(sdr)
    .post('/appointments', { title: 'x', scheduledAt: '2031-02-02T10:15:00Z', userId: coach.id, leadId: open })
  expect(refused.status).toBe(409)
  expect(refused.text).not.toMatch(/Canary|10:00/)
})

test('of many who book one slot at once one wins, and the others are told of it', async () => {
  const bookers = counts(10, 100)
  const answers = await atOnce(bookers, (index) => book(`2031-02-03T10:0${index % 5}:00Z`))
  expect(statusesOf(answers)).toEqual([201, ...Array(bookers - 1).fill(409)])
  for (const { status, body } of answers)
    if (status === 409) expect(body.detail).toMatch(/^This overlaps “Visit” in .+, Monday, February 3, 2031 at 10:0\d AM UTC\.$/)
})

test('the database itself refuses an overlap, whoever writes', async () => {
  await book('2031-02-04T10:00:00Z')
  const values = `('x', '2031-02-04 10:10', ${clinic.people.coach.id})`
  await expect(clinic.sql(`insert into appointments (title, scheduled_at, user_id) values ${values}`)).rejects.toMatchObject({
    code: '23P01',
  })
})

test('moving, lengthening, handing over and reinstating may not overlap either', async () => {
  const { coach, otherCoach, admin } = clinic.people
  const as = clinic.as(admin)
  await book('2031-02-05T10:00:00Z')
  const { body: next } = await book('2031-02-05T10:30:00Z')
  const { body: other } = await book('2031-02-05T10:15:00Z', { userId: otherCoach.id })
  expect((await as.patch(`/appointments/${next.id}`, { scheduledAt: '2031-02-05T10:15:00Z' })).status).toBe(409)
  expect((await as.patch(`/appointments/${other.id}`, { userId: coach.id })).status).toBe(409)
  const { body: before } = await book('2031-02-05T09:30:00Z')
  expect((await as.patch(`/appointments/${before.id}`, { duration: 45 })).status).toBe(409)

  for (const [away, back] of [
    ['cancellation', 'cancellation'],
    ['no-show', 'no-show'],
  ]) {
    expect((await as.put(`/appointments/${next.id}/${away}`)).status).toBe(200)
    const { body: instead } = await book('2031-02-05T10:30:00Z')
    expect((await as.delete(`/appointments/${next.id}/${back}`)).status).toBe(409)
    expect((await as.put(`/appointments/${next.id}/completion`)).status).toBe(409)
    await as.delete(`/appointments/${instead.id}`)
    expect((await as.delete(`/appointments/${next.id}/${back}`)).status).toBe(200)
  }
})

test('an Admin overbooks with a reason, which is kept; others may not', async () => {
  await book('2031-02-06T10:00:00Z')
  const { coach } = clinic.people
  const refused = await clinic
    .as(coach)
    .post('/appointments', { title: 'x', scheduledAt: '2031-02-06T10:00:00Z', userId: coach.id, overbookReason: 'Urgent' })
  expect(refused.status).toBe(403)
  const overbooked = await book('2031-02-06T10:15:00Z', { overbookReason: 'Urgent' })
  expect(overbooked.status).toBe(201)
  expect(overbooked.body).not.toHaveProperty('overbookReason')
  const [entry] = await trailOf(clinic, 'appointment', overbooked.body.id)
  expect(entry?.details).toMatchObject({ overbookReason: 'Urgent' })
  // What took place is completed, however many were booked.
  expect((await clinic.as(coach).put(`/appointments/${overbooked.body.id}/completion`)).status).toBe(200)
})

test('an Admin moves over another with a reason; nobody else may', async () => {
  const { coach, admin } = clinic.people
  await book('2031-02-08T10:00:00Z')
  const { body } = await book('2031-02-08T12:00:00Z')
  const over = { scheduledAt: '2031-02-08T10:15:00Z', overbookReason: 'Both asked for it' }
  expect((await clinic.as(coach).patch(`/appointments/${body.id}`, over)).status).toBe(403)
  expect((await clinic.as(admin).patch(`/appointments/${body.id}`, { scheduledAt: over.scheduledAt })).status).toBe(409)
  expect((await clinic.as(admin).patch(`/appointments/${body.id}`, over)).status).toBe(200)
  const trail = await trailOf(clinic, 'appointment', body.id)
  expect(trail.at(-1)).toMatchObject({ action: 'moved', details: { overbookReason: 'Both asked for it' } })
})

test('an overbooked appointment keeps its time from others, and is like any other once moved', async () => {
  const { admin } = clinic.people
  const { body: first } = await book('2031-02-07T10:00:00Z')
  const { body: overbooked } = await book('2031-02-07T10:00:00Z', { overbookReason: 'Urgent' })
  await clinic.as(admin).put(`/appointments/${first.id}/cancellation`)
  expect((await book('2031-02-07T10:15:00Z')).status).toBe(409)
  const values = `('x', '2031-02-07 10:10', ${clinic.people.coach.id})`
  await expect(clinic.sql(`insert into appointments (title, scheduled_at, user_id) values ${values}`)).rejects.toMatchObject({
    code: '23P01',
  })
  await book('2031-02-07T12:00:00Z')
  expect((await clinic.as(admin).patch(`/appointments/${overbooked.id}`, { scheduledAt: '2031-02-07T12:00:00Z' })).status).toBe(409)
  expect((await clinic.as(admin).patch(`/appointments/${overbooked.id}`, { scheduledAt: '2031-02-07T11:00:00Z' })).status).toBe(200)
  const [slot] = await clinic.sql('select overbook_reason from appointment_slots where appointment_id = $1', [overbooked.id])
  expect(slot?.overbook_reason).toBeNull()
})

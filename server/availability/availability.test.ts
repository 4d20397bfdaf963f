import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: () => new Date('2026-11-22T12:00:00Z') })
  await clinic.sql(`insert into clinic_settings (time_zone) values ('America/New_York')
    on conflict (id) do update set time_zone = excluded.time_zone`)
  await clinic.sql('delete from clinic_hours')
})
afterAll(() => clinic.close())

const rule = { weekday: 1, startsAt: '09:00', endsAt: '17:00' }
const away = { startsOn: '2026-11-30', endsOn: '2026-12-04', isAvailable: false, reason: 'Family' }
const week = ({ id }: Person) => `/users/${id}/availability`
interface Free {
  timeZone: string
  holidays: { day: string; name: string }[]
  data: { userId: number; available: { startsAt: string; endsAt: string }[]; free: { startsAt: string; endsAt: string }[] }[]
}
const free = async (person: Person, users: Person[], from: string, to: string) =>
  clinic.as(person).get<Free>(`/availability?${users.map(({ id }) => `userId=${id}`).join('&')}&from=${from}&to=${to}`)

test('a coach sets their week, adds time away and takes it back, each with one entry in the trail', async () => {
  const { coach } = clinic.people
  const as = clinic.as(coach)
  const set = await as.put(week(coach), { rules: [rule, { ...rule, weekday: 2, validFrom: '2026-12-01', validTo: '2026-12-31' }] })
  expect([set.status, set.body.rules]).toEqual([
    200,
    [
      { ...rule, validFrom: null, validTo: null },
      { ...rule, weekday: 2, validFrom: '2026-12-01', validTo: '2026-12-31' },
    ],
  ])
  const added = await as.post<{ id: number }>(`${week(coach)}/exceptions`, away)
  expect([added.status, added.body]).toMatchObject([201, { ...away, startsAt: null, endsAt: null }])
  expect((await as.get(week(coach))).body).toMatchObject({ exceptions: [{ id: added.body.id, reason: 'Family' }] })
  expect((await as.delete(`${week(coach)}/exceptions/${added.body.id}`)).status).toBe(204)
  expect((await as.delete(`${week(coach)}/exceptions/${added.body.id}`)).status).toBe(404)
  const trail = await trailOf(clinic, 'user', coach.id)
  expect(trail.map(({ action }) => action)).toEqual(['availability_changed', 'availability_changed', 'availability_changed'])
  expect(JSON.stringify(trail)).not.toContain('Family')
})

test('colleagues read it; an Admin changes it; another coach and an SDR may not', async () => {
  const { coach, otherCoach, sdr, admin } = clinic.people
  expect((await clinic.as(sdr).get(week(coach))).status).toBe(200)
  for (const person of [otherCoach, sdr]) {
    expect((await clinic.as(person).put(week(coach), { rules: [] })).status).toBe(403)
    expect((await clinic.as(person).post(`${week(coach)}/exceptions`, away)).status).toBe(403)
  }
  expect((await clinic.as(admin).put(week(otherCoach), { rules: [rule] })).status).toBe(200)
  expect((await clinic.as(admin).get(week(sdr))).status).toBe(404)
})

test('the database itself keeps a coach from another’s week', async () => {
  const { coach, otherCoach } = clinic.people
  await clinic.as(otherCoach).put(week(otherCoach), { rules: [rule] })
  const stolen = clinic.sql(`begin; set local role coach; set local app.user_id = '${coach.id}';
    insert into availability_rules (user_id, weekday, starts_at, ends_at) values (${otherCoach.id}, 3, '09:00', '10:00'); commit`)
  await expect(stolen).rejects.toMatchObject({ code: '42501' })
  await clinic.sql('rollback')
})

test('what makes no sense is named', async () => {
  const { coach } = clinic.people
  const as = clinic.as(coach)
  const rules = [
    { ...rule, endsAt: '08:00' },
    { ...rule, weekday: 8 },
    { ...rule, startsAt: '08h' },
    { ...rule, validFrom: '2026-02-30' },
  ]
  expect(badFields(await as.put(week(coach), { rules }))).toEqual([
    'rules.0.endsAt',
    'rules.1.weekday',
    'rules.2.startsAt',
    'rules.3.validFrom',
  ])
  expect(badFields(await as.post(`${week(coach)}/exceptions`, { ...away, endsOn: '2026-11-01' }))).toEqual(['endsOn'])
  expect(badFields(await as.post(`${week(coach)}/exceptions`, { ...away, isAvailable: true }))).toEqual(['startsAt'])
  expect(badFields(await as.post(`${week(coach)}/exceptions`, { ...away, startsAt: '09:00' }))).toEqual(['endsAt'])
  expect(badFields(await as.get(`/availability?userId=${coach.id}&from=2026-01-01T00:00:00Z&to=2026-12-01T00:00:00Z`))).toEqual(['to'])
})

test('free time is working time less appointments, also those that the asker may not see', async () => {
  const { coach, otherCoach, sdr } = clinic.people
  await clinic.as(coach).put(week(coach), { rules: [rule] })
  await clinic.as(otherCoach).put(week(otherCoach), { rules: [] })
  await clinic.sql(`insert into clinic_hours values (1, '08:00', '12:00')`)
  await clinic.sql(`insert into clinic_holidays values ('2026-11-26', 'Thanksgiving')`)
  const leadId = await build.lead(clinic)
  await build.restrict(clinic, 'lead', leadId)
  await build.appointment(clinic, { user_id: coach.id, lead_id: leadId, scheduled_at: '2026-11-23 15:00' })
  await build.appointment(clinic, { user_id: coach.id, scheduled_at: '2026-11-23 16:00', status: 'Cancelled' })
  const { body } = await free(sdr, [otherCoach, coach], '2026-11-23T05:00:00Z', '2026-11-28T05:00:00Z')
  expect(body.timeZone).toBe('America/New_York')
  expect(body.holidays).toEqual([{ day: '2026-11-26', name: 'Thanksgiving' }])
  expect(body.data[0]).toMatchObject({
    userId: otherCoach.id,
    available: [{ startsAt: '2026-11-23T13:00:00.000Z', endsAt: '2026-11-23T17:00:00.000Z' }],
  })
  expect(body.data[1]).toEqual({
    userId: coach.id,
    available: [{ startsAt: '2026-11-23T14:00:00.000Z', endsAt: '2026-11-23T17:00:00.000Z' }],
    free: [
      { startsAt: '2026-11-23T14:00:00.000Z', endsAt: '2026-11-23T15:00:00.000Z' },
      { startsAt: '2026-11-23T15:30:00.000Z', endsAt: '2026-11-23T17:00:00.000Z' },
    ],
  })
})

test('of two who set a week at once one stands whole', async () => {
  const { coach } = clinic.people
  const answers = await atOnce(6, (index) =>
    clinic.as(coach).put(week(coach), { rules: [1, 2, 3].map((weekday) => ({ ...rule, weekday, endsAt: `1${index}:00` })) }),
  )
  expect(statusesOf(answers)).toEqual(Array(6).fill(200))
  const { body } = await clinic.as(coach).get<{ rules: { endsAt: string }[] }>(week(coach))
  expect(body.rules).toHaveLength(3)
  expect(new Set(body.rules.map(({ endsAt }) => endsAt)).size).toBe(1)
})

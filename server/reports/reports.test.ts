import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const work = async (person: { token: string; id: number; role: 'SDR' | 'Health Coach' | 'Admin'; email: string }) =>
  (await clinic.as(person).get('/reports/work')).body

test("the counts are those of the caller's own open work", async () => {
  const { sdr, otherSdr, coach } = clinic.people
  await build.lead(clinic, { owner_id: sdr.id })
  await build.lead(clinic, { owner_id: otherSdr.id })
  await build.lead(clinic)
  await build.contact(clinic, { health_coach_id: coach.id })
  await build.task(clinic, { assigned_to_id: sdr.id, due_date: '2020-01-01' })
  await build.task(clinic, { assigned_to_id: sdr.id, due_date: '2120-01-01' })
  await build.task(clinic, { assigned_to_id: sdr.id, status: 'Completed', due_date: '2020-01-01' })
  expect(await work(sdr)).toEqual({
    leads: { total: 3, mine: 1, unassigned: 1 },
    contacts: { mine: 0 },
    tasks: { open: 2, overdue: 1 },
    appointments: { today: 0 },
  })
  expect(await work(coach)).toMatchObject({ contacts: { mine: 1 }, tasks: { open: 0, overdue: 0 }, leads: { mine: 0 } })
})

test("today is a day of the clinic's own zone", async () => {
  const { coach } = clinic.people
  await clinic.sql(
    `insert into clinic_settings (id, time_zone) values (1, 'Pacific/Kiritimati') on conflict (id) do update set time_zone = excluded.time_zone`,
  )
  const begins = `(date_trunc('day', now() at time zone 'Pacific/Kiritimati') at time zone 'Pacific/Kiritimati' at time zone 'UTC')`
  for (const offset of ['-1 minute', '0', '23 hours 59 minutes', '24 hours']) {
    await clinic.sql(
      `insert into appointments (title, scheduled_at, duration, user_id) values ('x', ${begins} + interval '${offset}', 1, $1)`,
      [coach.id],
    )
  }
  expect(await work(coach)).toMatchObject({ appointments: { today: 2 } })
})

test('a restricted lead counts for its owner and Admins alone', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  const totals = async () => Promise.all([sdr, otherSdr, admin].map(async (person) => (await work(person)).leads))
  const before = await totals()
  const id = await build.lead(clinic, { owner_id: sdr.id })
  await build.restrict(clinic, 'lead', id)
  const after = await totals()
  const grown = after.map((leads, index) => Number(Object(leads).total) - Number(Object(before[index]).total))
  expect(grown).toEqual([1, 0, 1])
})

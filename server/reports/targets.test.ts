import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, badFields } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: () => new Date('2026-06-30T12:00:00Z') })
})
afterAll(() => clinic.close())

interface Targets {
  period: { from: string; to: string; days: number; before: { from: string; to: string }; timeZone: string; asOf: string }
  data: {
    key: string
    value: number | null
    before: number | null
    isMet: boolean | null
    count: number
    of: number
    stage: string | null
  }[]
}
const targets = async (query = '', person = clinic.people.admin) => (await clinic.as(person).get<Targets>(`/reports/targets?${query}`)).body
const figure = async (key: string, query = '', person = clinic.people.admin) =>
  (await targets(query, person)).data.find((each) => each.key === key)

async function won(came: string, became: string): Promise<number> {
  const lead = await build.lead(clinic, { created_at: came })
  const contact = await build.contact(clinic, { lead_id: lead, health_coach_id: clinic.people.coach.id, created_at: became })
  await clinic.sql('insert into lead_conversions (lead_id, contact_id, created_at) values ($1, $2, $3)', [lead, contact, became])
  return lead
}

test('an empty clinic has no figures, and none is called met or missed', async () => {
  const { period, data } = await targets()
  expect(period).toMatchObject({ from: '2026-06-01', to: '2026-06-30', days: 30, before: { from: '2026-05-02', to: '2026-05-31' } })
  expect(data.filter(({ value, key }) => value !== null && key !== 'patientsPerCoach')).toEqual([])
})

test('leads, patients and the days between are those of the period, and the trend is that of the one before', async () => {
  await won('2026-06-02', '2026-06-10')
  await won('2026-06-03', '2026-06-23')
  await build.lead(clinic, { created_at: '2026-06-04' })
  await won('2026-05-10', '2026-05-20')
  // It became a patient after its own period had ended: it did not count then, and does not now.
  await won('2026-05-11', '2026-06-05')
  expect(await figure('leadToPatient')).toMatchObject({ value: (100 * 2) / 3, before: 50, isMet: true, count: 2, of: 3 })
  expect(await figure('pipeline')).toMatchObject({ value: 20, before: 10, isMet: false, count: 3 })
  expect(await figure('patientsPerCoach')).toMatchObject({ value: 2, count: 4 })
})

test('a year that ended counts when it is decided: by a beginning, or by sixty days without one', async () => {
  const stay = (entered: string, left: string | null) =>
    build
      .contact(clinic)
      .then((id) =>
        clinic.sql(
          `insert into stage_history (entity_type, entity_id, stage, entered_at, left_at) values ('contact', $1, 'Restart Annual Process', $2, $3)`,
          [id, entered, left],
        ),
      )
  await stay('2026-06-01', '2026-06-09')
  await stay('2026-04-10', '2026-06-05')
  await stay('2026-04-20', null)
  await stay('2026-06-20', null)
  expect(await figure('retention')).toMatchObject({ count: 2, of: 3, isMet: false })
})

test('tasks that were called off are nobody’s failure; what is done late is done', async () => {
  const due = (due_date: string, status: string, completed_at: string | null = null) =>
    build.task(clinic, { due_date, status, completed_at, created_at: '2026-05-15' })
  await due('2026-06-10', 'Completed', '2026-06-09')
  await due('2026-06-10', 'Completed', '2026-06-20')
  await due('2026-06-11', 'Cancelled')
  await due('2026-06-12', 'Pending')
  await due('2026-07-12', 'Pending')
  expect(await figure('tasksDone')).toMatchObject({ value: (100 * 2) / 3, count: 2, of: 3 })
  expect(await figure('tasksOverdue')).toMatchObject({ value: 50, before: 0, count: 1, of: 2 })
})

test('visits are shown, missed or cancelled; those to come are neither', async () => {
  for (const [index, status] of ['Completed', 'Completed', 'Completed', 'No Show', 'Cancelled', 'Scheduled'].entries())
    await build.appointment(clinic, { status, scheduled_at: `2026-06-1${index} 15:00` })
  await build.appointment(clinic, { status: 'Scheduled', scheduled_at: '2026-06-30 15:00' })
  expect(await figure('showRate')).toMatchObject({ value: 75, count: 3, of: 4, isMet: false })
  expect(await figure('cancellations')).toMatchObject({ count: 1, of: 6 })
})

test('scheduling is timed where a patient booked by themselves, by the median; who took longer is in the list as well', async () => {
  const booked = async (created_at: string, since: string | null) => {
    const id = await build.appointment(clinic, { status: 'Scheduled', scheduled_at: '2026-07-02 15:00', created_at, user_id: null })
    await clinic.sql('update appointment_details set choosing_since = $2 where appointment_id = $1', [id, since])
  }
  await booked('2026-06-20 10:03', '2026-06-20 10:00')
  await booked('2026-06-21 10:04', '2026-06-21 10:00')
  await booked('2026-06-22 10:12', '2026-06-22 10:00')
  await booked('2026-06-22 11:00', null)
  expect(await figure('scheduling')).toMatchObject({ value: expect.closeTo(4, 6), isMet: true, count: 3, of: 3 })
  const { body } = await clinic.as(clinic.people.admin).get<{ data: object[] }>('/reports/bookings/rows?part=miss')
  expect(body.data).toMatchObject([{ days: 0.00833, isHit: false }])
})

test('a restricted record counts for those who may see it alone, in the figure and in its list', async () => {
  const id = await build.lead(clinic, { created_at: '2026-06-15', owner_id: clinic.people.sdr.id })
  const { sdr, otherSdr, admin } = clinic.people
  const all = (person: typeof sdr) => figure('leadToPatient', '', person).then((each) => each?.of ?? 0)
  const before = await all(otherSdr)
  await build.restrict(clinic, 'lead', id)
  expect([await all(admin), await all(sdr), await all(otherSdr)]).toEqual([before, before, before - 1])
  const list = async (person: typeof sdr) => (await clinic.as(person).get<{ total: number }>('/reports/leads/rows?count=exact')).body.total
  expect([await list(admin), await list(sdr), await list(otherSdr)]).toEqual([before, before, before - 1])
})

test('a cost counts for the days of its month that lie in the period', async () => {
  const as = clinic.as(clinic.people.admin)
  const entered = await as.put('/source-costs', {
    costs: [
      { leadSource: 'None', month: '2026-06', cents: 30_000 },
      { leadSource: 'None', month: '2026-05', cents: 31_000 },
      { leadSource: 'Newsletter', month: '2026-06', cents: 5_000 },
    ],
  })
  expect(entered.status).toBe(200)
  const source = async (query: string) =>
    (await as.get<{ data: { source: string; cents: number }[] }>(`/reports/sources?${query}`)).body.data.find(
      (each) => each.source === 'None',
    )
  expect(await source('from=2026-06-01&to=2026-06-30')).toMatchObject({ cents: 30_000, patients: 2, centsPerPatient: 15_000 })
  expect(await source('from=2026-05-31&to=2026-06-10')).toMatchObject({ cents: 11_000 })
  await as.put('/source-costs', { costs: [{ leadSource: 'Newsletter', month: '2026-06', cents: null }] })
  expect((await as.get<{ data: unknown[] }>('/source-costs?from=2026-06')).body.data).toEqual([
    { leadSource: 'None', month: '2026-06', cents: 30_000 },
  ])
  expect(await actionsOf(clinic, 'clinic', 1)).toEqual(['costs_entered', 'costs_entered'])
})

test('costs are entered by Admins alone, and bad ones are named', async () => {
  const body = { costs: [{ leadSource: 'None', month: '2026-06', cents: 1 }] }
  for (const person of [clinic.people.sdr, clinic.people.coach])
    expect((await clinic.as(person).put('/source-costs', body)).status).toBe(403)
  expect((await clinic.as(undefined).put('/source-costs', body)).status).toBe(401)
  const as = clinic.as(clinic.people.admin)
  expect(badFields(await as.put('/source-costs', { costs: [{ leadSource: 'X', month: '2026-13', cents: -1 }] }))).toEqual([
    'costs.0.cents',
    'costs.0.leadSource',
    'costs.0.month',
  ])
  expect(badFields(await as.put('/source-costs', { costs: [...body.costs, ...body.costs] }))).toEqual(['costs'])
})

test('a period is so many days or two days, and what does not fit together is named', async () => {
  const as = clinic.as(clinic.people.sdr)
  expect(badFields(await as.get('/reports/targets?from=2026-06-01'))).toEqual(['to'])
  expect(badFields(await as.get('/reports/targets?from=2026-06-02&to=2026-06-01'))).toEqual(['to'])
  expect(badFields(await as.get('/reports/targets?from=1950-01-01&to=2026-06-01'))).toEqual(['from'])
  expect(badFields(await as.get('/reports/targets?days=7&from=2026-06-01&to=2026-06-02'))).toEqual(['days'])
  const { errors } = (await as.get('/reports/targets?from=2026-02-30&to=2026-03-01')).body
  expect(errors).toEqual([{ path: 'from', message: 'is not a day such as 2026-11-22' }])
  expect((await as.get('/reports/nothing/rows')).status).toBe(400)
  expect((await clinic.as(undefined).get('/reports/targets')).status).toBe(401)
})

test('a list says whom it has shown, and a file says that it was taken', async () => {
  const { coach } = clinic.people
  await clinic.as(coach).get('/reports/panels/rows')
  const seen = () => clinic.sql(`select entity_type from access_log where route = 'GET /reports/:report/rows' and user_id = $1`, [coach.id])
  await expect.poll(seen, { timeout: 5000 }).toEqual([{ entity_type: 'contact' }])
  const { text } = await clinic.as(coach).get('/exports/reports.csv?report=targets')
  expect(parse(text, { columns: true, bom: true })).toHaveLength(11)
  expect(await clinic.sql(`select action from activity_logs where user_id = $1 and entity_type = 'export'`, [coach.id])).toEqual([
    { action: 'exported' },
  ])
})

/** The days of those who care for patients and of those who run the clinic; an SDR's morning is in leads.test.ts. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { complaints } from './support/look.ts'

// Each of these is a journey of many steps.
vi.setConfig({ testTimeout: 120_000 })

let clinic: Clinic
let patient: number
let visit: number
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
/** Monday 7 January 2030. */
const monday = '2030-01-07'

beforeAll(async () => {
  clinic = await openClinic()
  const { coach, sdr } = clinic.people
  patient = await build.contact(clinic, {
    first_name: 'Eleanor',
    last_name: 'Brandt',
    health_coach_id: coach.id,
    phone: '+15035550187',
    created_at: daysAgo(9),
  })
  await build.task(clinic, { title: 'Answer the dosing question', contact_id: patient, assigned_to_id: coach.id, due_date: inHours(-2) })
  visit = await build.appointment(clinic, {
    title: 'Lab review',
    user_id: coach.id,
    contact_id: patient,
    scheduled_at: `${monday} 15:00`,
  })
  for (const last_name of ['One', 'Two', 'Three']) {
    const lead = await build.lead(clinic, { last_name, owner_id: sdr.id, lead_source: 'Newsletter', lead_type: 'Sleep' })
    await build.task(clinic, {
      title: `Call ${last_name}`,
      lead_id: lead,
      assigned_to_id: sdr.id,
      created_by_id: sdr.id,
      due_date: inHours(-50),
    })
  }
})
afterAll(() => clinic?.close())

test("a coach's week: what is due, a stage with its proof, a colleague asked, a visit missed and what follows", async () => {
  const { coach } = clinic.people
  const page = await clinic.open(coach, '/')
  const heard = complaints(page)
  await page.waitForURL('**/my-day')
  await page.getByRole('checkbox', { name: 'Complete “Answer the dosing question”' }).click()
  await page.getByText('“Answer the dosing question” is done').waitFor()

  await page
    .getByRole('link', { name: /^Patients/ })
    .first()
    .click()
  await page.getByRole('grid', { name: 'Patients' }).getByText('Eleanor Brandt').click()
  const panel = page.getByRole('complementary', { name: 'Eleanor Brandt' })
  await panel.getByRole('button', { name: 'Next stage' }).click()
  await panel.getByRole('img', { name: /Initial Labs: .*now/ }).waitFor()
  const box = panel.getByRole('textbox', { name: 'Add a comment' })
  await box.fill('Kit is on its way')
  await box.press('Control+Enter')
  await panel.getByText('Kit is on its way').first().waitFor()

  await page.goto(`${clinic.url}/calendar?view=day&date=${monday}&visit=${visit}`)
  await page.getByRole('button', { name: 'No show' }).click()
  await page.getByRole('button', { name: 'Mark and set a task to call back' }).click()
  await expect
    .poll(() => clinic.sql(`select title from tasks where contact_id = $1 and status = 'Pending'`, [patient]), { timeout: 10_000 })
    .toEqual([{ title: expect.stringContaining('Call back') }])

  const [row] = await clinic.sql('select stage from contacts where id = $1', [patient])
  expect([row?.stage, heard]).toEqual(['Initial Labs', []])
  const done = await clinic.sql<{ action: string }>(
    `select action from activity_logs where user_id = $1 and action in ('completed', 'stage_changed', 'commented', 'missed') order by id`,
    [coach.id],
  )
  expect(done.map(({ action }) => action)).toEqual(['completed', 'stage_changed', 'commented', 'missed'])
})

test("an Admin's month end: figures against targets, a cost, the list behind a number, the days off, who did it", async () => {
  const { admin } = clinic.people
  const page = await clinic.open(admin, '/dashboard')
  const heard = complaints(page)
  await page.getByRole('heading', { name: /of \d+ targets met/ }).waitFor()
  await page.goto(`${clinic.url}/dashboard/costs`)
  const month = new Intl.DateTimeFormat('en-US', { month: 'short' }).format(new Date())
  const cost = page.getByRole('textbox', { name: `Cost of Newsletter in ${month}` })
  await cost.fill('300')
  await cost.press('Enter')
  await expect.poll(async () => (await clinic.sql('select cents from source_costs'))[0], { timeout: 10_000 }).toEqual({ cents: 30_000 })

  await page.goto(`${clinic.url}/dashboard`)
  await page.getByRole('link', { name: /^Tasks overdue/ }).click()
  await page.getByRole('heading', { name: 'Open tasks' }).waitFor()

  await page.goto(`${clinic.url}/settings/clinic`)
  const holidays = page.getByRole('region', { name: 'Holidays' })
  await holidays.getByLabel('Day').fill('2031-12-25')
  await holidays.getByLabel('Name').fill('Christmas')
  await holidays.getByRole('button', { name: 'Add' }).click()
  await holidays.getByRole('button', { name: 'Remove Christmas' }).waitFor()

  await page.goto(`${clinic.url}/audit`)
  await page
    .getByRole('grid', { name: 'Audit' })
    .getByText('Christmas')
    .or(page.getByRole('grid', { name: 'Audit' }).getByRole('row').nth(1))
    .first()
    .waitFor()
  await page.goto(`${clinic.url}/system`)
  await page.getByRole('heading', { name: 'Database', exact: true }).waitFor()
  expect(heard).toEqual([])
})

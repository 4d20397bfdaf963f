import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { workOff } from '../server/bulk/worker.ts'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'

// Each of these is a journey of many steps.
vi.setConfig({ testTimeout: 90_000 })

let clinic: Clinic
/** The tests' app works no queues: what was asked for is worked off here, as the worker would. */
let worker: ReturnType<typeof setInterval>

beforeAll(async () => {
  clinic = await openClinic()
  worker = setInterval(async () => {
    const jobs = await clinic.sql<{ id: number }>("select id from bulk_jobs where state in ('waiting', 'undoing')").catch(() => [])
    for (const { id } of jobs) await workOff({ database: clinic.database, now: () => new Date() }, id).catch(() => undefined)
  }, 300)
})
afterAll(async () => {
  clearInterval(worker)
  await clinic?.close()
})

const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true })
const assigned = async (title: string) =>
  (await clinic.sql<{ assigned_to_id: number | null }>('select assigned_to_id from tasks where title like $1 order by id', [title])).map(
    (row) => row.assigned_to_id,
  )

test('tasks are picked with shift and x, handed over in bulk, and taken back', async () => {
  const { admin, sdr, coach } = clinic.people
  for (let at = 1; at <= 5; at++)
    await build.task(clinic, { title: `Hand over ${at}`, assigned_to_id: sdr.id, due_date: `2030-01-0${at} 10:00:00` })
  const page = await clinic.open(admin, '/tasks?q=hand+over')
  const heard = complaints(page)
  await page.getByText('Hand over 1', { exact: true }).waitFor()
  await box(page, 'Hand over 1').click()
  await box(page, 'Hand over 3').click({ modifiers: ['Shift'] })
  await page.getByText('3 selected').waitFor()
  await page.getByRole('row', { name: /Hand over 3/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await page.getByText('4 selected').waitFor()
  await shoot(page, 'bulk-selected')
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Assignee' }).click()
  const [person] = await clinic.sql<{ name: string }>("select first_name || ' ' || last_name as name from users where id = $1", [coach.id])
  await page.getByRole('option', { name: person?.name ?? '' }).click()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  const dock = page.getByRole('region', { name: 'Change of many records' })
  await dock.getByText('4 tasks changed').waitFor()
  expect(await assigned('Hand over%')).toEqual([coach.id, coach.id, coach.id, coach.id, sdr.id])

  await dock.getByRole('button', { name: 'Undo' }).click()
  await dock.getByText('4 tasks as before').waitFor()
  expect(await assigned('Hand over%')).toEqual(Array(5).fill(sdr.id))
  expect(heard).toEqual([])
})

test('all that match are changed on a phone in the dark; what was left out is named, on another page too', async () => {
  const { coach, otherCoach } = clinic.people
  await build.lead(clinic, { first_name: 'Own', last_name: 'Lead', owner_id: coach.id, lead_source: 'Newsletter' })
  await build.lead(clinic, { first_name: 'Foreign', last_name: 'Lead', owner_id: otherCoach.id, lead_source: 'Newsletter' })
  const page = await clinic.open(coach, '/leads?leadSource=Newsletter', { screen: 'phone', theme: 'dark' })
  await page.getByText('Own Lead').waitFor()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Select several' }).click()
  await box(page, 'Own Lead').click()
  await page.getByRole('button', { name: 'Select all 2 that match' }).click()
  await page.getByText('2 selected').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'bulk-phone-dark')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Readiness' }).click()
  await page.getByRole('option', { name: 'Hot' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click()
  const dock = page.getByRole('region', { name: 'Change of many records' })
  await dock.getByText('1 lead changed · 1 left out').waitFor()
  await page.reload()
  await dock.getByText('1 lead changed · 1 left out').waitFor()
  await dock.getByRole('link', { name: 'Details' }).click()
  await page.getByText('Foreign Lead').waitFor()
  await page.getByText('is not yours to change').waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('all patients who are overdue are moved at once, also those below the fold, and only who skips needs a reason', async () => {
  const { coach } = clinic.people
  await clinic.sql(
    `insert into contacts (first_name, last_name, email, stage, health_coach_id)
      select 'Overdue', 'Bulk' || i, 'overdue' || i || '@example.com', case when i > 5 then 'Intake' else 'Initial Provider Exam' end, $1 from generate_series(1, 230) i`,
    [coach.id],
  )
  await clinic.sql(`update stage_history set entered_at = now() - interval '9 years' where entity_type = 'contact'
    and entity_id in (select id from contacts where first_name = 'Overdue')`)
  const page = await clinic.open(coach, '/patients?q=overdue&clock=overdue')
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await page.getByRole('button', { name: 'Select all 230 that match' }).click()
  await page.getByText('230 selected').waitFor()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Stage' }).click()
  await page.getByRole('option', { name: 'Initial Labs', exact: true }).click()
  await dialog.getByText('5 patients need a reason').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  const dock = page.getByRole('region', { name: 'Change of many records' })
  await dock.getByText('225 patients changed · 5 left out').waitFor()
  await dock.getByRole('button', { name: 'Undo' }).click()
  await dock.getByText('225 patients as before').waitFor()
})

test('a view is saved, changed, opened first, shared and deleted with the way back', async () => {
  const { sdr, otherSdr } = clinic.people
  const page = await clinic.open(sdr, '/leads?leadReadiness=Hot')
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save as a new view' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('The hot ones')
  await page.getByRole('checkbox', { name: 'Everybody on the team sees it' }).check()
  await page.getByRole('checkbox', { name: 'Open this page with it' }).check()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('button', { name: 'View: The hot ones', exact: true }).waitFor()

  await page.goto(`${clinic.url}/leads`)
  await page.getByRole('button', { name: 'View: The hot ones', exact: true }).waitFor()
  expect(page.url()).toContain('leadReadiness=Hot')
  await page.keyboard.press('v')
  await page.getByRole('button', { name: 'View: The hot ones, changed' }).waitFor()

  const other = await clinic.open(otherSdr, '/leads')
  await other.getByRole('button', { name: 'Views', exact: true }).click()
  await other.getByRole('menuitem', { name: 'The hot ones' }).waitFor()
  expect(await axeFindings(other)).toEqual([])

  await page.getByRole('button', { name: /^View: The hot ones/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => (await clinic.sql("select is_shared from saved_views where name = 'The hot ones'"))[0]?.is_shared)
    .toBe(true)
})

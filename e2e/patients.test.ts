import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings } from './support/look.ts'

// Each of these is a journey of many steps.
vi.setConfig({ testTimeout: 90_000 })

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const stagesOf = async (id: number) =>
  (
    await clinic.sql<{ stage: string; reason: string | null }>(
      `select stage, reason from stage_history where entity_type = 'contact' and entity_id = $1 order by id`,
      [id],
    )
  ).map(({ stage, reason }) => [stage, reason])

test('a coach sees their panel by what is due, moves the latest on, and skips with a reason', async () => {
  const { coach, otherCoach } = clinic.people
  const mine = { health_coach_id: coach.id, phone: '+12125550142' }
  const late = await build.contact(clinic, { ...mine, first_name: 'Lia', last_name: 'Late', created_at: daysAgo(9) })
  await build.contact(clinic, { ...mine, first_name: 'Nora', last_name: 'New' })
  await build.contact(clinic, { first_name: 'Otto', last_name: 'Other', health_coach_id: otherCoach.id })
  const page = await clinic.open(coach, '/patients')
  await page.getByRole('radiogroup', { name: 'Whose patients' }).getByText('My panel').click()
  await page.getByText('Otto Other').waitFor({ state: 'detached' })
  const rows = page.getByRole('grid', { name: 'Patients' }).getByRole('row')
  expect(await rows.nth(1).textContent()).toContain('Lia Late')
  expect(await rows.nth(1).textContent()).toContain('6d late')
  await page.getByText('Lia Late').click()
  const panel = page.getByRole('complementary', { name: 'Lia Late' })
  await panel.getByRole('button', { name: 'Next stage' }).click()
  await panel.getByRole('img', { name: /Initial Labs: .*now/ }).waitFor()
  await panel.getByRole('button', { name: /Initial Provider Exam: Not yet/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('a task done').waitFor()
  expect(await dialog.getByRole('button', { name: 'Move' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Reason').fill('Came with results')
  await dialog.getByRole('button', { name: 'Move' }).click()
  await panel.getByText('Reason: Came with results').first().waitFor()
  expect(await stagesOf(late)).toEqual([
    ['Intake', null],
    ['Initial Labs', null],
    ['Initial Provider Exam', 'Came with results'],
  ])
})

test('the second year begins at Initial Labs and the first stays readable', async () => {
  const { coach } = clinic.people
  const id = await build.contact(clinic, {
    first_name: 'Ann',
    last_name: 'Year',
    stage: 'Restart Annual Process',
    created_at: daysAgo(370),
  })
  await build.task(clinic, { contact_id: id, status: 'Completed', completed_at: daysAgo(1) })
  const page = await clinic.open(coach, `/patients/${id}`)
  await page.getByRole('button', { name: 'Next stage' }).click()
  await page.getByText('Year 2 · day 1').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByText('Year 1', { exact: true }).click()
  await page.getByRole('img', { name: 'Restart Annual Process: 370d' }).waitFor()
})

test('whoever falls through is on one list, and one click gives them a next step', async () => {
  const { admin } = clinic.people
  const id = await build.contact(clinic, { first_name: 'Ida', last_name: 'Adrift', created_at: daysAgo(60), health_coach_id: admin.id })
  const page = await clinic.open(admin, '/no-next-step?whose=mine')
  await page.getByRole('link', { name: 'Ida Adrift' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Task for tomorrow: Ida Adrift' }).click()
  await page.getByText('All of yours have a next step').waitFor()
  expect(await clinic.sql('select title from tasks where contact_id = $1', [id])).toEqual([{ title: 'Get in touch with Ida Adrift' }])
})

test('an Admin keeps the contract of a stage, and its clock follows', async () => {
  const { admin } = clinic.people
  const page = await clinic.open(admin, '/settings/stages')
  await page.getByRole('button', { name: 'Edit the contract of Second Medication Refill' }).click()
  await page.getByLabel('Target, in hours').fill('100')
  await page.getByLabel('Due soon, in hours before').fill('10')
  await page.getByRole('button', { name: 'Save contract' }).click()
  await page.getByText('The contract of Second Medication Refill is saved').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const [kept] = await clinic.sql(`select target_hours, soon_hours from stage_definitions where stage = 'Second Medication Refill'`)
  expect(kept).toEqual({ target_hours: 100, soon_hours: 10 })
})

test.each([
  ['desk', 'light'],
  ['desk', 'dark'],
  ['phone', 'light'],
] as const)('axe minds nothing on the list and the board (%s, %s)', async (screen, theme) => {
  await build.contact(clinic, { first_name: 'Eva', last_name: 'Axe', created_at: daysAgo(30) })
  const page = await clinic.open(clinic.people.coach, '/patients', { screen, theme })
  await page.getByText('Eva Axe').first().waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`${clinic.url}/patients?view=board`)
  await page.getByText('Eva Axe').first().waitFor()
  expect(await axeFindings(page)).toEqual([])
})

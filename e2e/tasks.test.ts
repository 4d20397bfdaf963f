import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'

let clinic: Clinic
let lead: number
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)

beforeAll(async () => {
  clinic = await openClinic()
  const { sdr, coach } = clinic.people
  lead = await build.lead(clinic, {
    first_name: 'Ana',
    last_name: 'Serrano',
    owner_id: sdr.id,
    phone: '+13035550142',
    lead_readiness: 'Hot',
  })
  const contact = await build.contact(clinic, { first_name: 'Paul', last_name: 'Okoro', health_coach_id: coach.id })
  await build.task(clinic, {
    title: 'Send the form again',
    lead_id: lead,
    assigned_to_id: sdr.id,
    created_by_id: sdr.id,
    due_date: inHours(-30),
    priority: 'High',
  })
  await build.task(clinic, { title: 'Check the booking link', assigned_to_id: sdr.id, created_by_id: sdr.id, due_date: inHours(-2) })
  await build.task(clinic, { title: 'Order lab kits', assigned_to_id: sdr.id, created_by_id: sdr.id, due_date: inHours(24 * 20) })
  await build.task(clinic, { title: 'Read the results', contact_id: contact, assigned_to_id: coach.id, due_date: inHours(1) })
})
afterAll(() => clinic.close())

const statusOf = async (title: string) =>
  (await clinic.sql<{ status: string }>('select status from tasks where title = $1', [title]))[0]?.status

test('an SDR begins with their day, completes a task from the keyboard and takes it back', async () => {
  const page = await clinic.open(clinic.people.sdr, '/')
  const heard = complaints(page)
  await page.waitForURL('**/my-day')
  await page.getByText('1 lead is yours.').waitFor()
  await page.getByRole('heading', { name: 'Overdue 2' }).waitFor()
  const check = page.getByRole('checkbox', { name: 'Complete “Send the form again”' })
  await check.focus()
  await page.keyboard.press('Space')
  await page.getByText('“Send the form again” is done').waitFor()
  await expect.poll(() => statusOf('Send the form again')).toBe('Completed')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Complete “Check the booking link”')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => statusOf('Send the form again')).toBe('Pending')
  await page.getByRole('heading', { name: 'Overdue 2' }).waitFor()
  expect(heard).toEqual([])
})

test('T adds a task in one line: what was understood is shown, then saved', async () => {
  const page = await clinic.open(clinic.people.sdr, '/my-day')
  await page.getByRole('heading', { name: 'Overdue 2' }).waitFor()
  await page.keyboard.press('t')
  await page.getByRole('dialog', { name: 'Add a task' }).waitFor()
  await page.keyboard.type('Ring Ana in 2 weeks !high')
  await page.getByRole('status', { name: 'Understood' }).getByText('Ring Ana', { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('“Ring Ana” was added').waitFor()
  const [made] = await clinic.sql<{ priority: string; days: number }>(
    `select priority, round(extract(epoch from due_date - now()) / 86400)::int as days from tasks where title = 'Ring Ana'`,
  )
  expect(made?.priority).toBe('High')
  expect([13, 14, 15]).toContain(made?.days)
})

test('the team’s tasks are filtered, opened, completed and commented from the keyboard; the address keeps it', async () => {
  const page = await clinic.open(clinic.people.sdr, '/tasks')
  const heard = complaints(page)
  await page.getByRole('row', { name: /Read the results/ }).waitFor()
  await page
    .getByRole('group', { name: 'Tasks by when they are due' })
    .getByRole('button', { name: /Overdue/ })
    .click()
  await page.waitForURL('**/tasks?due=overdue')
  await page.getByRole('row', { name: /Read the results/ }).waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-index'))).toBe('0')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Send the form again' })
  await panel.getByRole('link', { name: 'Ana Serrano' }).waitFor()
  const box = panel.getByRole('textbox', { name: 'Add a comment' })
  await box.fill('They asked twice')
  await box.press('Control+Enter')
  await panel.getByText('They asked twice').waitFor()
  expect(page.url()).toMatch(/task=\d+/)
  await page.goto(`${clinic.url}/leads/${lead}`)
  await page.getByText('They asked twice').waitFor()
  expect(heard).toEqual([])
})

test('`@` offers colleagues and mentions the one who is chosen', async () => {
  const page = await clinic.open(clinic.people.sdr, `/leads/${lead}`)
  const box = page.getByRole('textbox', { name: 'Add a comment' })
  await box.click()
  await page.keyboard.type('Ask @Health')
  await page.getByRole('listbox', { name: 'Colleagues to mention' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.getByText('commented').first().waitFor()
  await expect
    .poll(
      async () =>
        (await clinic.sql<{ n: number }>('select cardinality(mentions) as n from comments where entity_type = $1', ['lead']))[0]?.n,
    )
    .toBe(1)
})

test.each([
  ['light', 'desk'],
  ['dark', 'desk'],
  ['light', 'phone'],
  ['dark', 'phone'],
] as const)('axe minds nothing on my day, the tasks and the add, %s on the %s', async (theme, screen) => {
  const page = await clinic.open(clinic.people.sdr, '/my-day', { theme, screen })
  await page.getByRole('heading', { name: 'Overdue 2' }).waitFor()
  await shoot(page, `my-day-${screen}-${theme}`)
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`${clinic.url}/tasks`)
  await page.getByRole('row', { name: /Read the results/ }).waitFor()
  await shoot(page, `tasks-${screen}-${theme}`)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Add a task' }).click()
  await page.getByRole('dialog', { name: 'Add a task' }).waitFor()
  await shoot(page, `quick-add-${screen}-${theme}`)
  expect(await axeFindings(page)).toEqual([])
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(width).toBeLessThanOrEqual(0)
})

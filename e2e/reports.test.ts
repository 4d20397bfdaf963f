import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints } from './support/look.ts'

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
  const { sdr, coach } = clinic.people
  for (let index = 0; index < 3; index++) {
    const lead = await build.lead(clinic, { owner_id: sdr.id, lead_source: 'Newsletter' })
    await build.task(clinic, { lead_id: lead, assigned_to_id: sdr.id, due_date: '2020-01-01', created_at: '2020-01-01' })
    await clinic.sql(`insert into calls (lead_id, user_id, outcome) values ($1, $2, 'Reached')`, [lead, sdr.id])
  }
  await build.contact(clinic, { health_coach_id: coach.id })
})
afterAll(() => clinic?.close())

test('an Admin reads how the clinic does, and opens the list behind a number', async () => {
  const page = await clinic.open(clinic.people.admin, '/dashboard')
  const minded = complaints(page)
  await page.getByRole('heading', { name: /of \d+ targets met/ }).waitFor()
  await page.getByRole('heading', { name: 'Calls per SDR' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: /^Tasks overdue: 100\.0%/ }).click()
  await page.getByRole('heading', { name: 'Open tasks' }).waitFor()
  await page.getByRole('grid', { name: 'Open tasks' }).waitFor()
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('4')
  expect(new URL(page.url()).searchParams.get('part')).toBe('hit')
  expect(await axeFindings(page)).toEqual([])
  expect(minded).toEqual([])
})

test('the dashboard leaves as a picture, and a part of it as CSV, for the period in sight', async () => {
  const page = await clinic.open(clinic.people.admin, '/dashboard?from=2026-01-01&to=2026-01-31')
  await page.getByText(/^Jan 1 – Jan 31, 2026, by the clinic’s clock/).waitFor()
  const saved = async (click: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), click()])
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }
  const csv = await saved(() => page.getByRole('link', { name: 'Where we lose people as CSV' }).click())
  expect(csv.name).toBe('funnel 2026-01-01 to 2026-01-31.csv')
  await page.getByRole('button', { name: 'Export' }).click()
  const picture = await saved(() => page.getByRole('menuitem', { name: /picture/i }).click())
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG')
})

test('the period stands in the address', async () => {
  const page = await clinic.open(clinic.people.sdr, '/dashboard?from=2020-01-01&to=2020-01-31')
  await page.getByText('Jan 1 – Jan 31, 2020').first().waitFor()
  await page.getByText('Year', { exact: true }).click()
  await page.waitForURL(/range=year/)
})

test('an Admin enters a cost, and it stands on the dashboard', async () => {
  const page = await clinic.open(clinic.people.admin, '/dashboard/costs')
  const month = new Intl.DateTimeFormat('en-US', { month: 'short' }).format(new Date())
  const field = page.getByRole('textbox', { name: `Cost of Newsletter in ${month}` })
  await field.fill('1,250.50')
  await field.press('Enter')
  await expect.poll(async () => (await clinic.sql('select cents from source_costs'))[0]).toEqual({ cents: 125_050 })
  expect(await axeFindings(page)).toEqual([])
})

test('an Admin finds who did and who saw, and reads how the system is', async () => {
  const page = await clinic.open(clinic.people.admin, '/audit')
  await page.getByRole('grid', { name: 'Audit' }).waitFor()
  await page.getByText('Requests that showed nobody’s record are left out').waitFor()
  await page.getByText('from 127.0.0.1').first().waitFor()
  expect(await page.getByText('Used the app').count()).toBe(0)
  const file = () => page.getByRole('link', { name: 'Export' }).getAttribute('href')
  expect(await file()).toContain('kind=looked')
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByText('Used the app').first().waitFor()
  expect(await file()).not.toContain('kind=')
  await page.reload()
  await page.getByText('Requests that showed nobody’s record are shown too').waitFor()
  expect(await page.getByText(/GET \/|PATCH \//).count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`${clinic.url}/system`)
  await page.getByRole('heading', { name: 'Database', exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('a hold is put on somebody found by name or by number, by keyboard, once they are told', async () => {
  const id = await build.lead(clinic, { first_name: 'Wilhelmina', last_name: 'Okafor', email: 'mina@example.com' })
  const page = await clinic.open(clinic.people.admin, '/system')
  await page.getByRole('button', { name: 'Hold something' }).click()
  const dialog = page.getByRole('dialog', { name: 'Hold something' })
  const field = dialog.getByRole('textbox', { name: 'Person' })
  await field.fill('Wilhelmina')
  await page.getByRole('option', { name: /Wilhelmina Okafor.*mina@example.com/ }).waitFor()
  await field.fill(String(id))
  const option = page.getByRole('option', { name: `Lead number ${id}` })
  await option.waitFor()
  await expect
    .poll(async () => {
      await field.press('ArrowDown')
      return option.getAttribute('data-combobox-selected')
    })
    .toBe('true')
  await field.press('Enter')
  await dialog.getByText('Wilhelmina Okafor', { exact: true }).waitFor()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('A complaint')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Hold', exact: true }).click()
  await page.getByRole('button', { name: 'Release: Wilhelmina Okafor' }).waitFor()
})

test('others are told that audit and system are not theirs', async () => {
  const page = await clinic.open(clinic.people.sdr, '/audit')
  await page.getByRole('heading', { name: 'Audit' }).waitFor()
  expect(await page.getByRole('grid').count()).toBe(0)
})

test('on a phone in the dark the dashboard has nothing that axe minds, nothing to scroll sideways, and no empty page below it', async () => {
  const page = await clinic.open(clinic.people.admin, '/dashboard', { screen: 'phone', theme: 'dark' })
  await page.getByRole('heading', { name: /of \d+ targets met/ }).waitFor()
  await page.getByRole('heading', { name: 'Calls per SDR' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(
    await page.evaluate(() => [document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]),
  ).toEqual([0, 0])
})

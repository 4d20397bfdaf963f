import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic, type Seat } from './support/clinic.ts'
import { axeFindings, complaints, rulesIn, shoot } from './support/look.ts'

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

test('an Admin names the clinic and its zone, and everybody’s open page shows it', async () => {
  const theirs = await clinic.open(clinic.people.sdr, '/leads')
  const page = await clinic.open(clinic.people.admin, '/settings')
  const heard = complaints(page)
  await page.waitForURL('**/settings/clinic')
  const about = page.getByRole('region', { name: 'About the clinic' })
  await about.getByLabel('Name').fill('Riverside Clinic')
  await about.getByRole('combobox', { name: 'Time zone' }).click()
  await about.getByRole('combobox', { name: 'Time zone' }).fill('Denver')
  await page.getByRole('option', { name: 'America/Denver' }).click()
  await about.getByRole('button', { name: 'Save' }).click()
  await theirs.getByText('Riverside Clinic').first().waitFor()
  const logo = page.getByRole('region', { name: 'Colour of the mark' })
  await logo.getByLabel(/Colour, such as/).fill('#ffee88')
  await logo.getByText('Too light').waitFor()
  expect(await logo.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await logo.getByLabel(/Colour, such as/).fill('#7a2f12')
  await logo.getByRole('button', { name: 'Save' }).click()
  await theirs.locator('header svg rect[fill="#7a2f12"]').first().waitFor()
  expect(await clinic.sql('select time_zone, logo_colour from clinic_settings')).toEqual([
    { time_zone: 'America/Denver', logo_colour: '#7a2f12' },
  ])
  expect(heard).toEqual([])
})

test('hours and holidays are kept; a removed holiday comes back', async () => {
  const page = await clinic.open(clinic.people.admin, '/settings/clinic')
  const hours = page.getByRole('region', { name: 'Opening hours' })
  await hours.getByRole('checkbox', { name: 'Monday: open' }).check()
  await hours.getByLabel('Monday: closes at').fill('08:00')
  await hours.getByText('Monday closes before it opens.').waitFor()
  await hours.getByLabel('Monday: closes at').fill('18:00')
  await hours.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').first().waitFor()
  const holidays = page.getByRole('region', { name: 'Holidays' })
  await holidays.getByLabel('Day').fill('2031-12-25')
  await holidays.getByLabel('Name').fill('Christmas')
  await holidays.getByRole('button', { name: 'Add' }).click()
  await holidays.getByRole('button', { name: 'Remove Christmas' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await holidays.getByText('Christmas').waitFor()
  const rows = await clinic.sql('select weekday, closes_at::text as closes from clinic_hours where weekday = 1')
  expect(rows).toEqual([{ weekday: 1, closes: '18:00:00' }])
})

test('a lead type is added, moved up, and offered in the form of a new lead', async () => {
  const page = await clinic.open(clinic.people.admin, '/settings/lists')
  const types = page.getByRole('region', { name: 'Lead types' })
  await types.getByRole('button', { name: 'Add an entry' }).click()
  await page.keyboard.type('Menopause')
  await types.getByRole('button', { name: 'Move Menopause up' }).click()
  await types.getByRole('button', { name: 'Save the list' }).click()
  await page.getByText('Saved').first().waitFor()
  await types.getByRole('button', { name: 'Retire Sleep' }).click()
  await types.getByRole('button', { name: 'Save the list' }).click()
  await types.getByRole('button', { name: 'Offer again: Sleep' }).waitFor()
  await page.goto(`${clinic.url}/leads?add=yes`)
  await page.getByRole('dialog').getByRole('combobox', { name: 'Type' }).click()
  await page.getByRole('option', { name: 'Menopause' }).waitFor()
  expect(await page.getByRole('option', { name: 'Sleep' }).count()).toBe(0)
})

async function openHandOver(page: Page, email: string, action: string) {
  await page
    .getByRole('row')
    .filter({ hasText: email })
    .getByRole('button', { name: /Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: action }).click()
  return page.getByRole('dialog')
}

test('who leaves hands everything over in one step; a clash is named, and left without a person by choice', async () => {
  const { otherCoach, coach, admin } = clinic.people
  await build.contact(clinic, { health_coach_id: otherCoach.id })
  await build.lead(clinic, { owner_id: otherCoach.id })
  await build.task(clinic, { assigned_to_id: otherCoach.id })
  await build.appointment(clinic, { user_id: otherCoach.id, title: 'Review', scheduled_at: '2031-02-02 10:00' })
  await build.appointment(clinic, { user_id: coach.id, title: 'Other', scheduled_at: '2031-02-02 10:00' })
  const page = await clinic.open(admin, '/team')
  const dialog = await openHandOver(page, otherCoach.email, 'Deactivate')
  await dialog.getByText('1 patient to').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const act = dialog.getByRole('button', { name: 'Hand over and deactivate' })
  expect(await act.isDisabled()).toBe(true)
  await dialog.getByRole('combobox', { name: '1 patient to' }).click()
  const name = await nameOf(coach.id)
  await page.getByRole('option', { name }).click()
  expect(await dialog.getByRole('combobox', { name: '1 coming appointment to' }).inputValue()).toBe(name)
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'admin-hand-over')
  await act.click()
  await dialog
    .getByRole('alert')
    .getByText(/Review/)
    .waitFor()
  expect(await clinic.sql('select from leads where owner_id = $1', [otherCoach.id])).toHaveLength(1)
  await dialog.getByLabel('Hand over all but those').check()
  await act.click()
  await page.getByText('One visit is left without a person.').waitFor()
  expect(await clinic.sql('select from contacts where health_coach_id = $1', [coach.id])).toHaveLength(1)
  expect(await clinic.sql('select from users where id = $1 and not is_active', [otherCoach.id])).toHaveLength(1)
})

async function nameOf(id: number): Promise<string> {
  const [row] = await clinic.sql<{ name: string }>(`select first_name || ' ' || last_name as name from users where id = $1`, [id])
  return row?.name ?? ''
}

test('the settings are an Admin’s: others have no such page in their navigation, and no right to it', async () => {
  const page = await clinic.open(clinic.people.sdr, '/settings/clinic')
  await page.getByText('This page is for Admins').waitFor()
  expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
})

test('the palette finds a mistyped name, goes there, and remembers it', async () => {
  await build.lead(clinic, { first_name: 'John', last_name: 'Smithson' })
  const page = await clinic.open(clinic.people.sdr, '/profile')
  await page.getByRole('heading', { name: 'My profile' }).waitFor()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Find or do' })
  await field.fill('jhon smihtson')
  await page
    .getByRole('group', { name: 'Similar names' })
    .getByRole('option', { name: /John Smithson/ })
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/leads\/\d+/)
  await page.keyboard.press('Control+k')
  await page
    .getByRole('group', { name: 'Recent' })
    .getByRole('option', { name: /John Smithson/ })
    .waitFor()
  await field.fill('new lead')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New lead' }).waitFor()
})

test('g and a letter go to a page; the sheet lists what the page offers; switched off, single keys rest', async () => {
  const page = await clinic.open(clinic.people.admin, '/profile')
  await page.getByRole('heading', { name: 'My profile' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.waitForURL('**/leads')
  await page.getByRole('heading', { name: 'Leads', level: 1 }).waitFor()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard' })
  await sheet.getByText('On this page').waitFor()
  await sheet.getByText('Next row').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'admin-keys')
  await sheet.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck({ force: true })
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForTimeout(300)
  expect(new URL(page.url()).pathname).toBe('/leads')
})

const seats: Seat[] = [
  { screen: 'desk', theme: 'light' },
  { screen: 'desk', theme: 'dark' },
  { screen: 'phone', theme: 'light' },
  { screen: 'phone', theme: 'dark' },
]

for (const seat of seats)
  test(`axe minds nothing in the settings: ${seat.screen}, ${seat.theme}`, async () => {
    const page = await clinic.open(clinic.people.admin, '/settings/clinic', seat)
    await page.getByText('Opening hours').waitFor()
    await look('admin-clinic')
    await page.goto(`${clinic.url}/settings/lists`)
    await page.getByText('Lead types').waitFor()
    await look('admin-lists')
    await page.goto(`${clinic.url}/team`)
    await page.getByText(clinic.people.sdr.email).or(page.getByText('Invite')).first().waitFor()
    await look('admin-team')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find or do' }).fill('jhon smihtson')
    await page.getByRole('group', { name: 'Similar names' }).waitFor()
    await look('admin-palette')

    async function look(name: string) {
      await page.waitForTimeout(200)
      const shot = `${name}-${seat.screen}-${seat.theme}`
      expect(await axeFindings(page, rulesIn(seat.theme)), shot).toEqual([])
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(tooWide, `${shot} is too wide`).toBe(0)
      await shoot(page, shot)
    }
  })

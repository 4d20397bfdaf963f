import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, openClinic, type Seat } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

const fixture = (name: string) => ({
  name: `${name}.csv`,
  mimeType: 'application/vnd.ms-excel',
  buffer: readFileSync(new URL(`../server/imports/fixtures/${name}.csv`, import.meta.url)),
})

test('an SDR drops a list, looks at it, rehearses it, imports it, leaves and comes back, and undoes it', { timeout: 60_000 }, async () => {
  const page = await clinic.open(clinic.people.sdr, '/import')
  const heard = complaints(page)
  await page.locator('input[type=file]').setInputFiles(fixture('salesforce'))
  await page.getByRole('heading', { name: 'salesforce.csv' }).waitFor()
  await page.getByRole('cell', { name: 'de la Cruz', exact: true }).waitFor()
  await page.getByRole('combobox', { name: /Status “Working - Contacted” means/ }).click()
  await page.getByRole('option', { name: 'Booking: Not Paid' }).click()
  await page.getByRole('cell', { name: 'Booking: Not Paid' }).waitFor()
  await page.getByRole('button', { name: 'Dry run' }).click()
  await page.getByRole('heading', { name: 'The dry run found' }).waitFor()
  expect(await clinic.sql('select from leads')).toHaveLength(0)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('link', { name: 'Import', exact: true }).last().click()
  await page.getByText('2 new').waitFor()
  expect(await clinic.sql("select status from leads where email = 'ruben@example.net'")).toEqual([{ status: 'Booking: Not Paid' }])
  await page.getByRole('link', { name: 'salesforce.csv' }).click()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click()
  await page.getByRole('heading', { name: 'What the undo did' }).waitFor()
  expect(await clinic.sql('select from leads')).toHaveLength(0)
  expect(heard).toEqual([])
})

test('a coach whose patients have no e-mail is told how to go on, and gets bad rows back', { timeout: 60_000 }, async () => {
  const page = await clinic.open(clinic.people.coach, '/import')
  await page.locator('input[type=file]').setInputFiles(fixture('synthea-patients'))
  await page.getByRole('heading', { name: 'Before it can be imported' }).waitFor()
  expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Use {Id}@import.invalid' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).and(page.locator(':enabled')).click()
  await page.getByRole('heading', { name: 'What came of it' }).waitFor()
  expect(await clinic.sql('select from contacts')).toHaveLength(40)
  await page.goto(`${clinic.url}/import`)
  await page.locator('input[type=file]').setInputFiles(fixture('healthie'))
  await page.getByRole('button', { name: 'Import', exact: true }).and(page.locator(':enabled')).click()
  await page.getByText('last name is missing').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Refused rows as CSV' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('Row 3: last name is missing')
})

const seats: Seat[] = [
  { screen: 'desk', theme: 'light' },
  { screen: 'desk', theme: 'dark' },
  { screen: 'phone', theme: 'light' },
  { screen: 'phone', theme: 'dark' },
]

test.each(seats)('axe minds nothing on the pages of imports: $screen, $theme', { timeout: 60_000 }, async (seat) => {
  const page = await clinic.open(clinic.people.admin, '/import', seat)
  await page.getByText('Drop a list here').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, `imports-${seat.screen}-${seat.theme}`)
  await page.locator('input[type=file]').setInputFiles(fixture('hubspot'))
  await page.getByRole('cell', { name: 'Okafor', exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, `import-${seat.screen}-${seat.theme}`)
})

test('what is no list is refused in words', async () => {
  const page = await clinic.open(clinic.people.sdr, '/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'book.xlsx', mimeType: 'application/zip', buffer: Buffer.from('504b030400000000', 'hex') })
  await page.getByText(/save the sheet as CSV first/).waitFor()
})

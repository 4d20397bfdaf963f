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

test('a new lead that repeats somebody says so before it is saved, and may be saved all the same', async () => {
  await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya', email: 'maren@example.com', phone: '(303) 555-0142' })
  const page = await clinic.open(clinic.people.sdr, '/leads')
  await page.getByRole('button', { name: 'New lead' }).click()
  const dialog = page.getByRole('dialog', { name: 'New lead' })
  await dialog.getByLabel('First name').fill('Mara')
  await dialog.getByLabel('Last name').fill('Oduya')
  await dialog.getByLabel('E-mail').fill('MAREN@example.com')
  await dialog.getByText('Somebody like this is here already').waitFor()
  await dialog.getByText('Same e-mail').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByLabel('Phone').fill('303.555.0142')
  await dialog.getByText('Same e-mail and phone').waitFor()
  await dialog.getByRole('button', { name: 'Add all the same' }).click()
  await page.getByRole('complementary', { name: 'Mara Oduya' }).waitFor()
  const [made] = await clinic.sql('select owner_id, status from leads where first_name = $1', ['Mara'])
  expect(made).toEqual({ owner_id: clinic.people.sdr.id, status: 'HHQ Started' })
  await page.getByText('Perhaps the same person').waitFor()
})

test('what is wrong with a new lead stands beside its field, and nothing typed is lost', async () => {
  const page = await clinic.open(clinic.people.sdr, '/leads')
  await page.getByRole('button', { name: 'New lead' }).click()
  const dialog = page.getByRole('dialog', { name: 'New lead' })
  await dialog.getByLabel('First name').fill('Theo')
  await dialog.getByLabel('E-mail').fill('theo at home')
  await dialog.getByRole('button', { name: 'Add lead' }).click()
  await dialog.getByText(/not an e-mail address/).waitFor()
  await dialog.getByText('Is required').waitFor()
  expect(await dialog.getByLabel('First name').inputValue()).toBe('Theo')
})

test('a whole lead is worked by keyboard alone', async () => {
  const id = await build.lead(clinic, { first_name: 'Callum', last_name: 'Brand', status: 'HHQ Signed', lead_readiness: 'Warm' })
  await build.lead(clinic, { first_name: 'Ines', last_name: 'Cabral', status: 'HHQ Signed' })
  const page = await clinic.open(clinic.people.sdr, '/leads?status=HHQ+Signed&sort=lastName')
  await page.getByText('Callum Brand').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('brand')
  await page.getByText('Ines Cabral').waitFor({ state: 'detached' })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.locator('[data-row]:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Callum Brand' }).waitFor()
  await page.keyboard.press('e')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Hot' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Readiness of Callum Brand: Hot' }).first().waitFor()
  await page.keyboard.press('c')
  await page.keyboard.press('1')
  await page.getByText(/Logged: Reached/).waitFor()
  const [lead] = await clinic.sql('select lead_readiness, number_of_calls from leads where id = $1', [id])
  expect(lead).toEqual({ lead_readiness: 'Hot', number_of_calls: 1 })
  await page.keyboard.press('Escape')
  await page.getByRole('complementary', { name: 'Callum Brand' }).waitFor({ state: 'detached' })
})

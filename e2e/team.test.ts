import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings } from './support/look.ts'

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

test('an Admin invites a colleague and hands over the link', async () => {
  const page = await clinic.open(clinic.people.admin, '/team')
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite a colleague' })
  await dialog.getByLabel('First name').fill('Lena')
  await dialog.getByLabel('Last name').fill('Vogt')
  await dialog.getByLabel('E-mail').fill(clinic.people.sdr.email)
  await dialog.getByRole('radio', { name: 'Health Coach' }).check()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Invite' }).click()
  // The address is taken: it is said, and nothing that was typed is lost.
  await page
    .getByText(/in use|already/i)
    .first()
    .waitFor()
  await dialog.getByLabel('E-mail').fill('lena.vogt@clinic.example')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  const handed = page.getByRole('dialog', { name: 'Hand over this link' })
  expect(await handed.locator('code').textContent()).toMatch(/\/invitation#token=\S{20,}/)
  await handed.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Lena Vogt').waitFor()
})

test('a changed role can be taken back', async () => {
  const { otherSdr, admin } = clinic.people
  const page = await clinic.open(admin, '/team')
  const role = page.getByRole('row').filter({ hasText: otherSdr.email }).getByRole('combobox')
  await role.click()
  await page.getByRole('option', { name: 'Health Coach' }).click()
  await page.getByText(/is now Health Coach/).waitFor()
  expect(await roleOf(otherSdr.id)).toBe('Health Coach')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(/is now SDR/).waitFor()
  expect(await roleOf(otherSdr.id)).toBe('SDR')
})

test('who is deactivated is out at once, without a touch, and may be let in again', async () => {
  const { coach, admin } = clinic.people
  const theirs = await clinic.open(coach, '/profile')
  await theirs.getByText('This one').waitFor()
  const page = await clinic.open(admin, '/team')
  const row = page.getByRole('row').filter({ hasText: coach.email })
  await row.getByRole('button', { name: /Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Deactivate' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await page.getByText(/is deactivated/).waitFor()
  await theirs.getByText('Your session has ended.').waitFor()
  expect(await theirs.content()).not.toContain(coach.email)
  await page.getByRole('switch', { name: 'Deactivated too' }).check({ force: true })
  await row.getByRole('button', { name: /Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Let in again' }).click()
  await page.getByText(/may sign in again/).waitFor()
})

const roleOf = async (id: number) => (await clinic.sql<{ role: string }>('select role from users where id = $1', [id]))[0]?.role

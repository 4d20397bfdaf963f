import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'

// Each of these is a journey of many steps.
vi.setConfig({ testTimeout: 90_000 })

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

const leadsNamed = (name: string) => clinic.sql('select id, email, phone from leads where first_name = $1 order by id', [name])

test('two leads are merged from the record, field by field, and parted with undo', async () => {
  const first = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya', email: 'old@example.com', phone: '+13035550142' })
  const second = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya', email: 'new@example.com' })
  const before = await leadsNamed('Maren')
  const page = await clinic.open(clinic.people.sdr, `/leads/${second}`)
  const heard = complaints(page)
  await page.getByRole('button', { name: `Merge with Maren Oduya (no. ${first})` }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge two leads' })
  await dialog.getByRole('radio', { name: 'old@example.com' }).check()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'merge-light')
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText('Merged into one').waitFor()
  expect(await leadsNamed('Maren')).toEqual([{ id: second, email: 'old@example.com', phone: '+13035550142' }])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('They are two again').waitFor()
  await page.getByText('merged a duplicate into this record').waitFor()
  await page.getByText('parted the duplicate again').waitFor()
  expect(await leadsNamed('Maren')).toEqual(before)
  expect(heard).toEqual([])
})

test('an Admin goes through the likely pairs on a phone in the dark; the other one may stay', async () => {
  const twin = { first_name: 'Priya', last_name: 'Raman', email: 'priya@example.com' }
  const [kept, gone] = [await build.lead(clinic, twin), await build.lead(clinic, { ...twin, notes: 'from the fair' })]
  const page = await clinic.open(clinic.people.admin, '/duplicates', { screen: 'phone', theme: 'dark' })
  await page.getByRole('button', { name: `Merge with Priya Raman (no. ${gone})` }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: `Merge with Priya Raman (no. ${gone})` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('from the fair').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'merge-phone-dark')
  await dialog.getByText(`Priya Raman (${gone})`).first().click()
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText(`No. ${kept} into no. ${gone}`).waitFor()
  expect((await leadsNamed('Priya')).map(({ id }) => id)).toEqual([gone])
  await page
    .getByRole('button', { name: /^Part again/ })
    .first()
    .click()
  await page.getByText('They are two again').waitFor()
  expect(await leadsNamed('Priya')).toHaveLength(2)
})

test('whoever is no Admin is told so on the page of duplicates', async () => {
  const page = await clinic.open(clinic.people.sdr, '/duplicates')
  await page.getByText('This page is for Admins').waitFor()
  expect(await page.getByRole('button', { name: /^Merge with/ }).count()).toBe(0)
})

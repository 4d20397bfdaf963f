import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { axeFindings, complaints, shoot } from './support/look.ts'
import { type NewClinic, openNewClinic } from './support/new-clinic.ts'

let clinic: NewClinic

beforeEach(async () => {
  clinic = await openNewClinic()
})
afterEach(() => clinic?.close())

async function fillAccount(page: Page, password: string) {
  await page.getByLabel('First name').fill('Anneke')
  await page.getByLabel('Last name').fill('Vos')
  await page.getByLabel('E-mail').fill('anneke@clinic.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
}

async function nameClinic(page: Page) {
  await page.getByLabel('Name of the clinic').fill('Riverside Clinic')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
}

test('the first Admin sets the clinic up, starts empty, and is in', async () => {
  const page = await clinic.openDoor(await clinic.setupPath())
  const heard = complaints(page)
  await page.getByRole('heading', { name: 'Set up your clinic' }).waitFor()
  expect(page.url()).not.toContain('token')
  await fillAccount(page, 'short')
  await page.getByText('At least 8 characters', { exact: true }).waitFor()
  await fillAccount(page, 'HealthCRM2026')
  await page.getByRole('button', { name: /Start empty/ }).click()
  await nameClinic(page)
  // A password anybody would guess brings one back to the first step, with everything else still there.
  await page.getByRole('heading', { name: 'Set up your clinic' }).waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe('anneke@clinic.example')
  await fillAccount(page, 'four unrelated words here')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: /Start empty/ }).click()
  await page.getByRole('heading', { name: 'Your clinic' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await nameClinic(page)
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
  await page.getByText('Anneke Vos').first().waitFor()
  await page.getByText('Riverside Clinic').first().waitFor()
  await shoot(page, 'setup-empty')
  expect(heard).toEqual([])

  const late = await clinic.openDoor('/setup#token=anything')
  await late.getByRole('heading', { name: 'Set-up is finished' }).waitFor()
})

test('the demo clinic is loaded when it is wished for', { timeout: 60_000 }, async () => {
  const page = await clinic.openDoor(await clinic.setupPath())
  await fillAccount(page, 'four unrelated words here')
  await page.getByRole('button', { name: /Load the demo clinic/ }).click()
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor({ timeout: 45_000 })
  await page.getByText('Demo', { exact: true }).waitFor()
  expect(await clinic.one('select count(*) from leads')).toBeGreaterThan(400)
})

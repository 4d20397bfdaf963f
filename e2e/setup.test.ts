import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../server/config.ts'
import { startKeeping } from '../server/operations/keeping.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'
import { type NewClinic, openNewClinic } from './support/new-clinic.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
let clinic: NewClinic

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

async function writeKeyDown(page: Page, key: string) {
  await page.getByRole('heading', { name: 'Write the backup key down' }).waitFor()
  expect(await page.getByRole('group', { name: 'Backup key' }).textContent()).toBe(key)
  const proof = page.getByLabel('Its last four letters')
  await proof.fill('ZZZZ')
  await page.getByRole('button', { name: 'It is written down' }).click()
  await page.getByText('These are not its last four letters').waitFor()
  await expect.poll(() => axeFindings(page), { timeout: 20_000 }).toEqual([])
  await shoot(page, 'setup-key')
  await proof.fill(key.slice(-4))
  await page.keyboard.press('Enter')
}

test('the first Admin sets the clinic up, starts empty, writes the backup key down, and is in', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-setup-'))
  const backups = startKeeping(readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), quiet)
  onTestFinished(async () => {
    await backups.close()
    rmSync(dataDir, { recursive: true })
  })
  clinic = await openNewClinic({ backups })
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
  await writeKeyDown(page, backups.writtenKey())
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
  await page.getByText('Anneke Vos').first().waitFor()
  await page.getByText('Riverside Clinic').first().waitFor()
  await shoot(page, 'setup-empty')
  expect(heard.filter((line) => !line.includes('400'))).toEqual([])
  // Shown once: the System page has nothing more to show.
  await page.goto(`${clinic.url}/system`)
  await page.getByText('Written down. Whoever runs the machine').waitFor()
  expect(await page.getByRole('button', { name: 'Show the key' }).count()).toBe(0)

  const late = await clinic.openDoor('/setup#token=anything')
  await late.getByRole('heading', { name: 'Set-up is finished' }).waitFor()
})

test('the demo clinic is loaded when it is wished for; a database that is backed up elsewhere has no key to write down', {
  timeout: 180_000,
}, async () => {
  clinic = await openNewClinic()
  const page = await clinic.openDoor(await clinic.setupPath())
  await fillAccount(page, 'four unrelated words here')
  await page.getByRole('button', { name: /Load the demo clinic/ }).click()
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor({ timeout: 120_000 })
  await page.getByText('Demo', { exact: true }).waitFor()
  expect(await clinic.one('select count(*) from leads')).toBeGreaterThan(400)
})

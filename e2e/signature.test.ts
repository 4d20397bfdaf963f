import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signer } from '../server/test/status-replay.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'
import { openPortal } from './support/portal.ts'

vi.setConfig({ testTimeout: 120_000 })

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
  await clinic.sql(signer)
})
afterAll(() => clinic?.close())

/** A patient whose questionnaire is complete. */
async function atSigning(name: string) {
  const patient = await openPortal(clinic, { first_name: name, last_name: 'Ruiz' }, '/portal')
  await clinic.sql('select test_answer($1)', [patient.leadId])
  await patient.page.goto(`${clinic.url}/portal/sign`)
  return patient
}

const statusOf = async (id: number) => (await clinic.as(clinic.people.sdr).get(`/leads/${id}`)).body.status

async function saved(page: Page, name: string): Promise<{ path: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  const path = await download.path()
  return { path, text: await readFile(path, 'latin1') }
}

test('a name is typed by keyboard alone; the certificate verifies, an altered one says so', async () => {
  const { page, leadId } = await atSigning('Ana')
  const heard = complaints(page)
  await page.getByRole('heading', { name: 'Sign your questionnaire' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'portal-sign')
  const press = (key: string) => page.keyboard.press(key)
  await page.getByRole('radio', { name: 'Type my name' }).focus()
  await press('Tab')
  await page.keyboard.type('Ana Lucia Ruiz')
  await press('Tab')
  await press('Tab')
  await press('Enter')
  await page.getByText('Tick the box to sign.').waitFor()
  await page.getByRole('checkbox').focus()
  await press('Space')
  await press('Tab')
  await press('Enter')
  await page.getByRole('heading', { name: 'Signed' }).waitFor()
  expect(await statusOf(leadId)).toBe('HHQ Signed')
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'portal-signed')
  const pdf = await saved(page, 'Save the certificate (PDF)')
  const file = await saved(page, 'Save the signed file (JSON)')

  const anyone = await clinic.openDoor('/verify', { screen: 'phone', theme: 'dark' })
  await anyone.getByRole('heading', { name: 'Check a certificate' }).waitFor()
  await anyone.setInputFiles('input[type=file]', { name: 'certificate.pdf', mimeType: 'application/pdf', buffer: await readFile(pdf.path) })
  await anyone.getByText('Valid', { exact: true }).waitFor()
  await anyone.getByText('Ana Lucia Ruiz', { exact: true }).first().waitFor()
  expect(await axeFindings(anyone)).toEqual([])
  await shoot(anyone, 'verify-valid-dark')
  await anyone.getByLabel('Or paste what stands in the file').fill(file.text.replace('Ana Lucia', 'Eva Lucia'))
  await anyone.getByRole('button', { name: 'Check', exact: true }).click()
  await anyone.getByText('Altered', { exact: true }).waitFor()
  expect(await axeFindings(anyone)).toEqual([])
  await shoot(anyone, 'verify-altered-dark')
  expect(await anyone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(heard).toEqual([])
})

test('a signature is drawn at 390 px; staff see it with its certificate, an Admin makes it void', async () => {
  const { page, leadId } = await atSigning('Bea')
  await page.getByRole('radio', { name: 'Draw my signature' }).check()
  const pad = page.getByRole('img', { name: 'Field for your signature' })
  await page.locator('canvas[data-ready]').waitFor()
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('The field is not on the page')
  await page.mouse.move(box.x + 40, box.y + 90)
  await page.mouse.down()
  for (let at = 0; at < 24; at++) await page.mouse.move(box.x + 40 + at * 10, box.y + 80 + Math.sin(at / 2) * 40)
  await page.mouse.up()
  // In one line beside its words, not a letter under the other.
  expect((await page.getByRole('button', { name: 'Clear' }).boundingBox())?.height).toBeLessThan(60)
  await page.getByRole('checkbox').check()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'portal-sign-drawn')
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.getByRole('heading', { name: 'Signed' }).waitFor()
  const [row] = await clinic.sql<{ points: number }>(
    `select jsonb_array_length(drawing -> 0) as points from signatures where lead_id = $1`,
    [leadId],
  )
  expect(row?.points).toBeGreaterThan(10)

  const office = await clinic.open(clinic.people.admin, `/leads/${leadId}`)
  const heard = complaints(office)
  await office.getByText(/^Drawn by Bea Ruiz/).waitFor()
  await shoot(office, 'lead-way')
  expect((await saved(office, 'Certificate')).text.slice(0, 5)).toBe('%PDF-')
  await office.getByRole('button', { name: 'Make void' }).click()
  const dialog = office.getByRole('dialog', { name: 'Make this signature void' })
  await dialog.getByLabel('Why it no longer counts').fill('Signed by her sister')
  expect(await axeFindings(office)).toEqual([])
  await dialog.getByRole('button', { name: 'Make void' }).click()
  await office.getByText(/^Void since .*: Signed by her sister$/).waitFor()
  await office.getByText('signature made void').first().waitFor()
  expect(await statusOf(leadId)).toBe('HHQ Started')
  await shoot(office, 'lead-way-void')
  expect(heard).toEqual([])
})

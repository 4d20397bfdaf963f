import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../server/config.ts'
import { type Keeping, startKeeping } from '../server/operations/keeping.ts'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic, type Seat } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-system-'))
let keeping: Keeping
let clinic: Clinic

beforeAll(async () => {
  keeping = startKeeping(readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), quiet)
  clinic = await openClinic({ backups: keeping })
  await clinic.sql(`insert into restore_drills (state, started_at, finished_at, restore_ms, lost_ms, findings, error)
    select case when n = 3 then 'failed' else 'passed' end, now() - n * interval '1 day', now() - n * interval '1 day', 4200 + n, 30000 + n,
      '{"place": "/backups", "rows": {"leads": 3}, "indexes": 90}', case when n = 3 then 'An index is damaged' end from generate_series(1, 9) n`)
  await clinic.sql(`insert into alarms (kind, text, started_at) values ('backup_late', 'The newest backup is 27 hours old', now())`)
})
afterAll(async () => {
  await clinic?.close()
  await keeping.close()
  rmSync(dataDir, { recursive: true })
})

test('an Admin writes the key down, asks for a backup and a drill, and says who hears of alarms', async () => {
  const page = await clinic.open(clinic.people.admin, '/system')
  const heard = complaints(page)
  await page.getByRole('status').getByText('Choose “Back up now”').waitFor()
  await page.getByRole('button', { name: 'Show the key' }).click()
  const dialog = page.getByRole('dialog')
  const key = (await dialog.getByRole('group', { name: 'Backup key' }).textContent()) ?? ''
  expect(key).toBe(keeping.writtenKey())
  await dialog.getByRole('textbox').fill('ZZZZ')
  await dialog.getByRole('button', { name: 'It is written down' }).click()
  await dialog.getByText('These are not its last four letters').waitFor()
  await dialog.getByRole('textbox').fill(key.slice(-4))
  await page.keyboard.press('Enter')
  await page.getByText('Written down. Whoever runs the machine').waitFor()
  expect(await page.getByRole('button', { name: 'Show the key' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText('The backup has begun.').waitFor()
  await page.getByRole('button', { name: 'Run a drill now' }).click()
  await page.getByText('The drill has begun.').waitFor()
  await page.getByText('An index is damaged').waitFor()
  await page.getByRole('button', { name: 'Show the last 9' }).click()
  await page.getByLabel('Webhook').fill('https://alerts.example.org/clinic')
  await page.getByRole('region', { name: 'Who hears of alarms' }).getByRole('button', { name: 'Save' }).last().click()
  expect(await page.getByRole('group', { name: 'Secret of the webhook' }).textContent()).toMatch(/^whsec_/)
  const names = "select name from pgboss.job where name in ('operations.backup-now', 'operations.drill-now') order by 1"
  expect(await clinic.sql(names)).toEqual([{ name: 'operations.backup-now' }, { name: 'operations.drill-now' }])
  expect(heard.filter((line) => !line.includes('400'))).toEqual([])
})

test('an Admin sees what was different on a record, and brings back what they tick', async () => {
  const leadId = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya', notes: 'gone wrong', phone: '1' })
  const page = await clinic.open(clinic.people.admin, '/system/earlier-record')
  await page.getByRole('textbox', { name: 'Lead or patient' }).fill('Oduya')
  await page.getByRole('option', { name: /Maren/ }).click()
  await page.getByLabel('As it stood at').fill('2026-11-20T10:00')
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await page.getByText('Restoring the backups').waitFor()
  // As the job leaves it; server/operations/review/review.test.ts restores for real.
  const found = { lead: [{ id: leadId, first_name: 'Maren', last_name: 'Oduya', notes: 'Prefers mornings', phone: '2' }] }
  await clinic.sql(
    `update record_reviews set state = 'ready', found = $1 || jsonb_build_object('lead', jsonb_build_array(
    (select to_jsonb(l) from leads l where id = $2) || ($1::jsonb -> 'lead' -> 0)))`,
    [JSON.stringify(found), leadId],
  )
  await page.getByRole('checkbox', { name: 'Notes' }).check()
  await shoot(page, 'earlier-record')
  // Its button has a moment in which it takes its colour.
  await expect.poll(() => axeFindings(page), { timeout: 20_000 }).toEqual([])
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click()
  await page.getByText('What you chose is back.').waitFor()
  expect(await clinic.sql('select notes, phone from leads where id = $1', [leadId])).toEqual([{ notes: 'Prefers mornings', phone: '1' }])
})

const seats: Seat[] = [{ theme: 'dark' }, { screen: 'phone' }, { screen: 'phone', theme: 'dark' }]
test.each(seats)('the page is for everybody to read and to use: %o', async (seat) => {
  const page = await clinic.open(clinic.people.admin, '/system', seat)
  await page.getByRole('heading', { name: 'Restore drills' }).waitFor()
  await page.getByText('An index is damaged').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: innerWidth }))
  expect(wide).toBeLessThanOrEqual(seen)
  await shoot(page, `system-${seat.screen ?? 'desk'}-${seat.theme ?? 'light'}`)
})

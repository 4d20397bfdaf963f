import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, rulesIn, shoot } from './support/look.ts'

/** Monday 7 January 2030, on the clock of New York. */
const monday = '2030-01-07'
let clinic: Clinic
let leadId: number

beforeAll(async () => {
  clinic = await openClinic()
  await clinic.sql(`update clinic_settings set time_zone = 'America/New_York'`)
  await clinic.sql('delete from clinic_hours')
  const { coach, admin } = clinic.people
  await clinic.sql(`insert into availability_rules (user_id, weekday, starts_at, ends_at)
    select ${coach.id}, weekday, '09:00', '17:00' from generate_series(1, 5) weekday`)
  leadId = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya' })
  await clinic.as(admin).patch(`/leads/${leadId}/profile`, { timeZone: 'America/Los_Angeles' })
})
afterAll(() => clinic.close())

const visitAt = (time: string, more: object = {}) =>
  build.appointment(clinic, { title: 'Intake', user_id: clinic.people.coach.id, scheduled_at: `${monday} ${time}`, ...more })
const timeOf = async (id: number) =>
  (await clinic.sql<{ at: string }>(`select to_char(scheduled_at, 'HH24:MI') as at from appointments where id = $1`, [id]))[0]?.at
const statusOf = async (id: number) => (await clinic.sql('select status from appointments where id = $1', [id]))[0]?.status
const dayView = (more = '') => `/calendar?view=day&date=${monday}&coach=${clinic.people.coach.id}${more}`
const clean = () => clinic.sql('delete from appointments')

async function fill(page: Page, when: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('When', { exact: false }).fill(when)
  return dialog
}

test('a visit is booked by keyboard: the person found, their time shown, a clash told, and overbooked by an Admin with a reason', async () => {
  await clean()
  await visitAt('15:00', { title: 'Checkup' })
  const page = await clinic.open(clinic.people.admin, dayView())
  const heard = complaints(page)
  await page.getByText('Checkup').first().waitFor()
  await page.keyboard.press('n')
  const dialog = await fill(page, `${monday}T10:15`)
  await dialog.getByRole('textbox', { name: 'Person' }).fill('Oduya')
  await page.getByRole('option', { name: /Maren Oduya/ }).click()
  await dialog.getByText(/7:15 AM/).waitFor()
  await dialog.getByRole('button', { name: 'Book', exact: true }).click()
  await dialog.getByText(/This overlaps “Checkup” in .+ 10:00 AM EST/).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByLabel('Reason to overbook').fill('Both asked for it')
  await dialog.getByRole('button', { name: 'Book', exact: true }).click()
  await page.getByRole('complementary').getByText('7:15 AM').waitFor()
  const [slot] = await clinic.sql(`select overbook_reason from appointment_slots where overbook_reason is not null`)
  expect([slot?.overbook_reason, heard]).toEqual(['Both asked for it', []])
})

test('a visit is dragged to another time; where it may not stand it comes back and says why', async () => {
  await clean()
  const id = await visitAt('15:00', { lead_id: leadId })
  const page = await clinic.open(clinic.people.coach, dayView())
  const visit = page.getByText('Maren Oduya').first()
  await visit.waitFor()
  await page.getByText('7:00 AM theirs').waitFor()
  const drag = async (pixels: number) => {
    const box = await visit.boundingBox()
    if (!box) throw new Error('The visit is not in sight')
    await page.mouse.move(box.x + 20, box.y + 8)
    await page.mouse.down()
    await page.mouse.move(box.x + 20, box.y + 8 + pixels / 2, { steps: 5 })
    await page.mouse.move(box.x + 20, box.y + 8 + pixels, { steps: 5 })
    await page.mouse.up()
  }
  await drag(56)
  await expect.poll(() => timeOf(id), { timeout: 10_000 }).toBe('16:00')
  const { admin, coach } = clinic.people
  await clinic.as(admin).post('/appointments', { title: 'Checkup', scheduledAt: `${monday}T17:00:00Z`, userId: coach.id })
  await page.getByText('Checkup').first().waitFor()
  await drag(56)
  await page.getByText(/This overlaps “Checkup”/).waitFor()
  expect(await timeOf(id)).toBe('16:00')
  await page.getByText('8:00 AM theirs').waitFor()
})

test('by keyboard alone: open, move, and be asked outside of working time', async () => {
  await clean()
  const id = await visitAt('15:00', { lead_id: leadId })
  const page = await clinic.open(clinic.people.coach, dayView(`&visit=${id}`))
  await page.getByRole('button', { name: 'Move', exact: true }).press('Enter')
  const dialog = await fill(page, `${monday}T20:00`)
  await dialog.getByText('The coach does not work then.').waitFor()
  await dialog.getByRole('button', { name: 'Move' }).press('Enter')
  await page.getByRole('button', { name: 'Book all the same' }).press('Enter')
  await expect.poll(() => timeOf(id), { timeout: 10_000 }).toBe('01:00')
})

test('who moves a visit that a colleague moved meanwhile sees both times and chooses', async () => {
  await clean()
  const id = await visitAt('15:00', { lead_id: leadId })
  const page = await clinic.open(clinic.people.coach, dayView(`&visit=${id}`))
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  const dialog = await fill(page, `${monday}T11:00`)
  await clinic.as(clinic.people.admin).patch(`/appointments/${id}`, { scheduledAt: `${monday}T18:00:00.000Z` })
  await dialog.getByRole('button', { name: 'Move' }).click()
  const choice = page.getByRole('dialog', { name: /changed meanwhile/ })
  await choice.getByText(/1:00 PM/).waitFor()
  await choice.getByText(/11:00 AM/).waitFor()
  expect(await timeOf(id)).toBe('18:00')
  await choice.getByRole('button', { name: 'Save mine' }).click()
  await expect.poll(() => timeOf(id), { timeout: 10_000 }).toBe('16:00')
})

test('a no-show leads to a next step in the same motion; a cancellation keeps its reason and can be undone', async () => {
  await clean()
  const id = await visitAt('15:00', { lead_id: leadId })
  const page = await clinic.open(clinic.people.coach, dayView(`&visit=${id}`))
  await page.getByRole('button', { name: 'No show' }).click()
  await page.getByRole('button', { name: 'Mark and set a task to call back' }).click()
  await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('No Show')
  await expect
    .poll(() => clinic.sql('select lead_id from tasks where title like $1', ['Call back%']), { timeout: 10_000 })
    .toEqual([{ lead_id: leadId }])
  const other = await visitAt('18:00')
  await page.goto(clinic.url + dayView(`&visit=${other}`))
  await page.getByRole('button', { name: 'Cancel visit' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('Coach is ill')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel visit' }).click()
  await expect.poll(() => statusOf(other), { timeout: 10_000 }).toBe('Cancelled')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => statusOf(other), { timeout: 10_000 }).toBe('Scheduled')
})

test('what a colleague books appears by itself', async () => {
  await clean()
  const page = await clinic.open(clinic.people.coach, dayView())
  await page.getByText('Live').or(page.locator('[class*=frame]')).first().waitFor()
  const { coach, admin } = clinic.people
  await clinic.as(admin).post('/appointments', { title: 'Just booked', scheduledAt: `${monday}T16:00:00Z`, userId: coach.id })
  await page.getByText('Just booked').first().waitFor()
})

test('a coach keeps their week and days away', async () => {
  const page = await clinic.open(clinic.people.otherCoach, '/calendar/hours')
  await page.getByRole('button', { name: 'Add a time on Monday' }).click()
  await page.getByRole('button', { name: 'Save' }).first().click()
  const rules = () => clinic.sql('select weekday from availability_rules where user_id = $1', [clinic.people.otherCoach.id])
  await expect.poll(rules, { timeout: 10_000 }).toEqual([{ weekday: 1 }])
  await page.getByLabel('First day').fill('2030-02-04')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Mon, Feb 4, 2030').waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test.each([
  ['light', 'desk'],
  ['dark', 'desk'],
  ['light', 'phone'],
  ['dark', 'phone'],
] as const)('axe minds nothing in %s on a %s', { timeout: 300_000 }, async (theme, screen) => {
  await clean()
  const id = await visitAt('15:00', { lead_id: leadId })
  await visitAt('17:00', { status: 'No Show' })
  const views = screen === 'phone' ? ['agenda', 'day', 'month'] : ['week', 'month', 'agenda']
  const page = await clinic.open(clinic.people.coach, `/calendar?date=${monday}`, { theme, screen })
  for (const view of views) {
    await page.goto(`${clinic.url}/calendar?date=${monday}&view=${view}`)
    // Where a name has no room its initials stand, and who listens hears the name.
    await page.getByText('Maren Oduya').first().waitFor({ state: 'attached' })
    await expect
      .poll(() => page.getByText('MO', { exact: true }).isVisible(), { message: view })
      .toBe(screen === 'phone' && view === 'month')
    expect(await axeFindings(page, rulesIn(theme)), view).toEqual([])
    await shoot(page, `calendar-${view}-${screen}-${theme}`)
  }
  await page.goto(`${clinic.url}/calendar?date=2031-03-12&view=day`)
  await page.getByRole('table').waitFor()
  expect(await axeFindings(page, rulesIn(theme)), 'a day without visits').toEqual([])
  await page.goto(`${clinic.url}/calendar?date=${monday}&visit=${id}`)
  await page.getByRole('button', { name: 'Took place' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  if (screen === 'phone') expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await shoot(page, `calendar-visit-${screen}-${theme}`)
})

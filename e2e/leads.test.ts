import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { complaints } from './support/look.ts'

// Each of these is a journey of many steps.
vi.setConfig({ testTimeout: 90_000 })

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

const leadRow = async (id: number) => (await clinic.sql('select * from leads where id = $1', [id]))[0] ?? {}
const panelOf = (page: Page, name: string) => page.getByRole('complementary', { name })

test("an SDR's morning: find a lead, claim it, call, follow up, and see the trail grow", async () => {
  const { sdr } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya', status: 'HHQ Signed', phone: '+13035550142' })
  await build.lead(clinic, { first_name: 'Theo', last_name: 'Lindqvist', status: 'HHQ Started' })
  const page = await clinic.open(sdr, '/leads')
  const heard = complaints(page)
  await page.getByText('Theo Lindqvist').waitFor()

  await page
    .getByRole('group', { name: 'Leads by status' })
    .getByRole('button', { name: /HHQ Signed/ })
    .click()
  await page.getByText('Theo Lindqvist').waitFor({ state: 'detached' })
  expect(page.url()).toContain('status=HHQ+Signed')

  await page.getByText('Maren Oduya').click()
  const panel = panelOf(page, 'Maren Oduya')
  await panel.getByText('HHQ Signed').first().waitFor()
  await page.keyboard.press('a')
  await page.getByText('Maren Oduya is yours').waitFor()
  await expect.poll(async () => (await leadRow(id)).owner_id).toBe(sdr.id)

  await page.keyboard.press('c')
  await page.keyboard.press('2')
  await page.getByText(/Logged: Voicemail\. Follow-up tomorrow/).waitFor()
  expect(await leadRow(id)).toMatchObject({ number_of_calls: 1, lead_outcome: 'Voicemail' })
  const tasks = await clinic.sql('select title, assigned_to_id from tasks where lead_id = $1', [id])
  expect(tasks).toEqual([{ title: 'Call Maren Oduya', assigned_to_id: sdr.id }])
  await panel.getByText('left a voicemail').waitFor()
  await panel.getByText('claimed this lead').waitFor()

  await panel.getByRole('checkbox', { name: 'Complete “Call Maren Oduya”' }).click()
  await page.getByText('“Call Maren Oduya” is done').waitFor()
  await expect.poll(async () => (await clinic.sql('select status from tasks where lead_id = $1', [id]))[0]?.status).toBe('Completed')
  expect(heard).toEqual([])
})

test('a status edited in the row is shown at once, saved, and counted', async () => {
  const id = await build.lead(clinic, { first_name: 'Priya', last_name: 'Raman' })
  const page = await clinic.open(clinic.people.sdr, '/leads?q=priya+raman')
  await page.getByRole('combobox', { name: 'Status of Priya Raman: HHQ Started' }).click()
  await page.getByRole('option', { name: 'Booking: Not Paid' }).click()
  await page.getByLabel('Reason, which stays visible').fill('Began on the phone')
  await page.getByRole('dialog').getByRole('button', { name: 'Move to Booking: Not Paid' }).click()
  await page.getByRole('combobox', { name: 'Status of Priya Raman: Booking: Not Paid' }).waitFor()
  await expect.poll(async () => (await leadRow(id)).status).toBe('Booking: Not Paid')
  await page.getByTitle(/Set by hand by .*: Began on the phone/).waitFor()
  await page
    .getByRole('group', { name: 'Leads by status' })
    .getByRole('button', { name: /1\s*Booking: Not Paid/ })
    .waitFor()

  // By keys alone: a panel closed from within gives the focus back to its row.
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('role'))
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await panelOf(page, 'Priya Raman').getByRole('combobox').first().waitFor()
  await page.keyboard.press('e')
  await expect.poll(focused).toBe('combobox')
  await page.keyboard.press('Escape')
  await panelOf(page, 'Priya Raman').waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('row')
})

test('a lead that somebody else has is not claimed twice, and says who has it', async () => {
  const { sdr, otherSdr } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Noor', last_name: 'Haddad' })
  const page = await clinic.open(sdr, `/leads/${id}`)
  const claim = page.getByRole('button', { name: 'Claim' })
  await claim.waitFor()
  await page.route('**/events', (route) => route.abort())
  // A colleague's program is faster, and this page has not heard of it yet.
  await clinic.sql('update leads set owner_id = $1 where id = $2', [otherSdr.id, id])
  await claim.click()
  await page.getByText(/has this lead already/).waitFor()
  expect((await leadRow(id)).owner_id).toBe(otherSdr.id)
})

test('a stale edit shows both versions, and the person chooses', async () => {
  const { sdr, otherSdr } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Callum', last_name: 'Brand', lead_readiness: 'Cold' })
  const page = await clinic.open(sdr, `/leads/${id}`)
  await page.getByRole('combobox', { name: 'Readiness of Callum Brand: Cold' }).waitFor()
  // Deaf to events, this page works on an old version.
  const setReadiness = async (to: string, from: string) => {
    await page.getByRole('combobox', { name: `Readiness of Callum Brand: ${from}` }).click()
    await clinic.sql("select set_config('app.bulk', 'on', false)")
    await clinic.sql('update leads set lead_readiness = $1, owner_id = $2 where id = $3', ['Hot', otherSdr.id, id])
    await page.getByRole('option', { name: to }).click()
  }
  await setReadiness('Warm', 'Cold')
  const dialog = page.getByRole('dialog', { name: 'Callum Brand was changed meanwhile' })
  const row = dialog.getByRole('row', { name: /Readiness/ })
  await row.getByText('Hot').waitFor()
  expect(await row.textContent()).toBe('ReadinessHotWarm')
  await dialog.getByRole('button', { name: 'Keep theirs' }).click()
  await page.getByRole('combobox', { name: 'Readiness of Callum Brand: Hot' }).waitFor()
  expect((await leadRow(id)).lead_readiness).toBe('Hot')

  await clinic.sql("update leads set notes = 'Prefers mornings' where id = $1", [id])
  await page.getByRole('combobox', { name: 'Readiness of Callum Brand: Hot' }).click()
  await page.getByRole('option', { name: 'Follow Up' }).click()
  await dialog.getByRole('button', { name: 'Save mine' }).click()
  await expect.poll(async () => (await leadRow(id)).lead_readiness).toBe('Follow Up')
  expect((await leadRow(id)).notes).toBe('Prefers mornings')
})

test('what a colleague writes while a field is being edited is neither overwritten nor put back', async () => {
  const id = await build.lead(clinic, { first_name: 'Noor', last_name: 'Haddad', phone: '+12125550100', lead_readiness: 'Cold' })
  const page = await clinic.open(clinic.people.sdr, `/leads/${id}`)
  const meanwhile = async (phone: string, notes: string) => {
    expect((await clinic.as(clinic.people.otherSdr).patch(`/leads/${id}`, { phone, notes })).status).toBe(200)
    await page.getByText(notes).first().waitFor()
  }
  const field = page.getByRole('textbox', { name: 'Phone of Noor Haddad' })
  await page.getByTitle('Phone of Noor Haddad').click()
  await field.fill('+1 212 555 0199')
  await meanwhile('+12125550111', 'Moved to the coast')
  await field.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Noor Haddad was changed meanwhile' })
  await dialog.getByRole('row', { name: /Phone/ }).waitFor()
  await dialog.getByRole('button', { name: 'Keep theirs' }).click()
  expect((await leadRow(id)).phone).toBe('+12125550111')
  await page.getByTitle('Phone of Noor Haddad').click()
  await meanwhile('+12125550122', 'Back from the coast')
  await field.press('Enter')
  await page.getByTitle('Phone of Noor Haddad').waitFor()
  await page.waitForTimeout(500)
  expect((await leadRow(id)).phone).toBe('+12125550122')
  await page.getByRole('combobox', { name: 'Readiness of Noor Haddad: Cold' }).click()
  await meanwhile('+12125550133', 'Likes to be rung early')
  await page.getByRole('option', { name: 'Warm' }).click()
  await dialog.getByRole('row', { name: /Phone/ }).waitFor()
  await dialog.getByRole('button', { name: 'Save mine' }).click()
  await expect.poll(() => leadRow(id)).toMatchObject({ lead_readiness: 'Warm', phone: '+12125550133' })
})

test('a refused edit goes back to its old value and says why', async () => {
  const id = await build.lead(clinic, { first_name: 'Ines', last_name: 'Cabral' })
  const page = await clinic.open(clinic.people.sdr, `/leads/${id}`)
  await page.getByRole('button', { name: /^E-mail of Ines Cabral/ }).click()
  await page.getByRole('textbox', { name: 'E-mail of Ines Cabral' }).fill('no address')
  await page.keyboard.press('Enter')
  await page.getByText(/Not saved:/).waitFor()
  expect(await leadRow(id)).toMatchObject({ email: expect.stringContaining('@example.com') })
  await page.getByRole('link', { name: /@example\.com/ }).waitFor()
})

test('a booked lead becomes a patient once, with the coach that was chosen', async () => {
  const { sdr, coach } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Ruth', last_name: 'Abramov', status: 'Booking: Paid/Booked' })
  const page = await clinic.open(sdr, `/leads/${id}`)
  await page.getByRole('button', { name: 'Convert to patient' }).click()
  const dialog = page.getByRole('dialog', { name: 'Convert Ruth Abramov to a patient' })
  await dialog.getByRole('combobox', { name: 'Health coach' }).click()
  await page
    .getByRole('option', { name: /HealthCoach Number/ })
    .first()
    .click()
  await dialog.getByRole('button', { name: 'Convert' }).click()
  await page.getByText(/Patient since/).waitFor()
  const made = await clinic.sql('select health_coach_id from contacts where lead_id = $1', [id])
  expect(made).toHaveLength(1)
  expect([coach.id, clinic.people.otherCoach.id]).toContain(made[0]?.health_coach_id)
  await page.getByRole('button', { name: 'Convert to patient' }).waitFor({ state: 'detached' })
})

test('an Admin converts early with a reason; others are not offered it', async () => {
  const id = await build.lead(clinic, { first_name: 'Grace', last_name: 'Adeyemi', status: 'HHQ Signed' })
  const page = await clinic.open(clinic.people.sdr, `/leads/${id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Convert to patient' }).count()).toBe(0)
  expect(await page.getByRole('menuitem', { name: 'Restrict' }).count()).toBe(0)

  const admins = await clinic.open(clinic.people.admin, `/leads/${id}`)
  await admins.getByRole('button', { name: 'More actions' }).click()
  await admins.getByRole('menuitem', { name: 'Convert to patient' }).click()
  await admins.getByLabel('Why now').fill('Paid at the front desk')
  await admins.getByRole('dialog').getByRole('button', { name: 'Convert' }).click()
  await admins.getByText(/Patient since/).waitFor()
})

test('a coach reads what others own and is offered nothing that would be refused', async () => {
  const id = await build.lead(clinic, { first_name: 'Oskar', last_name: 'Nyberg', owner_id: clinic.people.sdr.id })
  const page = await clinic.open(clinic.people.coach, `/leads/${id}`)
  await page.getByText('You may read this lead').waitFor()
  expect(await page.getByRole('combobox', { name: /of Oskar Nyberg/ }).count()).toBe(0)
  expect(await page.getByRole('group', { name: 'Outcome of the call' }).count()).toBe(0)
  const list = await clinic.open(clinic.people.coach, '/leads')
  await list.getByText('Oskar Nyberg').waitFor()
  expect(await list.getByRole('button', { name: 'New lead' }).count()).toBe(0)
})

test('a deleted lead leaves the list; an Admin brings it back with one click', async () => {
  const id = await build.lead(clinic, { first_name: 'Peter', last_name: 'Castellan' })
  const page = await clinic.open(clinic.people.admin, `/leads?q=castellan&lead=${id}`)
  const panel = panelOf(page, 'Peter Castellan')
  await panel.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Peter Castellan was deleted').waitFor()
  expect(await clinic.sql('select id from leads where id = $1', [id])).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Peter Castellan is back').waitFor()
  expect(await clinic.sql('select id from leads where id = $1', [id])).toHaveLength(1)
})

test('a link shows a colleague the same list: filters, sort, search and the open lead stand in the address', async () => {
  const id = await build.lead(clinic, { first_name: 'Hana', last_name: 'Kimura', lead_readiness: 'Hot' })
  await build.lead(clinic, { first_name: 'Hana', last_name: 'Kowal', lead_readiness: 'Cold' })
  const page = await clinic.open(clinic.people.sdr, '/leads')
  await page.getByRole('searchbox', { name: 'Search leads' }).fill('hana')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitem', { name: 'Readiness' }).click()
  await page.getByRole('checkbox', { name: /Hot/ }).click()
  await page.keyboard.press('Escape')
  await page.getByText('Hana Kowal').waitFor({ state: 'detached' })
  await page.getByText('Hana Kimura').click()
  await panelOf(page, 'Hana Kimura').waitFor()
  await expect.poll(() => page.url()).toContain(`lead=${id}`)
  const theirs = await clinic.open(clinic.people.otherSdr, page.url().replace(clinic.url, ''))
  await panelOf(theirs, 'Hana Kimura').waitFor()
  await theirs.getByText(/Readiness is/).waitFor()
  expect(await theirs.getByRole('row', { name: /Hana/ }).count()).toBe(1)
})

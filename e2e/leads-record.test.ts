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

test('save and next logs the call with its follow-up and opens the next lead', async () => {
  const first = await build.lead(clinic, { first_name: 'Ada', last_name: 'Amber', status: 'Booking: Not Paid' })
  await build.lead(clinic, { first_name: 'Ben', last_name: 'Birch', status: 'Booking: Not Paid' })
  const page = await clinic.open(clinic.people.sdr, `/leads?status=Booking%3A+Not+Paid&sort=lastName&lead=${first}`)
  const panel = page.getByRole('complementary', { name: 'Ada Amber' })
  await panel.getByRole('button', { name: 'Reached' }).click()
  await panel.getByRole('textbox', { name: 'What was said' }).fill('Will pay tonight')
  await panel.getByRole('combobox', { name: 'Follow up' }).click()
  await page.getByRole('option', { name: 'None' }).click()
  await panel.getByRole('button', { name: 'Save and next' }).click()
  await page.getByRole('complementary', { name: 'Ben Birch' }).waitFor()
  const [call] = await clinic.sql('select outcome, notes from calls where lead_id = $1', [first])
  expect(call).toEqual({ outcome: 'Reached', notes: 'Will pay tonight' })
  expect(await clinic.sql('select id from tasks where lead_id = $1', [first])).toEqual([])
})

test('a call logged by mistake is taken back, with its follow-up', async () => {
  const id = await build.lead(clinic, { first_name: 'Ida', last_name: 'Quill' })
  const page = await clinic.open(clinic.people.sdr, `/leads/${id}`)
  await page.getByText('No call yet').waitFor()
  await page.keyboard.press('c')
  await page.keyboard.press('2')
  await page.getByText(/Logged: Voicemail/).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The call is taken back').waitFor()
  await page.getByText('No call yet').waitFor()
  expect(await clinic.sql('select number_of_calls, last_contacted, lead_outcome from leads where id = $1', [id])).toEqual([
    { number_of_calls: 0, last_contacted: null, lead_outcome: null },
  ])
  await expect.poll(() => clinic.sql('select id from tasks where lead_id = $1', [id])).toEqual([])
  await page.getByText('took back a call that was logged by mistake').waitFor()
})

test('two people on one lead see each other, until one of them leaves', async () => {
  const id = await build.lead(clinic, { first_name: 'Una', last_name: 'Thorn' })
  const { sdr, otherSdr } = clinic.people
  const mine = await clinic.open(sdr, `/leads/${id}`)
  await mine.getByText('Live', { exact: true }).waitFor()
  const board = await clinic.open(clinic.people.admin, '/leads?view=board&q=thorn')
  const theirs = await clinic.open(otherSdr, `/leads?lead=${id}`)
  await mine.getByText(/is here too$/).waitFor()
  await theirs.getByText(/is here too$/).waitFor()
  await board.getByRole('img', { name: /have this open$/ }).waitFor()
  expect(await axeFindings(mine)).toEqual([])
  await theirs.getByRole('button', { name: 'Close', exact: true }).click()
  await mine.getByText(/is here too$/).waitFor({ state: 'detached' })
  await mine.close()
  await board.getByRole('img', { name: /this open$/ }).waitFor({ state: 'detached' })
})

test('a task of a lead is added in a line, says how it repeats, and opens with what was said about it', async () => {
  const id = await build.lead(clinic, { first_name: 'Ole', last_name: 'Brandt' })
  const page = await clinic.open(clinic.people.sdr, `/leads/${id}`)
  await page.getByRole('button', { name: 'Add a task' }).click()
  const add = page.getByRole('dialog', { name: 'Add a task' })
  await add.getByRole('textbox').first().fill('Send the price list in 2 weeks')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Send the price list', exact: true }).click()
  const task = page.getByRole('dialog', { name: 'Send the price list' })
  await task.getByRole('combobox', { name: /^Repeats of/ }).click()
  await page.getByRole('option', { name: 'Every week', exact: true }).click()
  await task.getByRole('textbox', { name: 'Add a comment' }).fill('On paper, please')
  await task.getByRole('button', { name: 'Comment', exact: true }).click()
  await task.getByText('On paper, please').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await task.waitFor({ state: 'detached' })
  await page.getByRole('img', { name: '1 comment' }).waitFor()
  await page.getByRole('img', { name: 'Every week' }).waitFor()
})

test('the export holds the rows that are shown', async () => {
  await build.lead(clinic, { first_name: 'Zoe', last_name: 'Zimt', lead_readiness: 'Hot' })
  await build.lead(clinic, { first_name: 'Zack', last_name: 'Zimt', lead_readiness: 'Cold' })
  const page = await clinic.open(clinic.people.sdr, '/leads?q=zimt&leadReadiness=Hot')
  await page.getByRole('button', { name: 'More actions' }).click()
  const link = page.getByRole('menuitem', { name: 'Export the columns shown (CSV)' })
  const answer = await page.request.get(`${clinic.url}${await link.getAttribute('href')}`)
  expect(answer.headers()['content-type']).toContain('text/csv')
  const text = await answer.text()
  expect(text).toContain('Zoe')
  expect(text).not.toContain('Zack')
})

test('a restricted lead is gone for colleagues, and marked for its Admin', async () => {
  const id = await build.lead(clinic, { first_name: 'Vera', last_name: 'Sokol' })
  const page = await clinic.open(clinic.people.admin, `/leads/${id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Restrict' }).click()
  await page.getByLabel('Why').fill('Own care')
  await page.getByRole('dialog').getByRole('button', { name: 'Restrict' }).click()
  await page.getByText('Restricted: Own care').waitFor()
  const theirs = await clinic.open(clinic.people.sdr, `/leads/${id}`)
  await theirs.getByText('This lead is not here').waitFor()
})

test('a coach cannot be booked twice: the clash is named, and an Admin may overbook with a reason', async () => {
  const { admin, coach } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Wanda', last_name: 'Kiel', health_coach_booked_with: coach.id })
  await build.appointment(clinic, { title: 'Lab review', user_id: coach.id, scheduled_at: '2030-03-04 15:00:00' })
  const page = await clinic.open(admin, `/leads/${id}`)
  await page.getByRole('button', { name: 'Book an appointment' }).click()
  const form = page.getByRole('form', { name: 'Book an appointment' })
  // Ten in New York is three in the afternoon of the clinic's UTC.
  await form.getByLabel('When').fill('2030-03-04T10:15')
  await form.getByRole('button', { name: 'Book' }).click()
  await form.getByText(/Lab review/).waitFor()
  await form.getByLabel('Reason to overbook').fill('Both agreed to share the hour')
  await form.getByRole('button', { name: 'Book' }).click()
  await page.getByText(/Booked for/).waitFor()
  const made = await clinic.sql('select scheduled_at, user_id from appointments where lead_id = $1', [id])
  expect(made).toHaveLength(1)
  expect(made[0]?.user_id).toBe(coach.id)
})

test('the columns one chooses are still there tomorrow', async () => {
  await build.lead(clinic, { first_name: 'Eli', last_name: 'Navarro' })
  const page = await clinic.open(clinic.people.sdr, '/leads')
  await page.getByText('Eli Navarro').waitFor()
  await page.getByRole('button', { name: 'Choose columns' }).click()
  await page.getByRole('checkbox', { name: 'E-mail' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: 'E-mail' }).waitFor()
  await page.reload()
  await page.getByRole('columnheader', { name: 'E-mail' }).waitFor()
})

test('a lead that asked not to be called is marked, and is not offered to be called', async () => {
  const id = await build.lead(clinic, { first_name: 'Joy', last_name: 'Nakamura', phone: '+13035550142', owner_id: clinic.people.sdr.id })
  const page = await clinic.open(clinic.people.sdr, `/leads/${id}`)
  await page.getByRole('link', { name: 'Call Joy Nakamura' }).waitFor()
  await page.keyboard.press('c')
  await page.keyboard.press('5')
  await page.getByText('Asked not to be called').waitFor()
  await page.getByRole('link', { name: 'Call Joy Nakamura' }).waitFor({ state: 'detached' })
  expect(await clinic.sql('select id from tasks where lead_id = $1', [id])).toEqual([])
})

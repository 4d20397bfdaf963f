/** A patient's whole way on a phone: from the public form to a signed, paid and booked visit, and what the clinic sees of it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { enough } from '../server/questionnaires/test-answers.ts'
import type { Definition } from '../shared/questionnaires.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
  // The form's lead is made by a job, as the letter is.
  await clinic.app.house.jobs.start()
  await clinic.sql(`update clinic_settings set is_demo = true, name = 'Northgate Clinic', time_zone = 'America/New_York'`)
  await clinic.sql(
    `insert into availability_rules (user_id, weekday, starts_at, ends_at) select $1, day, '09:00', '17:00' from generate_series(1, 7) day`,
    [clinic.people.coach.id],
  )
  await clinic.sql(`insert into clinic_hours (weekday, opens_at, closes_at) select day, '08:00', '18:00' from generate_series(1, 7) day
    on conflict (weekday) do update set opens_at = excluded.opens_at, closes_at = excluded.closes_at`)
  await clinic.sql(`insert into coach_licences (user_id, state) values ($1, 'NY')`, [clinic.people.coach.id])
})
afterAll(() => clinic?.close())

/** Another person at each try: a lead who has signed cannot begin again. */
let email = ''
let tries = 0
beforeEach(() => {
  tries += 1
  email = `marisol${tries}@example.com`
})

/** A page of the way: nothing axe minds, no wider than the phone, a picture to look at. */
async function look(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  expect([name, await axeFindings(page)]).toEqual([name, []])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await shoot(page, `way-${name}`)
}

async function arrive(page: Page): Promise<number> {
  await page.getByLabel('First name').fill('Marisol')
  await page.getByLabel('Last name').fill('Okonkwo-Fernández')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('State').selectOption('NY')
  await page.getByRole('checkbox').check()
  await look(page, '01-start')
  // Whoever is faster than people are is asked to press once more.
  await page.waitForTimeout(3_500)
  await page.getByRole('button', { name: 'Send me my link' }).click()
  await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor()
  await look(page, '02-thanks')
  await expect.poll(async () => (await clinic.sql('select id from leads where email = $1', [email])).length).toBe(1)
  const [lead] = await clinic.sql<{ id: number }>('select id from leads where email = $1', [email])
  return lead?.id ?? 0
}

/** Without a mail server the staff hand the link over. */
async function activate(page: Page, leadId: number) {
  const { body } = await clinic.as(clinic.people.admin).put<{ activationUrl: string }>(`/leads/${leadId}/portal-access`)
  const link = new URL(Object.values(body).find((value) => typeof value === 'string' && value.includes('#')) ?? '', clinic.url)
  await page.goto(`${clinic.url}${link.pathname}${link.search}${link.hash}`)
  await page.getByLabel('New password').fill('three quiet otters')
  await look(page, '03-activate')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.waitForURL(/\/portal(\/sign-in.*)?$/)
  if (page.url().includes('sign-in')) {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('three quiet otters')
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await page.getByRole('heading', { name: 'Hello Marisol' }).waitFor()
  await look(page, '04-home')
}

async function answer(page: Page) {
  await page.goto(`${clinic.url}/portal/questionnaire`)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { name: 'About you' }).waitFor()
  await look(page, '05-questions')
  const own = await (await page.request.get(`${clinic.url}/api/v1/portal/questionnaire`)).json()
  const data = { revision: own.revision, answers: enough(own.definition as Definition) }
  expect((await page.request.put(`${clinic.url}/api/v1/portal/questionnaire`, { data, headers: { origin: clinic.url } })).status()).toBe(
    200,
  )
  await page.goto(`${clinic.url}/portal/questionnaire?section=review`)
  await page.getByRole('button', { name: 'My answers are complete' }).click()
  await page.getByRole('heading', { name: 'Your answers are complete' }).waitFor()
  await look(page, '06-complete')
}

async function sign(page: Page) {
  await page.goto(`${clinic.url}/portal/sign`)
  await page.getByLabel('Your full name').fill('Marisol Okonkwo-Fernández')
  await page.getByLabel('I agree to this statement').check()
  await look(page, '07-sign')
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.getByRole('heading', { name: 'Signed' }).waitFor()
  await look(page, '08-signed')
}

async function pay(page: Page) {
  await page.goto(`${clinic.url}/portal/pay`)
  await look(page, '09-pay')
  await page.getByRole('button', { name: /as a test/ }).click()
  await page.getByText('Paid. Thank you.').waitFor()
  await look(page, '10-paid')
}

async function book(page: Page) {
  await page.getByRole('link', { name: 'Choose a time' }).click()
  await look(page, '11-times')
  await page
    .getByRole('button', { name: /\d:\d\d/ })
    .first()
    .click()
  await page.getByText('Kept for you for', { exact: false }).waitFor()
  await look(page, '12-held')
  await page.getByRole('button', { name: /^Book / }).click()
  await page.getByText('Your visit is booked').waitFor()
  await look(page, '13-booked')
  await page.goto(`${clinic.url}/portal`)
  await page.getByRole('link', { name: 'See your visit' }).click()
  await page.getByRole('link', { name: 'Add to my calendar' }).waitFor()
}

const statusOf = async (id: number) => (await clinic.as(clinic.people.admin).get<{ status: string }>(`/leads/${id}`)).body.status

test('a person on a phone becomes a lead, answers, signs, pays, books, and is a patient', { timeout: 180_000 }, async () => {
  const page = await clinic.openDoor('/start?source=newsletter&utm_campaign=fall', { screen: 'phone' })
  const heard = complaints(page)
  const leadId = await arrive(page)
  expect(await statusOf(leadId)).toBe('HHQ Started')
  await activate(page, leadId)
  await answer(page)
  expect(await statusOf(leadId)).toBe('HHQ Started')
  await sign(page)
  expect(await statusOf(leadId)).toBe('HHQ Signed')
  await pay(page)
  expect(await statusOf(leadId)).toBe('Booking: Paid/Not Booked')
  await book(page)
  expect(await statusOf(leadId)).toBe('Booking: Paid/Booked')

  const { admin } = clinic.people
  const staff = await clinic.open(admin, `/leads/${leadId}`)
  await staff.getByText('Way to the first visit').waitFor()
  await shoot(staff, 'way-20-lead')
  const fifty = await Promise.all(Array.from({ length: 8 }, () => clinic.as(admin).post<{ id: number }>(`/leads/${leadId}/conversion`, {})))
  expect(new Set(fifty.map(({ body }) => body.id)).size).toBe(1)
  expect(fifty.filter(({ status }) => status === 201)).toHaveLength(1)
  const contact = await clinic.as(admin).get(`/contacts/${fifty[0]?.body.id}`)
  const [visit] = await clinic.sql<{ coach: number }>('select user_id as coach from appointments where lead_id = $1', [leadId])
  expect(contact.body).toMatchObject({ stage: 'Intake', healthCoachId: visit?.coach })

  for (const name of ['journey', 'tasks', 'looks', 'data', 'visits', 'messages', 'documents', 'account', 'more']) {
    await page.goto(`${clinic.url}/portal/${name}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(page, `30-${name}`)
  }
  await page.goto(`${clinic.url}/portal/looks`)
  await page.getByText('opened your record', { exact: false }).first().waitFor()
  expect(heard).toEqual([])
})

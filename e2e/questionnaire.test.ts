/** The health questions on a phone: by keyboard, closed half-way, gone on with on another device, completed. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enough } from '../server/questionnaires/test-answers.ts'
import { signedInPatient } from '../server/test/patient.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic.close())

/** A device of the patient: a browser profile of its own, with their session. */
async function device(token: string, path: string, seat: { screen: 'phone' | 'desk'; theme?: 'light' | 'dark' }): Promise<Page> {
  const page = await clinic.openDoor('/portal/sign-in', seat)
  await page.context().addCookies([{ name: 'portal', value: token, url: clinic.url }])
  await page.goto(clinic.url + path)
  return page
}

const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor()

test('fill in by keyboard, close, resume on another device, complete', { timeout: 120_000 }, async () => {
  const patient = await signedInPatient(clinic, { first_name: 'Eleanor' })
  const token = patient.at.cookies.get('portal') ?? ''
  const phone = await device(token, '/portal/questionnaire', { screen: 'phone' })
  const heard = complaints(phone)
  await phone.getByRole('button', { name: 'Begin' }).focus()
  await phone.keyboard.press('Enter')
  await phone.getByRole('heading', { name: 'About you' }).waitFor()
  expect(await axeFindings(phone)).toEqual([])
  await shoot(phone, 'questionnaire-section')

  // Only keys from here on.
  await phone.getByLabel('When were you born?').focus()
  await phone.keyboard.type('02291980')
  await phone.getByRole('radio', { name: 'Female', exact: true }).focus()
  await phone.keyboard.press('Space')
  await phone.getByLabel('How tall are you?').focus()
  await phone.keyboard.type('12')
  await phone.keyboard.press('Tab')
  await phone.getByText('This is less than 48. Please check it.').waitFor()
  await phone.getByLabel('How tall are you?').focus()
  await phone.keyboard.press('Control+A')
  await phone.keyboard.type('66,5')
  await phone.getByRole('button', { name: 'Next' }).focus()
  await phone.keyboard.press('Enter')
  await phone.getByText('2 questions here still need an answer.').waitFor()
  await shoot(phone, 'questionnaire-open')
  await phone.getByRole('button', { name: 'Answer now' }).focus()
  await phone.keyboard.press('Enter')
  expect(await phone.evaluate(() => document.activeElement?.getAttribute('inputmode'))).toBe('decimal')
  await phone.keyboard.type('150')
  await phone.getByRole('radio', { name: 'No, it is about the same' }).focus()
  await phone.keyboard.press('Space')
  await phone.getByRole('button', { name: 'Next' }).focus()
  await phone.keyboard.press('Enter')
  await phone.getByRole('heading', { name: 'What you hope for' }).waitFor()
  await saved(phone)

  // Without a connection nothing is lost, and that is said.
  await phone.context().setOffline(true)
  await phone.getByRole('checkbox', { name: 'More energy' }).focus()
  await phone.keyboard.press('Space')
  await phone.getByText('Your answers are still here.', { exact: false }).waitFor()
  await shoot(phone, 'questionnaire-offline')
  await phone.context().setOffline(false)
  await saved(phone)
  await phone.context().close()

  const desk = await device(token, '/portal/questionnaire', { screen: 'desk', theme: 'dark' })
  await desk.getByRole('button', { name: 'Go on' }).click()
  await desk.getByRole('heading', { name: 'What you hope for' }).waitFor()
  expect(await desk.getByRole('checkbox', { name: 'More energy' }).isChecked()).toBe(true)

  // The rest is answered by the API, as a second device would; the open page takes it in.
  type Own = { definition: Parameters<typeof enough>[0]; revision: number; answers: Record<string, unknown> }
  const { body: own } = await patient.at.ask<Own>('GET', '/portal/questionnaire')
  expect(own.answers).toMatchObject({ birth_date: '1980-02-29', height: 66.5, weight: 150, reasons: ['energy'] })
  const rest = { ...enough(own.definition), ...own.answers }
  expect((await patient.at.ask('PUT', '/portal/questionnaire', { revision: own.revision, answers: rest })).status).toBe(200)
  await desk.getByRole('checkbox', { name: 'Better sleep' }).click()
  await desk.getByText('from your other device', { exact: false }).waitFor()
  await desk.goto(`${clinic.url}/portal/questionnaire?section=review`)
  await desk.getByText('More energy').waitFor()
  expect(await axeFindings(desk)).toEqual([])
  await desk.getByRole('button', { name: 'My answers are complete' }).click()
  await desk.getByRole('heading', { name: 'Your answers are complete' }).waitFor()
  const [row] = await clinic.sql<{ state: string }>('select state from questionnaire_responses where lead_id = $1', [patient.leadId])
  expect(row?.state).toBe('complete')
  expect(heard).toEqual([])
})

test('an Admin edits a draft, tries it out, publishes it; who is in the middle stays with their version', {
  timeout: 120_000,
}, async () => {
  const patient = await signedInPatient(clinic, { first_name: 'Ines' })
  type Own = { version: number; revision: number; answers: object; definition: { sections: { items: { label: { en: string } }[] }[] } }
  const own = async (who = patient) => (await who.at.ask<Own>('GET', '/portal/questionnaire')).body
  const asked = await own()
  const begun = await patient.at.ask('PUT', '/portal/questionnaire', { revision: asked.revision, answers: { birth_date: '1980-02-29' } })
  expect(begun.status, begun.text).toBe(200)
  const label = asked.definition.sections[0]?.items[0]?.label.en ?? ''
  const words = `When is your birthday? ${Date.now()}`

  const page = await clinic.open(clinic.people.admin, '/settings/questionnaires')
  const heard = complaints(page)
  await page.getByRole('button', { name: 'New draft from it' }).first().click()
  await page.getByRole('navigation', { name: 'Sections and questions' }).getByRole('button', { name: label, exact: true }).click()
  await page.getByLabel('Question (English)').fill(words)
  await page.getByText('Not saved yet').waitFor()
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText(words).waitFor()
  // The portal's own screens, one section at a time, in the language that is chosen.
  await preview.getByRole('button', { name: 'Next' }).waitFor()
  await preview.getByText('Español').click()
  await preview.getByRole('button', { name: 'Siguiente' }).waitFor()
  await preview.getByText('English').click()
  // What is chosen in the preview branches as it does for patients.
  await preview.getByText('Section 1 of 11').waitFor()
  await preview.getByRole('radio', { name: 'Female', exact: true }).check()
  await preview.getByText('Section 1 of 12').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'questionnaire-editor')

  // Whoever leaves with something unsaved is asked.
  await page.getByRole('link', { name: 'Questionnaires' }).last().click()
  const ask = page.getByRole('dialog', { name: 'Leave without saving?' })
  await ask.getByRole('button', { name: 'Cancel' }).click()
  expect(await page.getByLabel('Question (English)').inputValue()).toBe(words)
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByText('Not saved yet').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Asked today').waitFor()

  expect((await own()).version).toBe(asked.version)
  const next = await signedInPatient(clinic, { first_name: 'Olga' })
  const newest = await own(next)
  expect([newest.version > asked.version, newest.definition.sections[0]?.items[0]?.label.en]).toEqual([true, words])
  const phone = await device(patient.at.cookies.get('portal') ?? '', '/portal/questionnaire', { screen: 'phone' })
  await phone.getByRole('button', { name: 'Go on' }).click()
  await phone.getByLabel(label).waitFor()
  expect(heard).toEqual([])
})

test('answers on their way when somebody else signs in in this browser are not saved as theirs', async () => {
  const [first, second] = [await signedInPatient(clinic), await signedInPatient(clinic)]
  const page = await device(first.at.cookies.get('portal') ?? '', '/portal/questionnaire?section=about_you', { screen: 'phone' })
  const release = Promise.withResolvers<void>()
  await page.route('**/portal/questionnaire', async (route) => {
    if (route.request().method() === 'PUT') await release.promise
    await route.continue()
  })
  const sent = page.waitForRequest((request) => request.method() === 'PUT')
  await page.getByRole('radio', { name: 'Female', exact: true }).check()
  await sent
  await page.context().addCookies([{ name: 'portal', value: second.at.cookies.get('portal') ?? '', url: clinic.url }])
  const refused = page.waitForResponse((response) => response.request().method() === 'PUT')
  release.resolve()
  expect((await refused).status()).toBe(401)
  await page.waitForURL('**/portal/sign-in?why=ended')
  expect((await second.at.ask<{ answers: object }>('GET', '/portal/questionnaire')).body.answers).toEqual({})
})

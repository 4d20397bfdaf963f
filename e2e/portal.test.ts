import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'
import { openPortal } from './support/portal.ts'
import { openPostBox, type PostBox } from './support/post-box.ts'

let clinic: Clinic
let post: PostBox
beforeAll(async () => {
  post = await openPostBox()
  clinic = await openClinic({ env: { SMTP_URL: post.url } })
  await clinic.app.house.jobs.start()
})
afterAll(async () => {
  await clinic?.close()
  await post?.close()
})

const password = 'four unrelated words here'
const phone = (theme: 'light' | 'dark' = 'light') => ({ screen: 'phone', theme }) as const
const linkIn = (text: string) => {
  const link = new URL(/https?:\S+/.exec(text)?.[0] ?? '')
  return link.pathname + link.hash
}

async function fillIn(page: Page, email: string) {
  await page.getByLabel('First name').fill('Rosa')
  await page.getByLabel('Last name').fill('Delgado')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('State').selectOption('TX')
  await page.getByRole('checkbox').check()
  // Nobody types this fast; a program would.
  await page.waitForTimeout(2100)
  await page.getByRole('button', { name: 'Send me my link' }).click()
}

async function signIn(page: Page, email: string) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('a person on a phone goes from the public form to their own home, and out again', async () => {
  const page = await clinic.openDoor('/start?source=newsletter', phone())
  const heard = complaints(page)
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'portal-start-light')
  await fillIn(page, 'rosa@example.com')
  await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor()
  await page.goto(clinic.url + linkIn(await post.letterTo('rosa@example.com')))
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  expect(page.url()).not.toContain('token')
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('Your password is saved.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await signIn(page, 'rosa@example.com')
  await page.getByRole('heading', { name: 'Hello Rosa' }).waitFor()
  await page.getByRole('heading', { name: 'Your health questions' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'portal-home-light')
  await page.getByRole('link', { name: 'More' }).click()
  await page.getByRole('heading', { name: 'More' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.content()).not.toContain('Rosa')
  expect(heard).toEqual([])
})

test('what the form says of a field goes once that field is changed', async () => {
  const page = await clinic.openDoor('/start', phone())
  await page.getByRole('button', { name: 'Send me my link' }).click()
  await page.getByText('Needed', { exact: true }).first().waitFor()
  await page.getByLabel('First name').fill('Ines')
  expect(await page.getByText('Needed', { exact: true }).count()).toBe(1)
  expect(await page.getByLabel('First name').getAttribute('aria-invalid')).toBeNull()
  expect(await page.getByLabel('Last name').getAttribute('aria-invalid')).toBe('true')
})

test('the form works without scripts, in Spanish, and says what is missing', async () => {
  const context = await clinic.browser.newContext({ javaScriptEnabled: false, locale: 'es-MX', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${clinic.url}/start`)
  await page.waitForTimeout(2100)
  await page.getByRole('button', { name: 'Enviarme mi enlace' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('Nombre').getAttribute('aria-invalid')).toBe('true')
  await page.getByLabel('Nombre').fill('Luz')
  await page.getByLabel('Apellido').fill('Vega')
  await page.getByLabel('Correo electrónico').fill('luz@example.com')
  await page.getByRole('checkbox').check()
  await page.waitForTimeout(2100)
  await page.getByRole('button', { name: 'Enviarme mi enlace' }).click()
  await page.getByRole('heading', { name: 'Revise su correo' }).waitFor()
  expect(await post.letterTo('luz@example.com')).toContain('Hola, Luz')
  await context.close()
})

test('when somebody signs in, other tabs of the browser show nobody any longer and save nothing as them', async () => {
  const page = await clinic.openDoor('/portal/account', phone())
  await signIn(page, 'rosa@example.com')
  await page.getByRole('heading', { name: 'Your sign-in' }).waitFor()
  const other = await page.context().newPage()
  await other.goto(`${clinic.url}/portal/sign-in`)
  await signIn(other, 'rosa@example.com')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await other.getByRole('heading', { name: 'Hello Rosa' }).waitFor()
})

test('account and language in the dark, by keyboard and for a screen reader; what is chosen stays', async () => {
  const [lead] = await clinic.sql<{ id: number }>(`select id from leads where email = 'rosa@example.com'`)
  expect(lead).toBeDefined()
  const page = await clinic.openDoor('/portal/account', phone('dark'))
  await signIn(page, 'rosa@example.com')
  await page.getByRole('heading', { name: 'Your sign-in' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/portal/account')
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'portal-account-dark')
  await page.getByLabel('Time zone').selectOption('America/Denver')
  await page.getByText('Saved').waitFor()
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByRole('dialog').getByLabel('Current password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Add it to your app' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'More' }).last().click()
  await page.getByText('Español').click()
  await page.getByRole('heading', { name: 'Más' }).waitFor()
  await expect
    .poll(() => clinic.sql(`select language, time_zone from person_profiles where entity_id = $1`, [lead?.id]))
    .toEqual([{ language: 'es', time_zone: 'America/Denver' }])
  expect(await axeFindings(page)).toEqual([])
})

test('staff see who came, invite them again and close the portal to them', async () => {
  const [lead] = await clinic.sql<{ id: number }>(`select id from leads where email = 'rosa@example.com'`)
  const page = await clinic.open(clinic.people.sdr, `/leads/${lead?.id}`)
  const section = page
    .getByRole('region', { name: 'Portal' })
    .or(page.locator('section', { has: page.getByRole('heading', { name: 'Portal' }) }))
  await section
    .first()
    .getByText(/last in/)
    .waitFor()
  await page.getByText(/Agreed .*write to me/).waitFor()
  await section.first().getByRole('button', { name: 'Withdraw access' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw access' }).click()
  await section.first().getByText('No access yet.').waitFor()
  await section.first().getByRole('button', { name: 'Invite to the portal' }).click()
  await page.getByText('A link is on its way to Rosa Delgado.').waitFor()
  expect(await post.letterTo('rosa@example.com')).toContain('/portal/sign-in')
})

test('somebody asks to be erased; an Admin reads what goes and what stays, types the name and writes to them; then they are out', async () => {
  const email = `paz${Date.now()}@example.com`
  const { page, leadId } = await openPortal(clinic, { first_name: 'Paz', last_name: 'Lindqvist', email }, '/portal/data')
  await page.getByText('Erase something').click()
  await page.getByLabel('In your words').fill('Please forget me.')
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByText('Please forget me.').last().waitFor()

  const desk = await clinic.open(clinic.people.admin, '/requests')
  const heard = complaints(desk)
  const line = desk.getByRole('listitem').filter({ hasText: 'Paz Lindqvist' })
  await line.getByRole('button', { name: 'Erase for good' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Erase Paz Lindqvist for good' })
  const act = dialog.getByRole('button', { name: 'Erase for good' })
  await dialog.getByText('Goes from every table', { exact: false }).waitFor()
  expect(await dialog.getByLabel('Write to them that it was done').isChecked()).toBe(true)
  expect(await act.isDisabled()).toBe(true)
  await dialog.getByLabel('Reason').fill('Asked for by the person')
  await dialog.getByLabel('Type “Paz Lindqvist” to confirm').fill('Paz Lind')
  await act.click()
  await dialog.getByText('is not the name of this person').waitFor()
  expect(await axeFindings(desk)).toEqual([])
  await shoot(desk, 'requests-erase')
  await dialog.getByLabel('Type “Paz Lindqvist” to confirm').fill('Paz Lindqvist')
  await act.click()
  await desk.getByText('Erased. No record of this person is left.').waitFor()
  await dialog.waitFor({ state: 'hidden' })
  await line.waitFor({ state: 'hidden' })
  expect(await post.letterTo(email)).toContain('has been erased: your details, answers')
  expect(await clinic.sql('select from leads where id = $1', [leadId])).toEqual([])
  await page.reload()
  await page.waitForURL(/\/portal\/sign-in/)
  expect(heard).toEqual([])
})

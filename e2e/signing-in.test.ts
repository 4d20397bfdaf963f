import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, openClinic, password } from './support/clinic.ts'
import { complaints } from './support/look.ts'

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

async function signIn(page: Page, email: string, typed = password) {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a wrong password is refused in words, the right one opens the page that was asked for', async () => {
  const { sdr } = clinic.people
  await clinic.givePassword(sdr)
  const page = await clinic.openDoor('/profile')
  const heard = complaints(page)
  await signIn(page, sdr.email, 'not the password')
  await page.getByText('E-mail or password is not right.').waitFor()
  await signIn(page, sdr.email)
  await page.getByRole('heading', { name: 'My profile' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/profile')
  expect(heard).toEqual([])
})

test('after signing out, Back shows nothing of the session', async () => {
  const page = await clinic.open(clinic.people.coach, '/team')
  await page.locator('[popovertarget][data-place]:visible').click()
  await page.getByRole('link', { name: 'My profile' }).click()
  await page.getByRole('heading', { name: 'My profile' }).waitFor()
  await page.locator('[popovertarget][data-place]:visible').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.content()).not.toContain(clinic.people.coach.email)
})

test('a second step, once turned on, is asked for, and a recovery code opens the account once', async () => {
  const { otherCoach } = clinic.people
  const page = await clinic.open(otherCoach, '/profile')
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('dialog').getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
  const secret = ((await page.getByLabel('Key for the authenticator app').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('The six digits it shows now').fill(generateSync({ secret }))
  await page.getByRole('button', { name: 'Turn on the second step' }).click()
  await page.getByRole('button', { name: 'I have saved them' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  const codes = ((await page.locator('code').textContent()) ?? '').split('\n')
  expect(codes.length).toBeGreaterThan(5)
  await page.getByRole('button', { name: 'I have saved them' }).click()

  const elsewhere = await clinic.openDoor('/sign-in')
  await signIn(elsewhere, otherCoach.email)
  await elsewhere.getByRole('heading', { name: 'Second step' }).waitFor()
  await elsewhere.getByLabel('Code').fill('000000')
  await elsewhere.getByRole('button', { name: 'Continue' }).click()
  await elsewhere.getByText('That code is not right').waitFor()
  await elsewhere.getByRole('button', { name: 'Use a recovery code' }).click()
  await elsewhere.getByLabel('Recovery code').fill(codes[0] ?? '')
  await elsewhere.getByRole('button', { name: 'Continue' }).click()
  await elsewhere.getByRole('navigation').first().waitFor()

  const again = await clinic.openDoor('/sign-in')
  await signIn(again, otherCoach.email)
  await again.getByRole('button', { name: 'Use a recovery code' }).click()
  await again.getByLabel('Recovery code').fill(codes[0] ?? '')
  await again.getByRole('button', { name: 'Continue' }).click()
  await again.getByText('That recovery code is not right').waitFor()
})

test('asking for a reset says the same whoever asks', async () => {
  const answers: (string | undefined)[] = []
  for (const email of [clinic.people.sdr.email, 'nobody@clinic.example']) {
    const page = await clinic.openDoor('/forgot')
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor()
    answers.push((await page.getByRole('main').textContent())?.replace(email, '...'))
  }
  expect(answers[0]).toBe(answers[1])
})

test('an invitation link gives a password, once, and leaves no secret in the address', async () => {
  const invited = await clinic.as(clinic.people.admin).post<{ invitationUrl: string; email: string }>('/users', {
    email: 'new.colleague@clinic.example',
    firstName: 'New',
    lastName: 'Colleague',
    role: 'SDR',
  })
  const link = new URL(invited.body.invitationUrl)
  const page = await clinic.openDoor(link.pathname + link.hash)
  await page.getByRole('heading', { name: 'Welcome to HealthCRM' }).waitFor()
  expect(page.url()).not.toContain('token')
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('at least 8 characters long').waitFor()
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('Your password is saved.').waitFor()
  await signIn(page, invited.body.email)
  await page.getByRole('navigation').first().waitFor()

  const used = await clinic.openDoor(link.pathname + link.hash)
  await used.getByLabel('New password').fill(password)
  await used.getByRole('button', { name: 'Save the password' }).click()
  await used.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
})

test('a screen nobody uses warns, then is emptied within five seconds of the limit', async () => {
  const page = await clinic.open(clinic.people.otherSdr, '/profile')
  await page.getByRole('heading', { name: 'My profile' }).waitFor()
  await page.clock.install()
  await page.reload()
  await page.getByRole('heading', { name: 'My profile' }).waitFor()
  expect(await page.content()).toContain(clinic.people.otherSdr.email)
  await page.clock.fastForward('14:20')
  await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor()
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.clock.fastForward('14:30')
  await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor()
  await page.clock.fastForward('00:35')
  await page.getByText('nobody used this screen').waitFor()
  expect(await page.content()).not.toContain(clinic.people.otherSdr.email)
})

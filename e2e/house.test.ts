import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, openClinic, type Seat } from './support/clinic.ts'
import { axeFindings, complaints, rulesIn, shoot } from './support/look.ts'

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

const seats: Seat[] = [
  { screen: 'desk', theme: 'light' },
  { screen: 'desk', theme: 'dark' },
  { screen: 'phone', theme: 'light' },
  { screen: 'phone', theme: 'dark' },
]
/** Each page with a text that is there when it is whole. */
const signedInPages = [
  ['/profile', 'This one'],
  ['/team', 'Second step needed for'],
  ['/nowhere', 'Go to the start'],
] as const
const doors = ['/sign-in?why=idle', '/forgot', '/reset#token=abc', '/invitation', '/setup'] as const

test.each(seats)('axe minds nothing on any page of the house: $screen, $theme', { timeout: 90_000 }, async (seat) => {
  const { admin } = clinic.people
  for (const [path, text] of signedInPages) {
    const page = await clinic.open(admin, path, seat)
    const heard = complaints(page)
    await page.getByText(text).first().waitFor()
    expect([path, ...(await axeFindings(page, rulesIn(seat.theme)))]).toEqual([path])
    expect(heard).toEqual([])
    await shoot(page, `house${path.replaceAll('/', '-')}-${seat.screen}-${seat.theme}`)
    await page.context().close()
  }
  // The doors look alike in both schemes and on both screens; two of the four are enough for what axe can see.
  if ((seat.screen === 'desk') === (seat.theme === 'dark')) return
  for (const path of doors) {
    const page = await clinic.openDoor(path, seat)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect([path, ...(await axeFindings(page, rulesIn(seat.theme)))]).toEqual([path])
    await page.context().close()
  }
})

test('nobody is offered a page that their role has no part in', async () => {
  const page = await clinic.open(clinic.people.sdr, '/team')
  await page.getByText('This page is for Admins').waitFor()
  expect(await page.getByRole('link', { name: 'Team' }).count()).toBe(0)
})

test('an address that nobody knows leads back to the start', async () => {
  const page = await clinic.open(clinic.people.admin, '/nowhere')
  await page.getByRole('heading', { name: 'This page does not exist' }).waitFor()
  await page.getByRole('link', { name: 'Go to the start' }).click()
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
})

test('files that are not there, and the metrics, are no pages', async () => {
  const statusOf = async (path: string) => (await fetch(clinic.url + path)).status
  for (const path of ['/metrics', '/assets/gone.js', '/.git/config', '/package.json', '/portal.map']) {
    expect([path, await statusOf(path)]).toEqual([path, 404])
  }
  for (const path of ['/', '/leads', '/portal/visits', '/nowhere']) expect([path, await statusOf(path)]).toEqual([path, 200])
})

test('the palette opens a page and a person from the keyboard alone', async () => {
  const made = await clinic.as(clinic.people.admin).post<{ id: number }>('/leads', {
    firstName: 'Quillon',
    lastName: 'Farrow',
    email: 'quillon@person.example',
  })
  expect(made.status).toBe(201)
  const page = await clinic.open(clinic.people.admin, '/team')
  await page.getByRole('heading', { name: 'Team' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('prof')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'My profile' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('quill')
  await page.getByRole('option', { name: /Quillon Farrow/ }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/leads/${made.body.id}`)
})

test('the palette does by name what the page does by key', async () => {
  const page = await clinic.open(clinic.people.sdr, '/leads')
  await page.getByRole('button', { name: 'New lead' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('new lead')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New lead' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).fill('dark theme')
  await page.keyboard.press('Enter')
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
})

test('single keys rest when they are switched off', async () => {
  const page = await clinic.open(clinic.people.admin, '/team')
  await page.getByRole('heading', { name: 'Team' }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click({ force: true })
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Find or do' }).waitFor()
})

test('a chosen theme outlives the page and is there before the first paint', async () => {
  const page = await clinic.open(clinic.people.coach, '/profile')
  await page.locator('[popovertarget][data-place]:visible').click()
  await page.getByRole('radio', { name: 'Dark' }).locator('visible=true').check()
  await page.reload({ waitUntil: 'commit' })
  await page.waitForFunction(() => document.body !== null)
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
})

test('a session ended from elsewhere empties its page', async () => {
  const { otherSdr } = clinic.people
  const here = await clinic.open(otherSdr, '/profile')
  await here.getByText('This one').waitFor()
  const there = await clinic.openDoor('/sign-in')
  await there.getByRole('textbox', { name: 'E-mail' }).fill(otherSdr.email)
  await there.getByLabel('Password', { exact: true }).fill('four unrelated words here')
  await there.getByRole('button', { name: 'Sign in' }).click()
  await there.getByRole('navigation', { name: 'Main' }).first().waitFor()
  await here.reload()
  await here.getByRole('button', { name: /End the session on/ }).click()
  await here.getByText('Session ended').waitFor()
  await there.goto(`${clinic.url}/profile`)
  await there.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('an API token is shown once, works, and stops when it is revoked', async () => {
  const page = await clinic.open(clinic.people.coach, '/profile')
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByLabel('What is it for?').fill('Clinic website')
  await page.getByRole('button', { name: 'Make the token' }).click()
  const token = (await page.getByRole('dialog', { name: 'Copy it now' }).locator('code').textContent()) ?? ''
  // A second Enter copies what is never shown again, rather than closing it.
  const copy = page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true })
  expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByText('Clinic website').waitFor()
  expect(await page.content()).not.toContain(token)
  const ask = () => fetch(`${clinic.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
  expect((await ask()).status).toBe(200)
  await page.getByRole('button', { name: 'Revoke Clinic website' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('Token revoked').waitFor()
  expect((await ask()).status).toBe(401)
})

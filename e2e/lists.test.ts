import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clinic, openClinic } from './support/clinic.ts'
import { passes } from './support/look.ts'

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
  await clinic.sql(
    `insert into leads (first_name, last_name, email, owner_id)
     select 'Person', lpad(n::text, 3, '0'), n || '@person.example', $1 from generate_series(1, 180) n`,
    [clinic.people.sdr.id],
  )
})
afterAll(() => clinic?.close())

const table = { name: 'Leads', exact: true } as const

test('rows below the first page come as one scrolls, each once', async () => {
  const page = await clinic.open(clinic.people.sdr, '/leads?sort=lastName')
  const grid = page.getByRole('grid', table)
  await grid.getByText('Person 001').waitFor()
  const seen = new Set<string>()
  for (const end = Date.now() + 60_000; Date.now() < end && !seen.has('Person 180'); ) {
    for (const name of await grid.getByText(/^Person \d{3}$/).allTextContents()) seen.add(name)
    await grid.evaluate((element) => element.scrollBy(0, 500))
    await passes(page, 50)
  }
  expect(seen.size).toBe(180)
  // Only what is in sight exists.
  expect(await grid.getByRole('row').count()).toBeLessThan(60)
})

test('when the rest cannot be loaded the list says so, asks no more by itself, and goes on when the person does', async () => {
  const page = await clinic.open(clinic.people.sdr, '/leads?sort=lastName')
  const grid = page.getByRole('grid', table)
  await grid.getByText('Person 001').waitFor()
  let asked = 0
  const later = (url: URL) => url.pathname.endsWith('/leads') && url.searchParams.has('cursor')
  await page.route(later, (route) => {
    asked += 1
    return route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"broken"}' })
  })
  await grid.evaluate((element) => element.scrollBy(0, 1e6))
  await page.getByText('The rest could not be loaded.').waitFor()
  const before = asked
  await page.waitForTimeout(1500)
  expect(asked).toBe(before)
  await page.unroute(later)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('The rest could not be loaded.').waitFor({ state: 'detached' })
})

test('without a connection the page says so at once and keeps what was typed', async () => {
  const page = await clinic.openDoor('/forgot')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('somebody@clinic.example')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText('What you typed is still here.').waitFor()
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe('somebody@clinic.example')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor()
})

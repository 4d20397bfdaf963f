import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic, type Seat } from './support/clinic.ts'
import { axeFindings, complaints, passes, rulesIn, shoot } from './support/look.ts'

let clinic: Clinic
let leadId: number

beforeAll(async () => {
  clinic = await openClinic()
  leadId = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya' })
})
afterAll(() => clinic?.close())

const give = (title: string) =>
  clinic.as(clinic.people.admin).post('/tasks', { title, assignedToId: clinic.people.sdr.id, leadId, dueDate: '2031-01-01T10:00:00Z' })

test('who is given something hears of it at once, opens it from the bell, and has read it', async () => {
  const page = await clinic.open(clinic.people.sdr, '/leads')
  const heard = complaints(page)
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  await give('Send the kit')
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click()
  const panel = page.getByRole('dialog', { name: 'Notifications' })
  await panel.getByText('Today').waitFor()
  await panel.getByRole('button', { name: /Send the kit.*gave you this task/s }).click()
  await page.waitForURL(/\/tasks\?task=\d+/)
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  expect(heard).toEqual([])
})

test('by keyboard: the bell opens and closes, one is marked and unmarked, all are read', async () => {
  await give('First')
  await give('Second')
  const page = await clinic.open(clinic.people.sdr, '/leads')
  const bell = page.getByRole('button', { name: /^Notifications/ })
  await bell.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Notifications' })
  await panel.getByRole('button', { name: 'Mark as read', exact: true }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor()
  await panel.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
})

test('the page shows the unread alone when asked, and says what belongs there when it is empty', async () => {
  const page = await clinic.open(clinic.people.coach, '/notifications')
  await page.getByText('Nothing to tell').waitFor()
  await page.getByRole('switch', { name: 'Unread only' }).check({ force: true })
  await page.waitForURL(/show=unread/)
  await page.getByText('All read').waitFor()
})

test('what one is told is chosen in the profile and kept; without a mail server nothing is offered by mail', async () => {
  const page = await clinic.open(clinic.people.otherSdr, '/profile#notifications')
  const box = page.getByRole('checkbox', { name: 'I am given something: in the app' })
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PATCH' && answer.url().endsWith('/notification-preferences'),
  )
  await box.uncheck()
  expect((await saved).ok()).toBe(true)
  await page.reload()
  await expect.poll(() => box.isChecked()).toBe(false)
  expect(await page.getByRole('checkbox', { name: 'I am mentioned: by mail' }).isDisabled()).toBe(true)
})

const seats: Seat[] = [
  { screen: 'desk', theme: 'light' },
  { screen: 'desk', theme: 'dark' },
  { screen: 'phone', theme: 'light' },
  { screen: 'phone', theme: 'dark' },
]

for (const seat of seats)
  test(`axe minds nothing of the notifications: ${seat.screen}, ${seat.theme}`, async () => {
    await clinic.sql('delete from notifications')
    for (const title of ['Call about the labs', 'Send the kit', 'Book the visit', 'Ask for the form', 'Check the refill']) await give(title)
    const { sdr, admin } = clinic.people
    await clinic.as(admin).patch(`/leads/${await build.lead(clinic, { owner_id: sdr.id, last_name: 'Taken' })}`, { ownerId: admin.id })
    const page = await clinic.open(sdr, '/notifications', seat)
    await page.getByText('more of these').or(page.getByText('One more of these')).first().waitFor()
    const name = `${seat.screen}-${seat.theme}`
    await look(`notifications-${name}`)
    if (seat.screen === 'phone') {
      await page.getByRole('button', { name: /More/ }).click()
      await page.getByRole('link', { name: 'Notifications, 6 unread' }).waitFor()
    } else await page.getByRole('button', { name: 'Notifications, 6 unread' }).click()
    await passes(page, 300)
    await look(`notifications-open-${name}`)
    await page.keyboard.press('Escape')
    await page.goto(`${clinic.url}/profile#notifications`)
    await page.getByText('I am mentioned').waitFor()
    await page.getByText('Told when').scrollIntoViewIfNeeded()
    await look(`notifications-wishes-${name}`)

    async function look(shot: string) {
      expect(await axeFindings(page, rulesIn(seat.theme)), shot).toEqual([])
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(tooWide, `${shot} is too wide`).toBe(0)
      await shoot(page, shot)
    }
  })

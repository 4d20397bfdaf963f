import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { passes } from './support/look.ts'

// Each of these is a journey of many steps.
vi.setConfig({ testTimeout: 90_000 })

let clinic: Clinic

beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic?.close())

const column = (page: Page, title: string) => page.getByRole('region', { name: new RegExp(`^${title}`) })
const cardIn = (page: Page, title: string, name: string) => column(page, title).locator('[data-card]', { hasText: name })
/** The app asks why before it sets what no proof brings. */
async function because(page: Page, reason: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason, which stays visible').fill(reason)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}
const statusOf = async (id: number) => (await clinic.sql('select status from leads where id = $1', [id]))[0]?.status

test('two people on the board see each other move cards within a second', async () => {
  const id = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya' })
  const mine = await clinic.open(clinic.people.sdr, '/leads?view=board')
  const theirs = await clinic.open(clinic.people.otherSdr, '/leads?view=board')
  await cardIn(theirs, 'HHQ Started', 'Maren Oduya').waitFor()
  await theirs.getByText('Live', { exact: true }).waitFor()
  await cardIn(mine, 'HHQ Started', 'Maren Oduya').focus()
  await mine.keyboard.press('Space')
  await mine.keyboard.press('ArrowRight')
  await passes(mine, 300)
  await mine.keyboard.press('Space')
  await because(mine, 'Signed on paper')
  await mine.getByText('Maren Oduya moved to HHQ Signed').waitFor()
  const saved = Date.now()
  await cardIn(theirs, 'HHQ Signed', 'Maren Oduya').waitFor()
  expect(Date.now() - saved).toBeLessThan(1000)
  expect(await statusOf(id)).toBe('HHQ Signed')
  await cardIn(theirs, 'HHQ Signed', 'Signed on paper').waitFor()

  await mine.getByRole('button', { name: 'Undo' }).click()
  await cardIn(theirs, 'HHQ Started', 'Maren Oduya').waitFor()
  expect(await statusOf(id)).toBe('HHQ Started')
})

test('a card is dragged by the mouse', async () => {
  const id = await build.lead(clinic, { first_name: 'Theo', last_name: 'Lindqvist' })
  const page = await clinic.open(clinic.people.sdr, '/leads?view=board&q=lindqvist')
  const from = await cardIn(page, 'HHQ Started', 'Theo Lindqvist').boundingBox()
  const to = await column(page, 'Booking: Not Paid').boundingBox()
  if (!from || !to) throw new Error('The board is not laid out.')
  await page.mouse.move(from.x + 60, from.y + 30)
  await page.mouse.down()
  await page.mouse.move(from.x + 90, from.y + 40, { steps: 4 })
  await page.mouse.move(to.x + 100, to.y + 120, { steps: 12 })
  await passes(page, 200)
  await page.mouse.up()
  await because(page, 'Begun on the phone')
  await page.getByText('Theo Lindqvist moved to Booking: Not Paid').waitFor()
  expect(await statusOf(id)).toBe('Booking: Not Paid')
})

test('a card is dragged by a finger, after a moment of holding it', async () => {
  const id = await build.lead(clinic, { first_name: 'Luis', last_name: 'Ferreira' })
  const page = await clinic.open(clinic.people.sdr, '/leads?view=board&q=ferreira', { screen: 'phone' })
  const box = await cardIn(page, 'HHQ Started', 'Luis Ferreira').boundingBox()
  if (!box) throw new Error('The board is not laid out.')
  const touch = await page.context().newCDPSession(page)
  const at = (x: number, y: number) => ({ touchPoints: [{ x, y }] })
  const [x, y] = [box.x + box.width / 2, box.y + 40]
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(x, y) })
  await passes(page, 400)
  for (let step = 1; step <= 10; step += 1)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(x + step * 20, y + 10) })
  await passes(page, 300)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await because(page, 'Told us so')
  await page.getByText(/Luis Ferreira moved to/).waitFor()
  expect(await statusOf(id)).not.toBe('HHQ Started')
})

test('a card whose mover gives no reason goes back', async () => {
  const id = await build.lead(clinic, { first_name: 'Ana', last_name: 'Zorn' })
  const page = await clinic.open(clinic.people.sdr, '/leads?view=board&q=zorn')
  await cardIn(page, 'HHQ Started', 'Ana Zorn').focus()
  for (const key of ['Space', 'ArrowRight']) await page.keyboard.press(key)
  await passes(page, 300)
  await page.keyboard.press('Space')
  await page.getByRole('dialog', { name: 'Move Ana Zorn to HHQ Signed' }).waitFor()
  await page.keyboard.press('Escape')
  await cardIn(page, 'HHQ Started', 'Ana Zorn').waitFor()
  expect(await statusOf(id)).toBe('HHQ Started')
})

test('a card says what is overdue and by how much', async () => {
  const id = await build.lead(clinic, { first_name: 'Noor', last_name: 'Haddad' })
  await build.task(clinic, { lead_id: id, title: 'Call Noor Haddad', due_date: new Date(Date.now() - 2.2 * 86_400_000).toISOString() })
  const page = await clinic.open(clinic.people.sdr, '/leads?view=board&q=haddad')
  await cardIn(page, 'HHQ Started', 'Noor Haddad').getByText('Overdue 2d').waitFor()
})

test('a coach cannot lift a card of somebody else', async () => {
  const id = await build.lead(clinic, { first_name: 'Ines', last_name: 'Cabral', owner_id: clinic.people.sdr.id })
  const page = await clinic.open(clinic.people.coach, '/leads?view=board&q=cabral')
  const card = cardIn(page, 'HHQ Started', 'Ines Cabral')
  await card.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  expect(await statusOf(id)).toBe('HHQ Started')
})

test('ten thousand cards keep the page small and answering', async () => {
  await clinic.sql(
    `insert into leads (first_name, last_name, email, status)
     select 'Bulk', 'Lead ' || n, 'bulk' || n || '@example.com', (array['HHQ Started', 'HHQ Signed', 'Booking: Not Paid'])[1 + n % 3]
     from generate_series(1, 10000) n`,
  )
  const page = await clinic.open(clinic.people.sdr, '/leads?view=board')
  await column(page, 'HHQ Signed').locator('[data-card]').first().waitFor()
  const scroller = column(page, 'HHQ Signed').locator('[data-rfd-droppable-id]')
  for (let turn = 0; turn < 20; turn += 1) {
    await scroller.evaluate((element) => element.scrollBy(0, 4000))
    await passes(page, 60)
  }
  expect(await page.locator('[data-card]').count()).toBeLessThan(150)
  const [signed] = await clinic.sql<{ count: string }>("select count(*) from leads where status = 'HHQ Signed'")
  await column(page, 'HHQ Signed').getByText(Number(signed?.count).toLocaleString('en-US')).waitFor()
})

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic, type Seat } from './support/clinic.ts'
import { axeFindings, rulesIn, shoot } from './support/look.ts'

// Five pages each, and axe looks at every element.
vi.setConfig({ testTimeout: 240_000 })

let clinic: Clinic
let id: number

beforeAll(async () => {
  clinic = await openClinic()
  const { sdr, coach } = clinic.people
  id = await build.lead(clinic, {
    first_name: 'Wolfeschlegelsteinhausenbergerdorff',
    last_name: 'Featherstonehaugh-Cholmondeley de la Rosa y Aparicio',
    email: 'a.very.long.address.that.nobody.would.type.by.hand@subdomain.of.a.long.example.com',
    status: 'Booking: Paid/Booked',
    lead_readiness: 'Hot',
    lead_source: 'Social Media Discovery Call',
    lead_outcome: 'Said Stop',
    owner_id: sdr.id,
    health_coach_booked_with: coach.id,
    phone: '+13035550142',
    notes: 'Prefers mornings.\nAsked about fasting.',
  })
  await build.task(clinic, {
    lead_id: id,
    title: 'Send the payment link',
    due_date: '2026-01-05T10:00:00Z',
    priority: 'Urgent',
    assigned_to_id: sdr.id,
  })
  await build.appointment(clinic, { lead_id: id, user_id: coach.id, meeting_link: 'https://meet.example.com/1' })
  await clinic.as(sdr).post(`/leads/${id}/calls`, { outcome: 'Reached', durationSeconds: 240, notes: 'Will pay tonight' })
  for (const readiness of ['Cold', 'Warm', 'Follow Up']) await build.lead(clinic, { lead_readiness: readiness })
})
afterAll(() => clinic?.close())

const seats: Seat[] = [
  { screen: 'desk', theme: 'light' },
  { screen: 'desk', theme: 'dark' },
  { screen: 'phone', theme: 'light' },
  { screen: 'phone', theme: 'dark' },
]

for (const seat of seats)
  test(`axe minds nothing in the leads room: ${seat.screen}, ${seat.theme}`, async () => {
    const pages = {
      table: '/leads',
      board: '/leads?view=board',
      panel: `/leads?lead=${id}`,
      page: `/leads/${id}`,
      empty: '/leads?q=nobody+is+called+this',
    }
    for (const [name, path] of Object.entries(pages)) {
      const page = await clinic.open(clinic.people.admin, path, seat)
      await page.locator('[data-row], [data-card], [data-fact], main p').filter({ visible: true }).first().waitFor()
      if (name === 'panel' || name === 'page') await page.getByText('added a task').or(page.getByText('Timeline')).first().waitFor()
      await page.waitForTimeout(300)
      expect(await axeFindings(page, rulesIn(seat.theme)), `${name}`).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        `${name} is too wide`,
      ).toBe(0)
      await shoot(page, `leads-${name}-${seat.screen}-${seat.theme}`)
      await page.context().close()
    }
  })

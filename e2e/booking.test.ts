import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'
import { openPortal } from './support/portal.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
  await clinic.sql(`update clinic_settings set name = 'Northgate Clinic', time_zone = 'America/New_York'`)
  await clinic.sql('insert into payment_settings (price_cents) values (0) on conflict (id) do update set price_cents = 0')
  const { coach, otherCoach } = clinic.people
  await clinic.sql(`insert into availability_rules (user_id, weekday, starts_at, ends_at)
    select ${coach.id}, day, '09:00', '17:00' from generate_series(1, 7) day`)
  await clinic.sql(`insert into coach_booking (user_id, accepts_bookings, meeting_link) values
    (${coach.id}, true, 'https://meet.example.com/room'), (${otherCoach.id}, false, null)`)
})
afterAll(() => clinic?.close())

test('a patient on a phone chooses a time on their own clock, books, moves and cancels it; staff see it', async () => {
  const { page, leadId } = await openPortal(clinic, { first_name: 'Rosa', last_name: 'Delgado' }, '/portal/visits')
  const heard = complaints(page)
  await page.getByRole('link', { name: 'Choose a time' }).click()
  await page.getByRole('heading', { name: 'Choose a time' }).waitFor()
  // The page of days is turned before the clock is saved, and stays turned.
  await page.route('**/api/v1/portal/place', (route) => setTimeout(() => void route.continue(), 1_000))
  await page.getByLabel('Times in').selectOption('America/Denver')
  await page.getByRole('button', { name: 'Later days' }).click()
  // Nine in New York: on the first day it may be over, or too soon.
  await page.getByRole('button', { name: '7:00 AM', exact: true }).click()
  await page.getByText(/Kept for you for \d/).waitFor()
  await shoot(page, 'portal-book-held')
  expect(await axeFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: /^Book .+7:00 AM$/ }).click()
  await page.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  expect(await page.getByRole('link', { name: 'Join the visit' }).getAttribute('href')).toBe('https://meet.example.com/room')
  await shoot(page, 'portal-booked')
  expect(await axeFindings(page)).toEqual([])
  const [visit] = await clinic.sql(
    `select status, scheduled_at > now() + interval '6 days' as later from appointments where lead_id = $1`,
    [leadId],
  )
  expect(visit).toEqual({ status: 'Scheduled', later: true })

  await page.getByRole('link', { name: 'Move', exact: true }).click()
  await page.getByRole('button', { name: 'Later days' }).click()
  await page.getByRole('button', { name: '8:00 AM', exact: true }).click()
  await page.getByRole('button', { name: /^Move to .+8:00 AM$/ }).click()
  await page.getByRole('heading', { name: 'Your visit has a new time' }).waitFor()
  await page.getByRole('button', { name: 'Cancel the visit' }).click()
  const dialog = page.getByRole('dialog')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel the visit' }).click()
  await page.getByText('Cancelled').waitFor()
  const office = await clinic.open(clinic.people.admin, `/leads/${leadId}`)
  await office
    .getByText(/cancelled an appointment/)
    .first()
    .waitFor()
  expect(heard).toEqual([])
})

test('who loses the race is shown other times at once; who finds none waits', async () => {
  await clinic.sql('delete from appointments')
  const { page } = await openPortal(clinic, { first_name: 'Ines', last_name: 'Okafor' }, '/portal/book')
  await page.getByRole('button', { name: 'Later days' }).click()
  const time = page.getByRole('button', { name: /^\d+:\d\d [AP]M$/ }).first()
  await time.waitFor()
  await clinic.sql(
    `insert into slot_holds (lead_id, user_id, starts_at, ends_at, expires_at)
    select $1, $2, at, at + interval '30 minutes', now() + interval '10 minutes'
    from generate_series(date_trunc('day', now()::timestamp), date_trunc('day', now()::timestamp) + interval '20 days', interval '30 minutes') at
    where extract(minute from at) = 0`,
    [await build.lead(clinic), clinic.people.coach.id],
  )
  await time.click()
  await page.getByText('Somebody else was faster').waitFor()
  await shoot(page, 'portal-book-lost')
  expect(await axeFindings(page)).toEqual([])
  await clinic.sql('update booking_settings set horizon_days = 1, notice_minutes = 2000')
  await page.reload()
  await page.getByRole('link', { name: 'Wait for a free time' }).click()
  await page.getByRole('button', { name: 'Wait', exact: true }).click()
  await page.getByText('You are on the waitlist').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const office = await clinic.open(clinic.people.sdr, '/calendar/waitlist')
  await office.getByRole('link', { name: 'Ines Okafor' }).waitFor()
  expect(await axeFindings(office)).toEqual([])
  await office.getByRole('button', { name: 'Take Ines Okafor off the waitlist' }).click()
  await office.getByText('Nobody waits', { exact: true }).waitFor()
})

test('an Admin sets the rules, a coach’s link and licences', async () => {
  const page = await clinic.open(clinic.people.admin, '/settings/booking')
  const length = page.getByLabel('Length of a visit')
  await length.fill('45')
  await page.getByRole('region', { name: 'What is offered' }).getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await clinic.sql('select visit_minutes from booking_settings'))[0]?.visit_minutes).toBe(45)
  await shoot(page, 'settings-booking')
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`${clinic.url}/calendar/hours?coach=${clinic.people.coach.id}`)
  await page.getByLabel('Link for video visits').waitFor()
  await page.getByRole('region', { name: 'Licences' }).getByLabel('States', { exact: true }).first().fill('Colo')
  await page.getByRole('option', { name: 'Colorado' }).click()
  await page.getByRole('region', { name: 'Licences' }).getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await clinic.sql('select state from coach_licences')).length).toBe(1)
  expect(await axeFindings(page)).toEqual([])
  await shoot(page, 'working-time-booking')
})

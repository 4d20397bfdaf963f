import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Visits {
  data: { id: number; title: string; person: Record<string, unknown> | null }[]
  more: boolean
}
const visits = (person: keyof TestApp['people'], from: string, to: string, more = '') =>
  clinic.as(clinic.people[person]).get<Visits>(`/calendar?from=${from}&to=${to}${more}`)

test('the calendar has what touches its range, in order, with the person and their zone', async () => {
  const leadId = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya' })
  const contactId = await build.contact(clinic, { first_name: 'Eleanor', last_name: 'Brandt', lead_id: leadId })
  await clinic.as(clinic.people.admin).patch(`/contacts/${contactId}/profile`, { state: 'CA' })
  const before = await build.appointment(clinic, { scheduled_at: '2031-03-01 08:30', duration: 30 })
  const reaching = await build.appointment(clinic, { scheduled_at: '2031-03-01 08:30', duration: 31 })
  const later = await build.appointment(clinic, { scheduled_at: '2031-03-01 12:00', lead_id: leadId, contact_id: contactId })
  const first = await build.appointment(clinic, { scheduled_at: '2031-03-01 10:00', lead_id: leadId })
  await build.appointment(clinic, { scheduled_at: '2031-03-01 17:00' })
  const { body } = await visits('sdr', '2031-03-01T09:00:00Z', '2031-03-01T18:00:00%2B01:00')
  expect(body.data.map(({ id }) => id)).toEqual([reaching, first, later])
  expect(body.data.map(({ person }) => person)).toEqual([
    null,
    { kind: 'lead', id: leadId, firstName: 'Maren', lastName: 'Oduya', timeZone: null },
    { kind: 'contact', id: contactId, firstName: 'Eleanor', lastName: 'Brandt', timeZone: 'America/Los_Angeles' },
  ])
  expect(body.more).toBe(false)
  expect(body.data.map(({ id }) => id)).not.toContain(before)
  const noted = async () => clinic.sql(`select entity_ids from access_log where route = 'GET /calendar' and entity_type = 'appointment'`)
  await expect.poll(noted, { timeout: 5000 }).toEqual([{ entity_ids: [reaching, first, later] }])
})

test('some coaches’ visits, and those of nobody', async () => {
  const { coach, otherCoach } = clinic.people
  const [mine, theirs, nobodys] = [
    await build.appointment(clinic, { scheduled_at: '2031-04-01 09:00', user_id: coach.id }),
    await build.appointment(clinic, { scheduled_at: '2031-04-01 10:00', user_id: otherCoach.id }),
    await build.appointment(clinic, { scheduled_at: '2031-04-01 11:00' }),
  ]
  const ids = async (more: string) =>
    (await visits('coach', '2031-04-01T00:00:00Z', '2031-04-02T00:00:00Z', more)).body.data.map(({ id }) => id)
  expect(await ids('')).toEqual([mine, theirs, nobodys])
  expect(await ids(`&userId=${coach.id}`)).toEqual([mine])
  expect(await ids(`&userId=${otherCoach.id}&userId=none`)).toEqual([theirs, nobodys])
})

test('the visits of a restricted person are their owner’s and an Admin’s to see', async () => {
  const leadId = await build.lead(clinic)
  await build.restrict(clinic, 'lead', leadId)
  const id = await build.appointment(clinic, { scheduled_at: '2031-05-01 09:00', lead_id: leadId })
  const ids = async (who: keyof TestApp['people']) =>
    (await visits(who, '2031-05-01T00:00:00Z', '2031-05-02T00:00:00Z')).body.data.map((visit) => visit.id)
  expect([await ids('sdr'), await ids('coach'), await ids('admin')]).toEqual([[], [], [id]])
})

test('a range that is none, or too long, is named', async () => {
  const as = clinic.as(clinic.people.sdr)
  expect(badFields(await as.get('/calendar?from=2031-01-02T00:00:00Z&to=2031-01-01T00:00:00Z'))).toEqual(['to'])
  expect(badFields(await as.get('/calendar?from=2031-01-01T00:00:00Z&to=2031-12-01T00:00:00Z'))).toEqual(['to'])
  expect(badFields(await as.get('/calendar?from=2031-01-01'))).toEqual(['from', 'to'])
})

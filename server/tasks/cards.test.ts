import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

interface Card {
  id: number
  person: { kind: string; id: number; standing: string } | null
  comments: number
  recurrence: { every: string } | null
}
interface Facets {
  total: number
  status: { value: string; count: number }[]
  priority: { value: string; count: number }[]
  assignedToId: { value: number | null; count: number }[]
  due: { value: string; count: number }[]
}

// Wednesday, 9 PM in New York: already Thursday in UTC.
const now = new Date('2030-03-07T02:00:00.000Z')
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: () => now })
  await clinic.sql(`update api_tokens set expires_at = '2031-01-01'`)
  await clinic.sql(
    `insert into clinic_settings (time_zone) values ('America/New_York') on conflict (id) do update set time_zone = excluded.time_zone`,
  )
})
afterAll(() => clinic.close())
beforeEach(() => clinic.sql('truncate tasks cascade'))

const cards = async (query = '') => (await clinic.as(clinic.people.sdr).get<{ data: Card[] }>(`/tasks/cards?${query}`)).body.data
const facets = async (query = '') => (await clinic.as(clinic.people.sdr).get<Facets>(`/tasks/facets?${query}`)).body

describe('cards of tasks', () => {
  test('name the patient, else the lead; count comments; tell the rhythm', async () => {
    const as = clinic.as(clinic.people.sdr)
    const [lead, contact] = [await build.lead(clinic), await build.contact(clinic)]
    const both = await build.task(clinic, { lead_id: lead, contact_id: contact, due_date: '2030-01-01' })
    const ofLead = await build.task(clinic, { lead_id: lead, due_date: '2030-01-02' })
    const own = await build.task(clinic, { created_by_id: clinic.people.sdr.id, due_date: '2030-01-03' })
    await as.post(`/tasks/${ofLead}/comments`, { body: 'One' })
    await as.put(`/tasks/${own}/recurrence`, { every: 'week' })
    expect(await cards()).toEqual([
      expect.objectContaining({
        id: both,
        person: expect.objectContaining({ kind: 'contact', id: contact, standing: 'Intake' }),
        comments: 0,
      }),
      expect.objectContaining({
        id: ofLead,
        person: expect.objectContaining({ kind: 'lead', id: lead, standing: 'HHQ Started' }),
        comments: 1,
      }),
      expect.objectContaining({ id: own, person: null, recurrence: expect.objectContaining({ every: 'week', taskId: own }) }),
    ])
  })

  test('take the filters, sorts and search of the list, and hide what is restricted', async () => {
    const lead = await build.lead(clinic, { owner_id: clinic.people.otherSdr.id })
    await build.task(clinic, { lead_id: lead, title: 'Quiet kit' })
    await build.restrict(clinic, 'lead', lead)
    const kit = await build.task(clinic, { title: 'Send the kit', priority: 'High' })
    await build.task(clinic, { title: 'Call' })
    expect((await cards('q=kit&sort=-priority&priority=High')).map(({ id }) => id)).toEqual([kit])
    expect((await cards('q=kit')).map(({ id }) => id)).toEqual([kit])
    expect((await facets('q=kit')).total).toBe(1)
  })
})

describe('counts of tasks', () => {
  test('each field is counted under the filters of the others', async () => {
    const { sdr, coach } = clinic.people
    await build.task(clinic, { assigned_to_id: sdr.id, priority: 'High' })
    await build.task(clinic, { assigned_to_id: coach.id, priority: 'High', status: 'Completed' })
    await build.task(clinic, { priority: 'Low' })
    const answer = await facets(`priority=High&assignedToId=${sdr.id}`)
    expect(answer).toMatchObject({
      total: 1,
      status: [{ value: 'Pending', count: 1 }],
      priority: [{ value: 'High', count: 1 }],
      assignedToId: expect.arrayContaining([
        { value: sdr.id, count: 1 },
        { value: coach.id, count: 1 },
      ]),
    })
    expect((await facets('assignedToId=none')).priority).toEqual([{ value: 'Low', count: 1 }])
  })

  test('what is due counts by the days of the clinic, its week ends on Sunday, and a range of days does not hide the rest', async () => {
    const dues = {
      overdue: '2030-03-07 01:59',
      today: '2030-03-07 04:59',
      week: '2030-03-11 03:59',
      later: '2030-03-11 04:00',
    }
    for (const due of Object.values(dues)) await build.task(clinic, { due_date: due })
    await build.task(clinic)
    const counted = Object.fromEntries((await facets()).due.map(({ value, count }) => [value, count]))
    expect(counted).toEqual({ overdue: 1, today: 1, week: 1, later: 1, none: 1 })
    const within = await facets('dueDateTo=2030-03-07T01:59:59Z')
    expect([within.total, within.due]).toEqual([1, expect.arrayContaining([{ value: 'later', count: 1 }])])
  })

  test('an unknown filter is refused by name', async () => {
    expect((await clinic.as(clinic.people.sdr).get('/tasks/facets?colour=red')).status).toBe(400)
    expect((await clinic.as(clinic.people.sdr).get('/tasks/cards?sort=title')).status).toBe(400)
  })
})

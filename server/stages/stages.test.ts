import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactStages, leadStatuses } from '../../shared/values.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields, trailOf } from '../test/trail.ts'

interface Definition {
  entityType: string
  stage: string
  targetHours: number | null
}
interface Standing {
  stage: string
  clock: { state: string; dueAt: string | null }
  requirements: { name: string; met: boolean }[]
}
interface Card {
  id: number
  clock: { state: string; dueAt: string | null }
}

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const path = (entityType: string, stage: string) => `/stage-definitions/${entityType}/${encodeURIComponent(stage)}`
const idsOf = (answer: { body: { data: { id: number }[] } }) => answer.body.data.map(({ id }) => id)

test('each of the 5 statuses and 15 stages has a contract: a pipeline under 14 days, no patient stage over 6 months', async () => {
  const { body } = await clinic.as(clinic.people.sdr).get<{ data: Definition[] }>('/stage-definitions')
  expect(body.data.map(({ stage }) => stage)).toEqual([...leadStatuses, ...contactStages])
  const hours = (kind: string) => body.data.filter(({ entityType }) => entityType === kind).map(({ targetHours }) => targetHours ?? 0)
  expect(hours('lead').reduce((sum, each) => sum + each)).toBeLessThan(14 * 24)
  expect(Math.max(...hours('contact'))).toBeLessThan(182 * 24)
})

test('an Admin changes a contract, which is logged; others may not', async () => {
  const { admin, coach } = clinic.people
  const where = path('lead', 'Booking: Paid/Not Booked')
  expect((await clinic.as(coach).patch(where, { targetHours: 20 })).status).toBe(403)
  const changed = await clinic.as(admin).patch(where, { targetHours: 30, requirements: ['coach'], guidance: 'Canary' })
  expect(changed.body).toMatchObject({ targetHours: 30, requirements: ['coach'], guidance: 'Canary', updatedById: admin.id })
  expect((await clinic.as(admin).patch(where, { targetHours: 30 })).status).toBe(200)
  expect(await trailOf(clinic, 'clinic', 1)).toEqual([
    {
      action: 'stage_contract_changed',
      details: {
        record: 'lead',
        stage: 'Booking: Paid/Not Booked',
        fields: ['guidance'],
        changes: { targetHours: [48, 30], requirements: [['coach', 'appointment_booked'], ['coach']] },
      },
      userId: admin.id,
    },
  ])
})

test('bad fields of a contract are named, and a stage that does not exist is not found', async () => {
  const as = clinic.as(clinic.people.admin)
  const bad = await as.patch(path('contact', 'Intake'), { targetHours: 0, requirements: ['luck'], mood: 1 })
  expect([bad.status, badFields(bad)]).toEqual([400, ['mood', 'requirements.0', 'targetHours']])
  expect(badFields(await as.patch(path('contact', 'Intake'), { requirements: ['phone', 'phone'] }))).toEqual(['requirements'])
  expect(badFields(await as.patch(path('contact', 'Intake'), { soonHours: 100 }))).toEqual(['soonHours'])
  expect((await as.patch(path('contact', 'Outtake'), { targetHours: 5 })).status).toBe(404)
})

test('the clock runs from the day the stage was entered: on time, due soon, overdue; cards and filters agree', async () => {
  const as = clinic.as(clinic.people.sdr)
  // HHQ Started: 72 hours, soon from 48 on.
  const made = await Promise.all([1, 50, 80].map((hours) => build.lead(clinic, { created_at: hoursAgo(hours) })))
  const board = await as.get<{ data: Card[] }>(`/leads/board?${made.map((id) => `id=${id}`).join('&')}&sort=-createdAt`)
  expect(board.body.data.map(({ id, clock }) => [id, clock.state])).toEqual(
    made.map((id, at) => [id, ['on_time', 'due_soon', 'overdue'][at]]),
  )
  const among = made.map((id) => `id=${id}`).join('&')
  for (const [at, state] of ['on_time', 'due_soon', 'overdue'].entries()) {
    expect(idsOf(await as.get<{ data: Card[] }>(`/leads?${among}&clock=${state}`))).toEqual([made[at]])
    expect((await as.get(`/leads/facets?${among}&clock=${state}`)).body.total).toBe(1)
  }
  expect(idsOf(await as.get<{ data: Card[] }>(`/leads?${among}&clock=none`))).toEqual([])
  expect(badFields(await as.get('/leads?clock=late'))).toEqual(['clock.0'])
})

test('a lead that became a patient, or whose outcome closes it, has no clock', async () => {
  const { sdr } = clinic.people
  const as = clinic.as(sdr)
  await clinic.sql(
    `insert into value_list_entries (list, value, position, closes) values ('lead_outcome', 'Said Stop', 99, true) on conflict (list, value) do update set closes = true`,
  )
  const closed = await build.lead(clinic, { created_at: hoursAgo(500), lead_outcome: 'Said Stop' })
  const converted = await build.lead(clinic, { created_at: hoursAgo(500), status: 'Booking: Paid/Booked' })
  await as.post(`/leads/${converted}/conversion`, {})
  for (const id of [closed, converted]) {
    expect((await as.get<{ data: Card[] }>(`/leads/board?id=${id}`)).body.data[0]?.clock).toEqual({ state: 'none', dueAt: null })
    expect((await as.get<Standing>(`/leads/${id}/standing`)).body.clock.state).toBe('none')
    expect(idsOf(await as.get<{ data: Card[] }>(`/leads?id=${id}&clock=none`))).toEqual([id])
    expect(idsOf(await as.get<{ data: Card[] }>(`/leads?id=${id}&clock=overdue`))).toEqual([])
  }
})

test('what a stage asks for is shown, and what was missing when it was left stands in the trail', async () => {
  const { coach } = clinic.people
  const as = clinic.as(coach)
  const id = await build.contact(clinic, { phone: '+12125550100' })
  const { body } = await as.get<Standing>(`/contacts/${id}/standing`)
  expect(body).toMatchObject({ stage: 'Intake', clock: { state: 'on_time' } })
  expect(body.requirements).toEqual([
    { name: 'coach', met: false },
    { name: 'phone', met: true },
  ])
  expect((await as.post(`/contacts/${id}/stage`, { stage: 'Initial Labs' })).status).toBe(200)
  expect((await trailOf(clinic, 'contact', id)).at(-1)?.details).toEqual({
    changes: { stage: ['Intake', 'Initial Labs'] },
    missing: ['coach'],
  })
})

test('calls, tasks and visits count since the stage was entered', async () => {
  const { sdr, coach } = clinic.people
  const as = clinic.as(sdr)
  const asks = async (id: number) =>
    (await as.get<Standing>(`/leads/${id}/standing`)).body.requirements.flatMap(({ name, met }) => (met ? [name] : []))
  const id = await build.lead(clinic, { owner_id: sdr.id })
  expect(await asks(id)).toEqual(['owner'])
  await as.post(`/leads/${id}/calls`, { outcome: 'Reached' })
  expect(await asks(id)).toEqual(['owner', 'call_logged'])
  await as.patch(`/leads/${id}`, { status: 'HHQ Signed' })
  expect(await asks(id)).toEqual(['owner'])
  const patient = await build.contact(clinic, { stage: 'Initial Provider Exam', health_coach_id: coach.id })
  const held = async () => (await as.get<Standing>(`/contacts/${patient}/standing`)).body.requirements
  const visit = await build.appointment(clinic, { contact_id: patient, scheduled_at: new Date(Date.now() + 1000) })
  expect(await held()).toEqual([{ name: 'appointment_held', met: false }])
  await clinic.as(coach).put(`/appointments/${visit}/completion`)
  expect(await held()).toEqual([{ name: 'appointment_held', met: true }])
})

test('patients come by what is due, with counts for each value', async () => {
  const { otherCoach } = clinic.people
  const as = clinic.as(otherCoach)
  const mine = { health_coach_id: otherCoach.id }
  const late = await build.contact(clinic, { ...mine, created_at: hoursAgo(100) })
  const early = await build.contact(clinic, { ...mine, stage: 'Initial Labs' })
  const soon = await build.contact(clinic, { ...mine, created_at: hoursAgo(60) })
  await build.task(clinic, { contact_id: soon, title: 'Send labs', due_date: '2030-01-01' })
  const { body } = await as.get<{ data: (Card & { nextStep: unknown })[] }>(`/contacts/board?healthCoachId=${otherCoach.id}`)
  expect(body.data.map(({ id, clock }) => [id, clock.state])).toEqual([
    [late, 'overdue'],
    [soon, 'due_soon'],
    [early, 'on_time'],
  ])
  expect(body.data[1]?.nextStep).toEqual({ kind: 'task', title: 'Send labs', at: '2030-01-01T00:00:00.000Z' })
  const facets = await as.get(`/contacts/facets?healthCoachId=${otherCoach.id}&clock=overdue`)
  expect(facets.body).toMatchObject({
    total: 1,
    stage: [{ value: 'Intake', count: 1 }],
    clock: expect.arrayContaining([
      { value: 'overdue', count: 1 },
      { value: 'due_soon', count: 1 },
      { value: 'on_time', count: 1 },
    ]),
  })
  const pages: number[] = []
  let cursor = ''
  do {
    const page = await as.get<{ data: Card[]; nextCursor: string | null }>(
      `/contacts/board?healthCoachId=${otherCoach.id}&limit=1${cursor}`,
    )
    pages.push(...idsOf(page))
    cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : ''
  } while (cursor)
  expect(pages).toEqual([late, soon, early])
})

test('a restricted patient stands on nobody else’s board, in no count, and has no standing for them', async () => {
  const { coach, otherCoach, sdr } = clinic.people
  const id = await build.contact(clinic, { health_coach_id: coach.id, stage: 'Third Medication Refill' })
  await build.restrict(clinic, 'contact', id)
  for (const stranger of [otherCoach, sdr]) {
    const as = clinic.as(stranger)
    expect((await as.get(`/contacts/${id}/standing`)).status).toBe(404)
    expect(idsOf(await as.get<{ data: Card[] }>(`/contacts/board?id=${id}`))).toEqual([])
    expect((await as.get(`/contacts/facets?id=${id}`)).body.total).toBe(0)
  }
  expect((await clinic.as(coach).get(`/contacts/facets?id=${id}`)).body.total).toBe(1)
})

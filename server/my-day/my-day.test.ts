import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { emptied } from '../test/emptied.ts'

interface Queue {
  data: { id: number; why: string; followUp: { taskId: number } | null; timeZone: string | null }[]
}
interface Panel {
  kind: string
  total: number
  late: number
  unplanned: number
  longest: { id: number; stage: string; targetHours: number }[]
}

const now = new Date('2030-03-06T17:00:00.000Z')
let clinic: TestApp
let sdr: Person
beforeAll(async () => {
  clinic = await testApp({ now: () => now })
  await clinic.sql(`update api_tokens set expires_at = '2031-01-01'`)
})
afterAll(() => clinic.close())
beforeEach(async () => {
  await emptied(clinic, 'leads', 'contacts', 'tasks', 'appointments')
  sdr = await clinic.addPerson('SDR')
  await clinic.sql(`update api_tokens set expires_at = '2031-01-01'`)
})

const phone = '+1 303 555 0142'
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const queue = async (query = '') => (await clinic.as(sdr).get<Queue>(`/my-day/queue${query}`)).body.data
const ids = async () => (await queue()).map(({ id }) => id)
const lead = (row: object = {}) => build.lead(clinic, { phone, owner_id: sdr.id, created_at: hoursAgo(200), ...row })
const followUp = (leadId: number, due: Date, row: object = {}) =>
  build.task(clinic, { lead_id: leadId, assigned_to_id: sdr.id, due_date: due, ...row })

describe('whom to call now', () => {
  test('due follow-ups first, then hot ones, then those uncontacted longest; nobody’s leads too', async () => {
    const long = await lead({ last_contacted: hoursAgo(100) })
    const never = await lead({ created_at: hoursAgo(150) })
    const recent = await lead({ last_contacted: hoursAgo(30) })
    const hot = await lead({ lead_readiness: 'Hot', last_contacted: hoursAgo(20), owner_id: null })
    const [late, later] = [await lead({ last_contacted: hoursAgo(1) }), await lead()]
    const task = await followUp(late, hoursAgo(3))
    await followUp(later, hoursAgo(1))
    const data = await queue()
    expect(data.map(({ id, why }) => [id, why])).toEqual([
      [late, 'follow_up'],
      [later, 'follow_up'],
      [hot, 'hot'],
      [never, 'new'],
      [long, 'waiting'],
      [recent, 'waiting'],
    ])
    expect(data[0]?.followUp?.taskId).toBe(task)
    expect(await queue('?limit=1')).toHaveLength(1)
  })

  test('never one who said stop, whatever is due, nor one whose outcome closes it', async () => {
    const stopped = await lead({ lead_outcome: 'Said Stop', lead_readiness: 'Hot' })
    await followUp(stopped, hoursAgo(1))
    const closed = await lead({ lead_outcome: 'Chose another clinic' })
    await clinic.sql(
      `insert into value_list_entries (list, value, position, closes) values ('lead_outcome', 'Chose another clinic', 99, true) on conflict do nothing`,
    )
    expect(await ids()).not.toContain(stopped)
    expect(await ids()).not.toContain(closed)
  })

  test('never one a colleague is on: theirs, or called by them within the hour', async () => {
    const { otherSdr } = clinic.people
    const theirs = await lead({ owner_id: otherSdr.id, lead_readiness: 'Hot' })
    await followUp(theirs, hoursAgo(1))
    const called = await lead({ owner_id: null })
    await clinic.sql(`insert into calls (lead_id, user_id, outcome, created_at) values ($1, $2, 'Voicemail', $3)`, [
      called,
      otherSdr.id,
      hoursAgo(0.5),
    ])
    const free = await lead({ owner_id: null })
    await clinic.sql(`insert into calls (lead_id, user_id, outcome, created_at) values ($1, $2, 'Voicemail', $3)`, [
      free,
      otherSdr.id,
      hoursAgo(30),
    ])
    expect(await ids()).toEqual([free])
  })

  test('nobody without a phone, just called, planned for later, booked, or become a patient', async () => {
    await lead({ phone: null })
    await lead({ phone: '' })
    await lead({ last_contacted: hoursAgo(2) })
    await followUp(await lead(), hoursAgo(-5))
    await build.appointment(clinic, { lead_id: await lead(), scheduled_at: hoursAgo(-48) })
    await lead({ status: 'Booking: Paid/Booked' })
    const patient = await lead()
    const contact = await build.contact(clinic, { lead_id: patient })
    await clinic.sql('insert into lead_conversions (lead_id, contact_id, converted_by_id) values ($1, $2, $3)', [patient, contact, sdr.id])
    expect(await ids()).toEqual([])
  })

  test('restricted leads of others stay unknown; every name shown is in the trail of looks', async () => {
    const hidden = await lead({ owner_id: null, lead_readiness: 'Hot' })
    await build.restrict(clinic, 'lead', hidden)
    const shown = await lead()
    await clinic.sql(`insert into person_profiles (entity_type, entity_id, time_zone) values ('lead', $1, 'America/Denver')`, [shown])
    expect(await queue()).toEqual([expect.objectContaining({ id: shown, timeZone: 'America/Denver' })])
    await new Promise((resolve) => setTimeout(resolve, 900))
    const looks = await clinic.sql<{ entityIds: number[] }>(
      `select entity_ids as "entityIds" from access_log where user_id = $1 and entity_type = 'lead' and route = 'GET /my-day/queue'`,
      [sdr.id],
    )
    expect(looks).toEqual([{ entityIds: [shown] }])
  })

  test('bad limits are refused by name', async () => {
    expect((await clinic.as(sdr).get('/my-day/queue?limit=0')).status).toBe(400)
    expect((await clinic.as(undefined).get('/my-day/queue')).status).toBe(401)
  })
})

describe('the panel', () => {
  const entered = (type: string, id: number, at: Date) =>
    clinic.sql('update stage_history set entered_at = $3 where entity_type = $1 and entity_id = $2', [type, id, at])

  test('counts a coach’s patients, those past the usual time, and those with nothing planned', async () => {
    const { coach, otherCoach } = clinic.people
    const own = { health_coach_id: coach.id, stage: 'Intake' }
    const [late, fine] = [await build.contact(clinic, own), await build.contact(clinic, own)]
    await build.contact(clinic, { health_coach_id: otherCoach.id })
    await entered('contact', late, hoursAgo(100))
    await entered('contact', fine, hoursAgo(10))
    await build.task(clinic, { contact_id: fine })
    const { body } = await clinic.as(coach).get<Panel>('/my-day/panel')
    expect(body).toMatchObject({ kind: 'contacts', total: 2, late: 1, unplanned: 1 })
    expect(body.longest).toEqual([expect.objectContaining({ id: late, stage: 'Intake', targetHours: 72 })])
  })

  test('of an SDR are the leads that are still worked', async () => {
    const late = await lead()
    await entered('lead', late, hoursAgo(100))
    await lead({ lead_outcome: 'Chose another clinic' })
    const { body } = await clinic.as(sdr).get<Panel>('/my-day/panel')
    expect(body).toMatchObject({ kind: 'leads', total: 1, late: 1, unplanned: 1 })
  })
})

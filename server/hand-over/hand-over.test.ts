import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
let leaver: Person
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())
beforeEach(async () => {
  leaver = await clinic.addPerson('Health Coach')
})

const give = (body: object, who: Person = clinic.people.admin) => clinic.as(who).post(`/users/${leaver.id}/hand-over`, body)
const ownerOf = async (table: string, column: string, id: number) =>
  (await clinic.sql<{ owner: number | null }>(`select ${column} as owner from ${table} where id = $1`, [id]))[0]?.owner

/** One of each kind, and of each one that does not count. */
async function fill() {
  const lead = await build.lead(clinic, { owner_id: leaver.id })
  const converted = await build.lead(clinic, { owner_id: leaver.id })
  const booked = await build.lead(clinic, { health_coach_booked_with: leaver.id })
  const contact = await build.contact(clinic, { health_coach_id: leaver.id, lead_id: converted })
  await clinic.sql('insert into lead_conversions (lead_id, contact_id) values ($1, $2)', [converted, contact])
  const task = await build.task(clinic, { assigned_to_id: leaver.id })
  const done = await build.task(clinic, { assigned_to_id: leaver.id, status: 'Completed' })
  const visit = await build.appointment(clinic, { user_id: leaver.id, scheduled_at: '2031-03-03 10:00' })
  const past = await build.appointment(clinic, { user_id: leaver.id, scheduled_at: '2020-03-03 10:00' })
  const [series] = await clinic.sql<{ id: number }>(
    `insert into task_series (title, priority, assigned_to_id, every, starts_at, created_by_id) values ('Weekly', 'Low', $1, 'week', now(), $1) returning id`,
    [leaver.id],
  )
  return { lead, converted, booked, contact, task, done, visit, past, series: series?.id ?? 0 }
}

describe('handing over', () => {
  test('moves leads, patients, open and recurring tasks and coming appointments, logs each, and deactivates', async () => {
    const { sdr, coach, otherCoach, admin } = clinic.people
    const had = await fill()
    const holds = await clinic.as(admin).get<{ data: { userId: number }[] }>('/users/holdings')
    const counts = { leads: 1, bookedLeads: 1, contacts: 1, tasks: 1, series: 1, appointments: 1 }
    expect(holds.body.data.find(({ userId }) => userId === leaver.id)).toEqual({ userId: leaver.id, ...counts })
    const answer = await give({ leadsTo: sdr.id, contactsTo: coach.id, tasksTo: otherCoach.id, appointmentsTo: coach.id, deactivate: true })
    expect([answer.status, answer.body]).toEqual([200, { ...counts, unassigned: 0 }])
    expect(await ownerOf('leads', 'owner_id', had.lead)).toBe(sdr.id)
    expect(await ownerOf('leads', 'owner_id', had.converted)).toBe(leaver.id)
    expect(await ownerOf('leads', 'health_coach_booked_with', had.booked)).toBe(coach.id)
    expect(await ownerOf('contacts', 'health_coach_id', had.contact)).toBe(coach.id)
    expect(await ownerOf('tasks', 'assigned_to_id', had.task)).toBe(otherCoach.id)
    expect(await ownerOf('tasks', 'assigned_to_id', had.done)).toBe(leaver.id)
    expect(await ownerOf('task_series', 'assigned_to_id', had.series)).toBe(otherCoach.id)
    expect(await ownerOf('appointments', 'user_id', had.visit)).toBe(coach.id)
    expect(await ownerOf('appointments', 'user_id', had.past)).toBe(leaver.id)
    for (const [kind, id, field, to] of [
      ['lead', had.lead, 'ownerId', sdr.id],
      ['contact', had.contact, 'healthCoachId', coach.id],
      ['task', had.task, 'assignedToId', otherCoach.id],
      ['appointment', had.visit, 'userId', coach.id],
    ] as const) {
      const details = { changes: { [field]: [leaver.id, to] }, handOver: true }
      expect(await trailOf(clinic, kind, id)).toEqual([{ action: 'updated', details, userId: admin.id }])
    }
    expect(await actionsOf(clinic, 'user', leaver.id)).toEqual(['handed_over', 'deactivated'])
    expect((await clinic.as(leaver).get('/me')).status).toBe(401)
    const left = await clinic.as(admin).get<{ data: { userId: number }[] }>('/users/holdings')
    expect(left.body.data.some(({ userId }) => userId === leaver.id)).toBe(false)
  })

  test('who takes over is told once, whatever they got', async () => {
    const taker = await clinic.addPerson('Health Coach')
    for (let count = 0; count < 15; count++) await build.task(clinic, { assigned_to_id: leaver.id })
    await fill()
    await give({ leadsTo: taker.id, contactsTo: taker.id, tasksTo: taker.id, appointmentsTo: taker.id })
    const { body } = await clinic.as(taker).get<{ data: { kind: string; entityType: string; entityId: number }[] }>('/notifications')
    expect(body.data.map(({ kind, entityType, entityId }) => [kind, entityType, entityId])).toEqual([['assigned', 'user', leaver.id]])
  })

  test('nothing is left without a person unless that is said', async () => {
    const { sdr } = clinic.people
    const had = await fill()
    const refused = await give({ leadsTo: sdr.id, deactivate: true })
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:healthcrm:problem:nobody_named'])
    expect(refused.body.detail).toBe('Say who takes 2 patients, 2 tasks, 1 appointments, or that they are left without a person.')
    expect(await ownerOf('leads', 'owner_id', had.lead)).toBe(leaver.id)
    expect((await clinic.as(leaver).get('/me')).status).toBe(200)
    const said = await give({ leadsTo: null, contactsTo: null, tasksTo: null, appointmentsTo: null, deactivate: true })
    expect(said.status).toBe(200)
    expect(await ownerOf('leads', 'owner_id', had.lead)).toBeNull()
  })

  test('what is not named stays with them', async () => {
    const had = await fill()
    expect((await give({ tasksTo: clinic.people.sdr.id })).body).toMatchObject({ tasks: 1, series: 1, leads: 0, appointments: 0 })
    expect(await ownerOf('leads', 'owner_id', had.lead)).toBe(leaver.id)
  })
})

describe('appointments that clash', () => {
  const book = (userId: number, at: string) => build.appointment(clinic, { user_id: userId, scheduled_at: at, title: `At ${at}` })

  test('are refused by name and nothing is done, or left without a person by choice', async () => {
    const { otherCoach } = clinic.people
    await book(otherCoach.id, '2031-04-04 10:00')
    const clashing = await book(leaver.id, '2031-04-04 10:15')
    const free = await book(leaver.id, '2031-04-04 12:00')
    const lead = await build.lead(clinic, { owner_id: leaver.id })
    const refused = await give({ leadsTo: otherCoach.id, appointmentsTo: otherCoach.id })
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:healthcrm:problem:overlap'])
    expect(refused.body.detail).toMatch(
      /^“At 2031-04-04 10:15” \(Friday, April 4, 2031 at 10:15 AM UTC\) overlaps another appointment of \S+ \S+\. Nothing was handed over\.$/,
    )
    expect(await ownerOf('leads', 'owner_id', lead)).toBe(leaver.id)
    expect(await ownerOf('appointments', 'user_id', free)).toBe(leaver.id)
    const taken = await give({ leadsTo: otherCoach.id, appointmentsTo: otherCoach.id, clashes: 'unassign' })
    expect(taken.body).toMatchObject({ appointments: 1, unassigned: 1, leads: 1 })
    expect(await ownerOf('appointments', 'user_id', clashing)).toBeNull()
    expect(await ownerOf('appointments', 'user_id', free)).toBe(otherCoach.id)
  })

  test('two that were overbooked on purpose do not come along over one another', async () => {
    const { coach, admin } = clinic.people
    const visit = { title: 'x', scheduledAt: '2031-06-06T10:00:00Z', userId: leaver.id }
    await clinic.as(admin).post('/appointments', visit)
    await clinic.as(admin).post('/appointments', { ...visit, overbookReason: 'Urgent' })
    expect((await give({ appointmentsTo: coach.id })).status).toBe(409)
    expect((await give({ appointmentsTo: coach.id, clashes: 'unassign' })).body).toMatchObject({ appointments: 1, unassigned: 1 })
  })

  test('a visit booked with who takes over at the same moment wins or is refused; never both', async () => {
    const { coach, admin } = clinic.people
    await book(leaver.id, '2031-07-07 10:00')
    const booking = { title: 'x', scheduledAt: '2031-07-07T10:00:00Z', userId: coach.id }
    const answers = await Promise.all([give({ appointmentsTo: coach.id }), clinic.as(admin).post('/appointments', booking)])
    expect(statusesOf(answers).at(-1)).toBe(409)
  })
})

describe('who may, and to whom', () => {
  test('an Admin alone; an unknown user is a 404; takers are active, able, and somebody else', async () => {
    const { sdr, coach } = clinic.people
    for (const person of [sdr, coach]) {
      expect((await give({}, person)).status).toBe(403)
      expect((await clinic.as(person).get('/users/holdings')).status).toBe(403)
    }
    expect((await clinic.as(clinic.people.admin).post('/users/2147483000/hand-over', {})).status).toBe(404)
    expect(badFields(await give({ leadsTo: leaver.id }))).toEqual(['leadsTo'])
    expect(badFields(await give({ contactsTo: sdr.id, leadsTo: 2147483000, odd: 1 }))).toEqual(['odd'])
    expect(badFields(await give({ contactsTo: sdr.id, leadsTo: 2147483000 }))).toEqual(['contactsTo', 'leadsTo'])
  })

  test('two who hand over to one another at once both end, and nobody is left with both', async () => {
    const [one, other] = [await clinic.addPerson('SDR'), await clinic.addPerson('SDR')]
    await build.lead(clinic, { owner_id: one.id })
    await build.lead(clinic, { owner_id: other.id })
    const as = clinic.as(clinic.people.admin)
    const answers = await Promise.all([
      as.post(`/users/${one.id}/hand-over`, { leadsTo: other.id, deactivate: true }),
      as.post(`/users/${other.id}/hand-over`, { leadsTo: one.id, deactivate: true }),
    ])
    // Whoever comes second would give to somebody who is gone.
    expect(statusesOf(answers)).toEqual([200, 400])
    const rows = await clinic.sql(`select from leads l join users u on u.id = l.owner_id where u.id in ($1, $2) and not u.is_active`, [
      one.id,
      other.id,
    ])
    expect(rows).toEqual([])
  })

  test('nobody deactivates themselves by handing over', async () => {
    const { admin } = clinic.people
    expect((await clinic.as(admin).post(`/users/${admin.id}/hand-over`, { deactivate: true })).status).toBe(403)
  })
})

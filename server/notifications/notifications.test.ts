import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeAs } from '../db/actor.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, statusesOf } from '../test/trail.ts'
import { notify } from './notifications.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())
beforeEach(() => clinic.sql('delete from notifications'))

interface Notices {
  data: {
    id: number
    kind: string
    entityType: string
    entityId: number
    title: string | null
    actorId: number | null
    readAt: string | null
  }[]
  nextCursor: string | null
  unread: number
}
const noticesOf = async (person: Person, query = '') => (await clinic.as(person).get<Notices>(`/notifications${query}`)).body
const toldTo = async (person: Person) =>
  (await noticesOf(person)).data.map(({ kind, entityType, entityId }) => [kind, entityType, entityId])

describe('who is given something is told', () => {
  test('of a task, a lead, a patient and an appointment given by somebody else, with its name and who gave it', async () => {
    const { sdr, coach, admin } = clinic.people
    const leadId = await build.lead(clinic, { first_name: 'Ana', last_name: 'Vega' })
    const contactId = await build.contact(clinic)
    const as = clinic.as(admin)
    const { body: task } = await as.post('/tasks', { title: 'Send the kit', assignedToId: coach.id, leadId })
    await as.patch(`/leads/${leadId}`, { ownerId: coach.id })
    await as.patch(`/contacts/${contactId}`, { healthCoachId: coach.id })
    const { body: visit } = await as.post('/appointments', {
      title: 'First',
      scheduledAt: '2031-05-05T10:00:00Z',
      userId: coach.id,
      leadId,
    })
    expect(await toldTo(coach)).toEqual([
      ['assigned', 'appointment', visit.id],
      ['assigned', 'contact', contactId],
      ['assigned', 'lead', leadId],
      ['assigned', 'task', task.id],
    ])
    const { data, unread } = await noticesOf(coach)
    expect(unread).toBe(4)
    expect(data[2]).toMatchObject({ title: 'Ana Vega', actorId: admin.id, readAt: null })
    expect(data[3]).toMatchObject({ title: 'Send the kit', leadId })
    expect(await toldTo(sdr)).toEqual([])
  })

  test('nobody is told of what they take or give themselves, of what is done already, or by an import', async () => {
    const { sdr } = clinic.people
    const as = clinic.as(sdr)
    const leadId = await build.lead(clinic, { owner_id: sdr.id })
    await as.post('/tasks', { title: 'Mine', assignedToId: sdr.id, leadId })
    await clinic.as(clinic.people.admin).post('/tasks', { title: 'Done', assignedToId: sdr.id, status: 'Completed' })
    expect(await toldTo(sdr)).toEqual([])
  })

  test('what is given on to somebody else is told to them alone', async () => {
    const { sdr, otherSdr, admin } = clinic.people
    const id = await build.task(clinic, { assigned_to_id: sdr.id })
    await clinic.as(admin).patch(`/tasks/${id}`, { assignedToId: otherSdr.id })
    await clinic.as(admin).patch(`/tasks/${id}`, { priority: 'High' })
    expect(await toldTo(otherSdr)).toEqual([['assigned', 'task', id]])
    expect(await toldTo(sdr)).toEqual([])
  })

  test('a change that is refused tells nobody', async () => {
    const { coach, sdr } = clinic.people
    const id = await build.task(clinic, { contact_id: await build.contact(clinic) })
    expect((await clinic.as(sdr).patch(`/tasks/${id}`, { assignedToId: coach.id })).status).toBe(403)
    expect(await toldTo(coach)).toEqual([])
  })

  test('of many that are given at once ten are told one by one, the rest as one', async () => {
    const { sdr, admin } = clinic.people
    for (let count = 0; count < 14; count++) await clinic.as(admin).post('/tasks', { title: `Task ${count}`, assignedToId: sdr.id })
    const told = await toldTo(sdr)
    expect(told.filter(([, about]) => about === 'task')).toHaveLength(10)
    expect(told.filter(([, about]) => about === 'tasks').length).toBeGreaterThanOrEqual(1)
    expect(told.length).toBeLessThanOrEqual(12)
  })
})

describe('a lead that is taken', () => {
  test('its owner is told, and of a claim those who were on it', async () => {
    const { sdr, otherSdr, coach, otherCoach, admin } = clinic.people
    const owned = await build.lead(clinic, { owner_id: sdr.id })
    await clinic.as(admin).patch(`/leads/${owned}`, { ownerId: otherSdr.id })
    expect(await toldTo(sdr)).toEqual([['claimed', 'lead', owned]])
    expect(await toldTo(otherSdr)).toEqual([['assigned', 'lead', owned]])

    await clinic.sql('delete from notifications')
    const open = await build.lead(clinic, { health_coach_booked_with: coach.id })
    await build.task(clinic, { lead_id: open, assigned_to_id: otherSdr.id })
    await build.task(clinic, { lead_id: open, assigned_to_id: otherCoach.id, status: 'Completed' })
    await clinic.sql(`insert into calls (lead_id, user_id, outcome) values ($1, $2, 'Reached')`, [open, admin.id])
    await clinic.as(sdr).put(`/leads/${open}/claim`)
    for (const person of [coach, otherSdr, admin]) expect(await toldTo(person)).toEqual([['claimed', 'lead', open]])
    for (const person of [sdr, otherCoach]) expect(await toldTo(person)).toEqual([])
  })

  test('of twenty claims at once those who were on the lead are told of the one that won', async () => {
    const { coach, sdr, otherSdr } = clinic.people
    const id = await build.lead(clinic, { health_coach_booked_with: coach.id })
    await atOnce(20, (index) => clinic.as(index % 2 ? sdr : otherSdr).put(`/leads/${id}/claim`))
    expect(await toldTo(coach)).toEqual([['claimed', 'lead', id]])
  })
})

describe('what nobody may be told', () => {
  test('a restricted record is told to nobody who may not see it, and one that is restricted later is shown no more', async () => {
    const { sdr, coach, admin } = clinic.people
    const leadId = await build.lead(clinic, { owner_id: admin.id, last_name: 'Canary' })
    await build.task(clinic, { lead_id: leadId, assigned_to_id: sdr.id })
    const open = await build.lead(clinic, { owner_id: admin.id, last_name: 'Canary' })
    const { body: task } = await clinic.as(admin).post('/tasks', { title: 'Canary', assignedToId: sdr.id, leadId: open })
    expect(await toldTo(sdr)).toEqual([['assigned', 'task', task.id]])
    await build.restrict(clinic, 'lead', leadId)
    await build.restrict(clinic, 'lead', open)
    await clinic.as(admin).post('/tasks', { title: 'Canary', assignedToId: sdr.id, leadId })
    await clinic.as(admin).patch(`/leads/${leadId}`, { healthCoachBookedWith: coach.id })
    const shown = await clinic.as(sdr).get<Notices>('/notifications')
    expect([shown.body.data, shown.body.unread]).toEqual([[], 0])
    expect(shown.text).not.toContain('Canary')
    const rows = await clinic.sql('select from notifications where user_id = $1', [sdr.id])
    expect(rows).toHaveLength(1)
  })

  test('another’s notices are neither shown nor marked', async () => {
    const { sdr, otherSdr, admin } = clinic.people
    await clinic.as(admin).post('/tasks', { title: 'x', assignedToId: sdr.id })
    const [notice] = (await noticesOf(sdr)).data
    expect((await clinic.as(otherSdr).put(`/notifications/${notice?.id}/reading`)).status).toBe(404)
    expect((await clinic.as(admin).put(`/notifications/${notice?.id}/reading`)).status).toBe(404)
    expect((await noticesOf(sdr)).unread).toBe(1)
  })

  test('who is deactivated is told nothing', async () => {
    const left = await clinic.addPerson('SDR')
    await clinic.sql('update users set is_active = false where id = $1', [left.id])
    const { sdr } = clinic.people
    await writeAs(clinic.database, { userId: sdr.id, role: 'SDR' }, async (db) =>
      notify(db, { kind: 'mentioned', to: [left.id, sdr.id], entityType: 'lead', entityId: await build.lead(clinic) }),
    )
    expect(await clinic.sql('select from notifications')).toEqual([])
  })
})

describe('mentions and keys', () => {
  test('who mentions tells others, not themselves, once under one key; a rolled back change tells nobody', async () => {
    const { sdr, coach } = clinic.people
    const entityId = await build.lead(clinic)
    await writeAs(clinic.database, { userId: sdr.id, role: 'SDR' }, async (db) =>
      notify(db, { kind: 'mentioned', to: [coach.id], entityType: 'lead', entityId }),
    )
    expect(await toldTo(coach)).toHaveLength(1)
    await clinic.sql('delete from notifications')
    const mention = { kind: 'mentioned', to: [coach.id, sdr.id], entityType: 'lead', entityId, onceKey: 'comment:1' } as const
    const act = { userId: sdr.id, role: 'SDR' } as const
    await writeAs(clinic.database, act, async (db) => notify(db, mention))
    await writeAs(clinic.database, act, async (db) => notify(db, mention))
    const failing = writeAs(clinic.database, act, async (db) => {
      notify(db, { ...mention, onceKey: 'comment:2' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await toldTo(coach)).toEqual([['mentioned', 'lead', entityId]])
    expect(await toldTo(sdr)).toEqual([])
  })
})

describe('reading', () => {
  test('one is marked and unmarked once, all at once; each leaves one entry', async () => {
    const { sdr, admin } = clinic.people
    for (const title of ['a', 'b', 'c']) await clinic.as(admin).post('/tasks', { title, assignedToId: sdr.id })
    const as = clinic.as(sdr)
    const id = (await noticesOf(sdr)).data[0]?.id
    expect(statusesOf([await as.put(`/notifications/${id}/reading`), await as.put(`/notifications/${id}/reading`)])).toEqual([204, 204])
    expect((await noticesOf(sdr)).unread).toBe(2)
    expect((await noticesOf(sdr, '?unread=true')).data).toHaveLength(2)
    expect((await as.delete(`/notifications/${id}/reading`)).status).toBe(204)
    expect(await actionsOf(clinic, 'notification', id)).toEqual(['read', 'unread'])
    await as.put('/notifications/reading')
    await as.put('/notifications/reading')
    const { unread, data } = await noticesOf(sdr)
    expect([unread, data.every(({ readAt }) => readAt !== null)]).toEqual([0, true])
    expect(await actionsOf(clinic, 'notification', id)).toEqual(['read', 'unread', 'all_read'])
  })

  test('the walk shows each notice once; a strange cursor is a 400, a missing notice a 404, a stranger a 401', async () => {
    const { sdr, admin } = clinic.people
    for (let count = 0; count < 5; count++) await clinic.as(admin).post('/tasks', { title: `w${count}`, assignedToId: sdr.id })
    const seen: number[] = []
    let cursor = ''
    do {
      const page = await noticesOf(sdr, `?limit=2${cursor}`)
      seen.push(...page.data.map(({ id }) => id))
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor)
    expect([seen.length, new Set(seen).size]).toEqual([5, 5])
    const as = clinic.as(sdr)
    expect((await as.get('/notifications?cursor=abc')).status).toBe(400)
    expect((await as.put('/notifications/2147483000/reading')).status).toBe(404)
    expect((await clinic.as(undefined).get('/notifications')).status).toBe(401)
  })
})

describe('preferences', () => {
  test('begin in the app and not by mail; a change is kept, logged once, and works at once', async () => {
    const { otherCoach: person, admin } = clinic.people
    const as = clinic.as(person)
    const before = await as.get('/me/notification-preferences')
    expect(before.body).toMatchObject({ mails: false, preferences: { claimed: { inApp: true, byMail: false } } })
    const silent = { assigned: { inApp: false } }
    expect((await as.patch('/me/notification-preferences', silent)).body).toMatchObject({ preferences: { assigned: { inApp: false } } })
    await as.patch('/me/notification-preferences', silent)
    expect(await actionsOf(clinic, 'user', person.id)).toEqual(['notices_chosen'])
    await clinic.as(admin).post('/tasks', { title: 'x', assignedToId: person.id })
    expect(await toldTo(person)).toEqual([])
    expect((await as.patch('/me/notification-preferences', { assigned: { inApp: 'yes' }, odd: {} })).status).toBe(400)
  })
})

test('the access log says which records a look at the notices has shown', async () => {
  const { sdr, admin } = clinic.people
  const { body: task } = await clinic.as(admin).post('/tasks', { title: 'Seen', assignedToId: sdr.id })
  await noticesOf(sdr)
  const looks = () =>
    clinic.sql(
      `select entity_type, entity_ids from access_log where route = 'GET /notifications' and entity_type = 'task' and $1 = any(entity_ids)`,
      [task.id],
    )
  await expect.poll(looks, { timeout: 5000 }).toEqual([{ entity_type: 'task', entity_ids: [task.id] }])
})

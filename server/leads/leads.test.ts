import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const person = { firstName: 'Lena', lastName: 'Canary', email: 'lena.canary@example.com' }

describe('adding a lead', () => {
  test('an SDR adds one, unassigned and HHQ Started; the trail says so without names', async () => {
    const { sdr } = clinic.people
    const made = await clinic.as(sdr).post('/leads', { ...person, phone: '' })
    expect(made.status).toBe(201)
    expect(made.headers.location).toBe(`/api/v1/leads/${made.body.id}`)
    expect(made.body).toMatchObject({
      ...person,
      phone: null,
      status: 'HHQ Started',
      leadSource: 'None',
      leadReadiness: 'Cold',
      ownerId: null,
      numberOfCalls: 0,
      portalAccess: false,
    })
    expect(made.body).not.toHaveProperty('passwordHash')
    expect(await trailOf(clinic, 'lead', made.body.id)).toEqual([{ action: 'created', details: { source: 'staff' }, userId: sdr.id }])
  })

  test('a coach adds none', async () => {
    expect((await clinic.as(clinic.people.coach).post('/leads', person)).status).toBe(403)
  })

  test('it is given to somebody who is there: an active owner, a coach who is one', async () => {
    const { sdr, coach, admin } = clinic.people
    const gone = await clinic.addPerson('SDR')
    const as = clinic.as(sdr)
    const id = (await as.post('/leads', { ...person, ownerId: gone.id, healthCoachBookedWith: coach.id })).body.id
    await clinic.as(admin).patch(`/users/${gone.id}`, { isActive: false })
    const refused = await as.post('/leads', { ...person, ownerId: gone.id, healthCoachBookedWith: sdr.id })
    expect([refused.status, badFields(refused)]).toEqual([400, ['healthCoachBookedWith', 'ownerId']])
    expect(badFields(await as.patch(`/leads/${id}`, { healthCoachBookedWith: gone.id }))).toEqual(['healthCoachBookedWith'])
    // What stands already is not asked again.
    expect((await as.patch(`/leads/${id}`, { ownerId: gone.id, notes: 'x' })).status).toBe(200)
  })

  test('every bad field is named at once', async () => {
    const answer = await clinic
      .as(clinic.people.sdr)
      .post('/leads', { email: 'x', status: 'Booked', leadSource: 'Radio', numberOfCalls: 3, ownerId: 0 })
    expect([answer.status, badFields(answer)]).toEqual([
      400,
      ['email', 'firstName', 'lastName', 'leadSource', 'numberOfCalls', 'ownerId', 'status'],
    ])
  })

  test('an owner who does not exist is refused by name', async () => {
    expect(badFields(await clinic.as(clinic.people.sdr).post('/leads', { ...person, ownerId: 999_999 }))).toEqual(['ownerId'])
  })

  test('leads may share an e-mail, and each shows the other as its duplicate', async () => {
    const as = clinic.as(clinic.people.sdr)
    const first = await as.post('/leads', { ...person, email: 'twin@example.com', lastName: 'One' })
    const second = await as.post('/leads', { ...person, email: 'TWIN@example.com', lastName: 'Two' })
    expect(second.status).toBe(201)
    const { body } = await as.get<{ data: unknown[] }>(`/leads/${second.body.id}/duplicates`)
    expect(body.data).toMatchObject([{ entityType: 'lead', id: first.body.id, by: ['email'] }])
    const before = await as.get<{ data: { id: number }[] }>('/leads/duplicates?email=twin%40example.com')
    expect(before.body.data.map(({ id }) => id).sort()).toEqual([first.body.id, second.body.id])
  })
})

describe('changing a lead', () => {
  test('a status with its reason is told in the trail and in the history', async () => {
    const { sdr } = clinic.people
    const as = clinic.as(sdr)
    const id = await build.lead(clinic)
    const changed = await as.patch(`/leads/${id}`, { status: 'Booking: Not Paid', statusReason: 'Called to book' })
    expect([changed.status, changed.body.status]).toEqual([200, 'Booking: Not Paid'])
    expect(changed.body).not.toHaveProperty('statusReason')
    expect(await trailOf(clinic, 'lead', id)).toEqual([
      {
        action: 'status_changed',
        details: {
          changes: { status: ['HHQ Started', 'Booking: Not Paid'] },
          reason: 'Called to book',
          missing: ['owner', 'phone', 'call_logged'],
        },
        userId: sdr.id,
      },
    ])
    const { body } = await as.get<{ data: unknown[] }>(`/leads/${id}/stages`)
    expect(body.data).toMatchObject([
      { stage: 'HHQ Started', leftAt: expect.any(String) },
      { stage: 'Booking: Not Paid', leftAt: null, reason: 'Called to book', enteredById: sdr.id },
    ])
  })

  test('a coach changes the leads they own and no others', async () => {
    const { coach, otherCoach } = clinic.people
    const own = await build.lead(clinic, { owner_id: coach.id })
    const others = await build.lead(clinic, { owner_id: otherCoach.id })
    const as = clinic.as(coach)
    expect((await as.patch(`/leads/${own}`, { notes: 'x' })).status).toBe(200)
    const refused = [
      await as.patch(`/leads/${others}`, { notes: 'x' }),
      await as.post(`/leads/${others}/calls`, { outcome: 'Reached' }),
      await as.delete(`/leads/${others}`),
    ]
    expect(statusesOf(refused)).toEqual([403, 403, 403])
    expect(await actionsOf(clinic, 'lead', others)).toEqual([])
  })

  test('updatedAt moves with each change and createdAt never', async () => {
    const as = clinic.as(clinic.people.sdr)
    const { body: made } = await as.post('/leads', person)
    const { body: changed } = await as.patch(`/leads/${made.id}`, { notes: 'x' })
    expect(String(changed.updatedAt) > String(made.updatedAt)).toBe(true)
    expect(changed.createdAt).toBe(made.createdAt)
  })

  test('a missing lead is a 404 on every path', async () => {
    const as = clinic.as(clinic.people.admin)
    const answers = await Promise.all([
      as.get('/leads/999999'),
      as.patch('/leads/999999', { notes: 'x' }),
      as.delete('/leads/999999'),
      as.put('/leads/999999/claim'),
      as.delete('/leads/999999/claim'),
      as.get('/leads/999999/calls'),
      as.post('/leads/999999/calls', { outcome: 'Reached' }),
      as.post('/leads/999999/conversion', {}),
      as.get('/leads/999999/timeline'),
      as.get('/leads/999999/stages'),
      as.get('/leads/999999/duplicates'),
      as.get('/leads/999999/restriction'),
      as.put('/leads/999999/restriction', { reason: 'x' }),
      as.delete('/leads/999999/restriction'),
    ])
    expect(statusesOf(answers)).toEqual(Array(14).fill(404))
  })
})

describe('deleting a lead', () => {
  test('it goes with its calls, tasks and appointments, and an Admin brings all back', async () => {
    const { sdr, admin } = clinic.people
    const as = clinic.as(sdr)
    const id = await build.lead(clinic)
    await as.post(`/leads/${id}/calls`, { outcome: 'Reached' })
    const taskId = await build.task(clinic, { lead_id: id })
    expect((await as.delete(`/leads/${id}`)).status).toBe(204)
    expect(statusesOf([await as.get(`/leads/${id}`), await as.get(`/tasks/${taskId}`)])).toEqual([404, 404])
    expect((await as.get('/deleted-records')).status).toBe(403)
    const { body } = await clinic.as(admin).get<{ data: { id: number }[] }>(`/deleted-records?entityType=lead&entityId=${id}`)
    const restore = () => clinic.as(admin).post(`/deleted-records/${body.data[0]?.id}/restoration`)
    expect(statusesOf(await atOnce(3, restore))).toEqual([200, 200, 200])
    expect((await restore()).body).toEqual({ entityType: 'lead', entityId: id })
    expect((await actionsOf(clinic, 'lead', id)).filter((action) => action === 'restored')).toHaveLength(1)
    expect((await clinic.as(admin).post('/deleted-records/2147483000/restoration')).status).toBe(404)
    expect((await as.get(`/leads/${id}`)).body.numberOfCalls).toBe(1)
    expect((await as.get<{ data: unknown[] }>(`/leads/${id}/calls`)).body.data).toHaveLength(1)
    expect((await as.get(`/tasks/${taskId}`)).status).toBe(200)
    await as.delete(`/leads/${id}`)
    expect((await restore()).status).toBe(409)
  })
})

describe('a restricted lead', () => {
  test('exists for its owner and Admins alone, in rows, lists, board, counts, search and trail', async () => {
    const { sdr, otherSdr, coach, admin } = clinic.people
    const id = await build.lead(clinic, { last_name: 'Qwertz', owner_id: sdr.id, lead_source: 'Lab Purchase' })
    const total = async (who: typeof sdr) => (await clinic.as(who).get('/leads/facets?leadSource=Lab+Purchase')).body.total
    const before = [await total(sdr), await total(otherSdr)]
    await clinic.as(admin).put(`/leads/${id}/restriction`, { reason: 'own care' })
    for (const stranger of [otherSdr, coach]) {
      const as = clinic.as(stranger)
      const answers = [
        as.get(`/leads/${id}`),
        as.get(`/leads/${id}/timeline`),
        as.patch(`/leads/${id}`, { notes: 'x' }),
        as.put(`/leads/${id}/claim`),
      ]
      expect(statusesOf(await Promise.all(answers))).toEqual([404, 404, 404, 404])
      for (const path of [
        `/leads?id=${id}`,
        '/leads?q=qwertz',
        `/leads/board?id=${id}`,
        '/search?q=qwertz',
        '/leads/duplicates?firstName=Lena&lastName=Qwertz',
        `/activity?entityId=${id}&entityType=lead`,
      ]) {
        expect((await as.get(path)).body.data).toEqual([])
      }
    }
    expect([await total(sdr), await total(otherSdr), await total(admin)]).toEqual([before[0], Number(before[1]) - 1, before[0]])
    expect((await clinic.as(sdr).get('/leads?q=qwertz')).body.data).toHaveLength(1)
    await clinic.as(admin).delete(`/leads/${id}/restriction`)
    expect((await clinic.as(otherSdr).get(`/leads/${id}`)).status).toBe(200)
    expect(await total(otherSdr)).toBe(before[1])
  })
})

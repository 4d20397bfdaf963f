import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, badFields, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const patient = { firstName: 'Cora', lastName: 'Canary', email: 'cora.canary@example.com' }

describe('adding a contact', () => {
  test('a coach adds one in stage Intake; the trail says so without names', async () => {
    const { coach } = clinic.people
    const made = await clinic.as(coach).post('/contacts', { ...patient, healthCoachId: coach.id })
    expect(made.status).toBe(201)
    expect(made.headers.location).toBe(`/api/v1/contacts/${made.body.id}`)
    expect(made.body).toMatchObject({ ...patient, stage: 'Intake', healthCoachId: coach.id, leadId: null })
    expect(await trailOf(clinic, 'contact', made.body.id)).toEqual([{ action: 'created', details: { source: 'staff' }, userId: coach.id }])
    expect((await clinic.as(coach).get(`/contacts/${made.body.id}`)).text).toBe(made.text)
  })

  test('an SDR reads contacts and may not add, change, move or delete them', async () => {
    const id = await build.contact(clinic)
    const sdr = clinic.as(clinic.people.sdr)
    expect((await sdr.get(`/contacts/${id}`)).status).toBe(200)
    expect((await sdr.get('/contacts')).status).toBe(200)
    for (const refused of [
      sdr.post('/contacts', patient),
      sdr.patch(`/contacts/${id}`, { notes: 'x' }),
      sdr.post(`/contacts/${id}/stage`, { stage: 'Initial Labs' }),
      sdr.delete(`/contacts/${id}`),
    ]) {
      expect((await refused).status).toBe(403)
    }
    expect(await actionsOf(clinic, 'contact', id)).toEqual([])
  })

  test('every bad field is named at once', async () => {
    const answer = await clinic.as(clinic.people.coach).post('/contacts', { firstName: ' ', email: 'nobody', stage: 'Unknown', shoe: 42 })
    expect(answer.status).toBe(400)
    expect(badFields(answer)).toEqual(['email', 'firstName', 'lastName', 'shoe', 'stage'])
  })

  test('a coach who is none, and a lead that is unknown or hidden, are refused alike by name', async () => {
    const { coach, sdr } = clinic.people
    const hidden = await build.lead(clinic)
    await build.restrict(clinic, 'lead', hidden)
    const answers = []
    for (const leadId of [hidden, 999_999]) {
      const answer = await clinic.as(coach).post('/contacts', { ...patient, healthCoachId: sdr.id, leadId })
      expect(badFields(answer)).toEqual(['healthCoachId', 'leadId'])
      answers.push(answer.body.errors)
    }
    expect(answers[0]).toEqual(answers[1])
  })
})

describe('changing a contact', () => {
  test('the trail has old and new coach, and only the names of contact data', async () => {
    const { coach, otherCoach } = clinic.people
    const id = await build.contact(clinic, { health_coach_id: coach.id })
    const changed = await clinic.as(coach).patch(`/contacts/${id}`, { healthCoachId: otherCoach.id, phone: '+1 555 0100' })
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({ healthCoachId: otherCoach.id, phone: '+1 555 0100' })
    expect(await trailOf(clinic, 'contact', id)).toEqual([
      { action: 'updated', details: { changes: { healthCoachId: [coach.id, otherCoach.id] }, fields: ['phone'] }, userId: coach.id },
    ])
  })

  test('a change to what stands already writes nothing', async () => {
    const id = await build.contact(clinic, { notes: 'same' })
    const as = clinic.as(clinic.people.coach)
    const before = await as.get(`/contacts/${id}`)
    const after = await as.patch(`/contacts/${id}`, { notes: 'same' })
    expect([after.status, after.text]).toEqual([200, before.text])
    expect(await actionsOf(clinic, 'contact', id)).toEqual([])
  })

  test('the stage is not changed by PATCH', async () => {
    const id = await build.contact(clinic)
    const answer = await clinic.as(clinic.people.admin).patch(`/contacts/${id}`, { stage: 'Initial Labs' })
    expect([answer.status, badFields(answer)]).toEqual([400, ['stage']])
  })

  test('a stale version is a 412 and nothing changes', async () => {
    const id = await build.contact(clinic)
    const as = clinic.as(clinic.people.coach)
    const { headers } = await as.get(`/contacts/${id}`)
    const fresh = await as.patch(`/contacts/${id}`, { notes: 'first' }, { headers: { 'if-match': headers.etag ?? '' } })
    expect(fresh.status).toBe(200)
    for (const stale of [
      as.patch(`/contacts/${id}`, { notes: 'second' }, { headers: { 'if-match': headers.etag ?? '' } }),
      as.delete(`/contacts/${id}`, { headers: { 'if-match': headers.etag ?? '' } }),
    ]) {
      expect((await stale).status).toBe(412)
    }
    expect((await as.get(`/contacts/${id}`)).body.notes).toBe('first')
  })

  test('a missing contact is a 404 on every path', async () => {
    const as = clinic.as(clinic.people.admin)
    for (const asked of [
      as.get('/contacts/999999'),
      as.patch('/contacts/999999', { notes: 'x' }),
      as.delete('/contacts/999999'),
      as.post('/contacts/999999/stage', { stage: 'Intake' }),
      as.get('/contacts/999999/timeline'),
      as.get('/contacts/999999/stages'),
      as.get('/contacts/999999/duplicates'),
      as.get('/contacts/999999/restriction'),
      as.put('/contacts/999999/restriction', { reason: 'x' }),
      as.delete('/contacts/999999/restriction'),
    ]) {
      expect((await asked).status).toBe(404)
    }
  })
})

describe('deleting a contact', () => {
  test('it goes with its tasks and appointments, and an Admin brings all back', async () => {
    const { coach, admin } = clinic.people
    const id = await build.contact(clinic)
    const own = await build.task(clinic, { contact_id: id })
    const leadId = await build.lead(clinic)
    const shared = await build.task(clinic, { contact_id: id, lead_id: leadId })
    const visit = await build.appointment(clinic, { contact_id: id })
    expect((await clinic.as(coach).delete(`/contacts/${id}`)).status).toBe(204)
    const gone = [`/contacts/${id}`, `/tasks/${own}`, `/appointments/${visit}`].map((path) => clinic.as(admin).get(path))
    expect((await Promise.all(gone)).map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await clinic.as(admin).get(`/tasks/${shared}`)).body).toMatchObject({ contactId: null, leadId })

    const { body } = await clinic.as(admin).get<{ data: { id: number }[] }>(`/deleted-records?entityType=contact&entityId=${id}`)
    const restored = await clinic.as(admin).post(`/deleted-records/${body.data[0]?.id}/restoration`)
    expect(restored.body).toEqual({ entityType: 'contact', entityId: id })
    expect((await clinic.as(coach).get(`/contacts/${id}`)).status).toBe(200)
    expect((await clinic.as(coach).get(`/tasks/${own}`)).body.contactId).toBe(id)
    expect((await clinic.as(coach).get(`/tasks/${shared}`)).body.contactId).toBe(id)
    expect((await clinic.as(coach).get(`/appointments/${visit}`)).status).toBe(200)
    expect(await actionsOf(clinic, 'contact', id)).toEqual(['deleted', 'restored'])
  })
})

describe('the story of a contact', () => {
  test('the timeline holds its own trail, that of its tasks and appointments, and that of the lead it was', async () => {
    const { admin } = clinic.people
    const as = clinic.as(admin)
    const leadId = await build.lead(clinic, { status: 'Booking: Paid/Booked' })
    await as.post(`/leads/${leadId}/calls`, { outcome: 'Reached', notes: 'Likes mornings' })
    const { body: contact } = await as.post(`/leads/${leadId}/conversion`, { healthCoachId: clinic.people.coach.id })
    const { body: task } = await as.post('/tasks', { title: 'Send the kit', contactId: contact.id })
    await as.put(`/tasks/${task.id}/completion`)
    await as.post('/appointments', { title: 'Intake', scheduledAt: '2031-01-01T09:00:00Z', contactId: contact.id })
    await clinic.as(admin).post('/tasks', { title: 'Of nobody' })
    const { body } = await as.get<{ data: { entityType: string; action: string; details: unknown }[] }>(`/contacts/${contact.id}/timeline`)
    expect(body.data.map(({ entityType, action }) => `${entityType} ${action}`)).toEqual([
      'appointment created',
      'task completed',
      'task created',
      'lead converted',
      'contact created',
      'lead called',
    ])
    expect(body.data.at(-1)?.details).toMatchObject({ outcome: 'Reached', notes: 'Likes mornings' })
  })

  test('the timeline pages without repeating or losing an entry', async () => {
    const as = clinic.as(clinic.people.coach)
    const id = await build.contact(clinic)
    for (let count = 0; count < 7; count++) await as.patch(`/contacts/${id}`, { notes: `note ${count}` })
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const path: string = `/contacts/${id}/timeline?limit=3${cursor ? `&cursor=${cursor}` : ''}`
      const { body } = await as.get<{ data: { id: string }[]; nextCursor: string | null }>(path)
      seen.push(...body.data.map((entry) => entry.id))
      cursor = body.nextCursor
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7])
    expect((await as.get(`/contacts/${id}/timeline?cursor=nonsense`)).status).toBe(400)
  })

  test('duplicates are others with the same e-mail, phone or name, not the contact itself or the lead it was', async () => {
    const as = clinic.as(clinic.people.coach)
    const leadId = await build.lead(clinic, { first_name: 'Dora', last_name: 'Double', email: 'dora@example.com' })
    const id = await build.contact(clinic, {
      first_name: 'Dora',
      last_name: 'Double',
      email: 'DORA@example.com',
      phone: '+1 (555) 010-0199',
      lead_id: leadId,
    })
    const twin = await build.lead(clinic, { first_name: 'D.', last_name: 'D.', email: 'other@example.com', phone: '15550100199' })
    const { body } = await as.get<{ data: unknown[] }>(`/contacts/${id}/duplicates`)
    expect(body.data).toMatchObject([{ entityType: 'lead', id: twin, by: ['phone'] }])
  })
})

describe('a restricted contact', () => {
  test('exists for its coach and Admins alone, in rows, lists, search and timeline', async () => {
    const { sdr, coach, otherCoach, admin } = clinic.people
    const id = await build.contact(clinic, { last_name: 'Zzyzx', health_coach_id: coach.id })
    const taskId = await build.task(clinic, { contact_id: id, title: 'Zzyzx kit' })
    expect((await clinic.as(coach).put(`/contacts/${id}/restriction`, { reason: 'own care' })).status).toBe(403)
    expect((await clinic.as(admin).put(`/contacts/${id}/restriction`, { reason: 'own care' })).body).toEqual({
      restricted: true,
      reason: 'own care',
    })
    for (const stranger of [sdr, otherCoach]) {
      const as = clinic.as(stranger)
      for (const path of [`/contacts/${id}`, `/contacts/${id}/timeline`, `/contacts/${id}/stages`, `/tasks/${taskId}`]) {
        expect((await as.get(path)).status).toBe(404)
      }
      for (const path of [
        `/contacts?id=${id}`,
        '/contacts?q=zzyzx',
        '/search?q=zzyzx',
        `/tasks?contactId=${id}`,
        '/tasks?q=zzyzx',
        `/activity?entityType=contact&entityId=${id}`,
      ]) {
        expect((await as.get(path)).body.data).toEqual([])
      }
    }
    expect((await clinic.as(otherCoach).patch(`/contacts/${id}`, { notes: 'x' })).status).toBe(404)
    for (const person of [coach, admin]) {
      const as = clinic.as(person)
      expect((await as.get(`/contacts/${id}`)).status).toBe(200)
      for (const path of ['/contacts?q=zzyzx', '/tasks?q=zzyzx']) expect((await as.get(path)).body.data).toHaveLength(1)
      expect((await as.get('/search?q=zzyzx')).body.data).toHaveLength(2)
    }
    expect((await clinic.as(admin).delete(`/contacts/${id}/restriction`)).status).toBe(204)
    expect((await clinic.as(sdr).get('/search?q=zzyzx')).body.data).toHaveLength(2)
    expect(await actionsOf(clinic, 'contact', id)).toEqual(['restricted', 'unrestricted'])
  })
})

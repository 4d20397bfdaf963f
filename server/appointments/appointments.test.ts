import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

let day = 0
/** A time of its own for each test, so that none overlaps another's. */
const freshTime = () => {
  day += 1
  return new Date(Date.UTC(2031, 0, day, 15)).toISOString()
}

describe('booking', () => {
  test('takes any offset, stores UTC, lasts thirty minutes, and is logged', async () => {
    const { coach } = clinic.people
    const contactId = await build.contact(clinic)
    const made = await clinic.as(coach).post('/appointments', {
      title: 'Canary',
      scheduledAt: '2030-03-31T02:30:00.5+01:00',
      userId: coach.id,
      contactId,
      meetingLink: 'https://meet.example.com/canary',
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ scheduledAt: '2030-03-31T01:30:00.500Z', duration: 30, status: 'Scheduled', userId: coach.id })
    expect(made.headers.location).toBe(`/api/v1/appointments/${made.body.id}`)
    const [row] = await clinic.sql(`select scheduled_at::text as at from appointments where id = $1`, [made.body.id])
    expect(row?.at).toBe('2030-03-31 01:30:00.5')
    const details = { scheduledAt: '2030-03-31T01:30:00.500Z', duration: 30, userId: coach.id, leadId: null, contactId }
    expect(await trailOf(clinic, 'appointment', made.body.id)).toEqual([{ action: 'created', details, userId: coach.id }])
  })

  test('every bad field is named at once; only http(s) links are taken', async () => {
    const answer = await clinic.as(clinic.people.coach).post('/appointments', {
      title: '',
      scheduledAt: '2030-02-30T10:00:00Z',
      duration: 0,
      meetingLink: 'javascript:alert(1)',
      room: 4,
    })
    expect([answer.status, badFields(answer)]).toEqual([400, ['duration', 'meetingLink', 'room', 'scheduledAt', 'title']])
    const as = clinic.as(clinic.people.coach)
    expect(badFields(await as.post('/appointments', { title: 'x', scheduledAt: null }))).toEqual(['scheduledAt'])
    expect(badFields(await as.post('/appointments', { title: 'x', scheduledAt: freshTime(), userId: 999_999, leadId: 999_999 }))).toEqual([
      'leadId',
      'userId',
    ])
  })

  test('an SDR books and changes those with a lead, and reads the rest', async () => {
    const { sdr } = clinic.people
    const as = clinic.as(sdr)
    const leadId = await build.lead(clinic)
    expect((await as.post('/appointments', { title: 'x', scheduledAt: freshTime() })).status).toBe(403)
    const own = await as.post('/appointments', { title: 'x', scheduledAt: freshTime(), leadId })
    expect(own.status).toBe(201)
    expect((await as.patch(`/appointments/${own.body.id}`, { leadId: null })).status).toBe(403)
    expect((await as.patch(`/appointments/${own.body.id}`, { title: 'y' })).status).toBe(200)

    const other = await build.appointment(clinic, { contact_id: await build.contact(clinic) })
    expect((await as.get(`/appointments/${other}`)).status).toBe(200)
    const answers = [
      await as.patch(`/appointments/${other}`, { title: 'y' }),
      await as.delete(`/appointments/${other}`),
      await as.put(`/appointments/${other}/cancellation`),
      await as.put(`/appointments/${other}/completion`),
      await as.put(`/appointments/${other}/no-show`),
    ]
    expect(statusesOf(answers)).toEqual([403, 403, 403, 403, 403])
    expect(await actionsOf(clinic, 'appointment', other)).toEqual([])
  })

  test('a missing appointment is a 404 on every path', async () => {
    const as = clinic.as(clinic.people.admin)
    const answers = [
      await as.get('/appointments/999999'),
      await as.patch('/appointments/999999', { title: 'x' }),
      await as.delete('/appointments/999999'),
      await as.put('/appointments/999999/completion'),
      await as.put('/appointments/999999/cancellation', { reason: 'x' }),
      await as.delete('/appointments/999999/cancellation'),
      await as.put('/appointments/999999/no-show'),
      await as.delete('/appointments/999999/no-show'),
    ]
    expect(statusesOf(answers)).toEqual(Array(8).fill(404))
  })
})

describe('what becomes of an appointment', () => {
  const booked = async () => {
    const { coach } = clinic.people
    const { body } = await clinic.as(coach).post('/appointments', { title: 'x', scheduledAt: freshTime(), userId: coach.id })
    return { id: body.id, scheduledAt: String(body.scheduledAt), as: clinic.as(coach) }
  }

  test('cancelled with a reason, and taken back; twice writes once', async () => {
    const { id, as } = await booked()
    const cancelled = await as.put(`/appointments/${id}/cancellation`, { reason: 'Is ill' })
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'Cancelled'])
    expect((await as.put(`/appointments/${id}/cancellation`)).text).toBe(cancelled.text)
    expect((await as.delete(`/appointments/${id}/cancellation`)).body.status).toBe('Scheduled')
    expect((await as.delete(`/appointments/${id}/cancellation`)).body.status).toBe('Scheduled')
    expect((await trailOf(clinic, 'appointment', id)).slice(1).map(({ action, details }) => [action, details])).toEqual([
      ['cancelled', { changes: { status: ['Scheduled', 'Cancelled'] }, reason: 'Is ill' }],
      ['reinstated', { changes: { status: ['Cancelled', 'Scheduled'] } }],
    ])
  })

  test('missed, and taken back; completed', async () => {
    const { id, as } = await booked()
    expect((await as.put(`/appointments/${id}/no-show`)).body.status).toBe('No Show')
    // A cancellation that never was is not taken back.
    expect((await as.delete(`/appointments/${id}/cancellation`)).body.status).toBe('No Show')
    expect((await as.delete(`/appointments/${id}/no-show`)).body.status).toBe('Scheduled')
    expect((await as.put(`/appointments/${id}/completion`)).body.status).toBe('Completed')
    expect((await as.put(`/appointments/${id}/completion`)).status).toBe(200)
    expect(await actionsOf(clinic, 'appointment', id)).toEqual(['created', 'missed', 'reinstated', 'completed'])
  })

  test('PATCH takes the status too, and a move is told as one', async () => {
    const { id, as, scheduledAt } = await booked()
    const later = freshTime()
    expect((await as.patch(`/appointments/${id}`, { scheduledAt: later, title: 'Later' })).body).toMatchObject({
      scheduledAt: later,
      title: 'Later',
    })
    expect((await as.patch(`/appointments/${id}`, { status: 'Cancelled' })).body.status).toBe('Cancelled')
    expect((await trailOf(clinic, 'appointment', id)).slice(1).map(({ action, details }) => [action, details])).toEqual([
      ['moved', { changes: { scheduledAt: [scheduledAt, later] }, fields: ['title'] }],
      ['cancelled', { changes: { status: ['Scheduled', 'Cancelled'] } }],
    ])
  })

  test('deleted, it frees its time and an Admin can bring it back', async () => {
    const { id, as, scheduledAt } = await booked()
    expect((await as.delete(`/appointments/${id}`)).status).toBe(204)
    expect((await as.get(`/appointments/${id}`)).status).toBe(404)
    const again = await as.post('/appointments', { title: 'y', scheduledAt, userId: clinic.people.coach.id })
    expect(again.status).toBe(201)
    await as.delete(`/appointments/${again.body.id}`)
    const { body } = await clinic
      .as(clinic.people.admin)
      .get<{ data: { id: number }[] }>(`/deleted-records?entityType=appointment&entityId=${id}`)
    expect((await clinic.as(clinic.people.admin).post(`/deleted-records/${body.data[0]?.id}/restoration`)).status).toBe(200)
    expect((await as.get(`/appointments/${id}`)).status).toBe(200)
  })

  test('a stale version is a 412', async () => {
    const { id, as } = await booked()
    const headers = { 'if-match': '"of long ago"' }
    const answers = [
      await as.patch(`/appointments/${id}`, { title: 'z' }, { headers }),
      await as.put(`/appointments/${id}/cancellation`, {}, { headers }),
      await as.delete(`/appointments/${id}`, { headers }),
    ]
    expect(statusesOf(answers)).toEqual([412, 412, 412])
  })
})

describe('lists of appointments', () => {
  test("a coach's week is a range of times, in order", async () => {
    const { otherCoach } = clinic.people
    const as = clinic.as(otherCoach)
    const times = ['2032-01-05T08:00:00.000Z', '2032-01-09T17:00:00.000Z', '2032-01-12T08:00:00.000Z']
    for (const scheduledAt of [...times].reverse()) await as.post('/appointments', { title: 'Week', scheduledAt, userId: otherCoach.id })
    const { body } = await as.get<{ data: { scheduledAt: string }[] }>(
      `/appointments?userId=${otherCoach.id}&scheduledAtFrom=2032-01-05T08:00:00Z&scheduledAtTo=2032-01-11T23:59:59Z`,
    )
    expect(body.data.map(({ scheduledAt }) => scheduledAt)).toEqual(times.slice(0, 2))
    const backwards = await as.get<{ data: { scheduledAt: string }[] }>(`/appointments?userId=${otherCoach.id}&sort=-scheduledAt`)
    expect(backwards.body.data.map(({ scheduledAt }) => scheduledAt)).toEqual([...times].reverse())
    expect((await as.get<{ data: unknown[] }>('/appointments?userId=none&durationFrom=31')).body.data).toEqual([])
    expect((await as.get('/appointments?sort=title')).status).toBe(400)
  })

  test('titles are searched; those of restricted records only for who may see them', async () => {
    const { sdr, coach, otherCoach } = clinic.people
    const contactId = await build.contact(clinic, { health_coach_id: coach.id })
    const id = await build.appointment(clinic, { title: 'Xylophone review', contact_id: contactId, scheduled_at: freshTime() })
    const hits = async (person: typeof sdr) =>
      (await clinic.as(person).get<{ data: { id: number }[] }>('/appointments?q=xylo')).body.data.map((row) => row.id)
    expect([await hits(sdr), await hits(coach)]).toEqual([[id], [id]])
    await build.restrict(clinic, 'contact', contactId)
    expect([await hits(sdr), await hits(otherCoach), await hits(coach)]).toEqual([[], [], [id]])
    expect((await clinic.as(sdr).get(`/appointments/${id}`)).status).toBe(404)
    await clinic.sql(`delete from record_restrictions where entity_type = 'contact' and entity_id = $1`, [contactId])
    expect(await hits(sdr)).toEqual([id])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

const noon = new Date('2030-03-09T12:00:00.000Z')
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: () => noon })
  // The clock of this clinic is ahead: its tokens live as long.
  await clinic.sql(`update api_tokens set expires_at = '2031-01-01'`)
})
afterAll(() => clinic.close())

describe('setting a task', () => {
  test.each([
    ['Low', '2030-03-16T12:00:00.000Z'],
    ['Medium', '2030-03-12T12:00:00.000Z'],
    ['High', '2030-03-10T12:00:00.000Z'],
    ['Urgent', '2030-03-09T12:00:00.000Z'],
  ])('a %s task is due by its priority when nobody said when', async (priority, dueDate) => {
    const made = await clinic.as(clinic.people.sdr).post('/tasks', { title: 'Call', priority })
    expect([made.status, made.body.dueDate]).toEqual([201, dueDate])
  })

  test('the caller is its creator; the trail tells priority, assignee, links and due date', async () => {
    const { sdr, coach } = clinic.people
    const leadId = await build.lead(clinic)
    const made = await clinic
      .as(sdr)
      .post('/tasks', { title: 'Canary', assignedToId: coach.id, leadId, dueDate: '2030-03-31T01:30:00+02:00' })
    expect(made.body).toMatchObject({
      createdById: sdr.id,
      status: 'Pending',
      priority: 'Medium',
      dueDate: '2030-03-30T23:30:00.000Z',
      completedAt: null,
    })
    expect(made.headers.location).toBe(`/api/v1/tasks/${made.body.id}`)
    const details = { priority: 'Medium', assignedToId: coach.id, leadId, contactId: null, dueDate: '2030-03-30T23:30:00.000Z' }
    expect(await trailOf(clinic, 'task', made.body.id)).toEqual([{ action: 'created', details, userId: sdr.id }])
  })

  test('a task may be without a due date on purpose, and may be born completed', async () => {
    const as = clinic.as(clinic.people.sdr)
    expect((await as.post('/tasks', { title: 'Some day', dueDate: null })).body.dueDate).toBeNull()
    expect((await as.post('/tasks', { title: 'Done', status: 'Completed' })).body.completedAt).toBe(noon.toISOString())
  })

  test('every bad field is named at once', async () => {
    const answer = await clinic
      .as(clinic.people.sdr)
      .post('/tasks', { priority: 'Huge', dueDate: '2030-01-01', createdById: 1, completedAt: null })
    expect([answer.status, badFields(answer)]).toEqual([400, ['completedAt', 'createdById', 'dueDate', 'priority', 'title']])
  })

  test('references to what is unknown, hidden or deactivated are refused alike by name', async () => {
    const { sdr, admin } = clinic.people
    const [leadId, contactId] = [await build.lead(clinic), await build.contact(clinic)]
    await build.restrict(clinic, 'lead', leadId)
    await build.restrict(clinic, 'contact', contactId)
    const left = await clinic.addPerson('SDR')
    await clinic.sql('update users set is_active = false where id = $1', [left.id])
    const hidden = await clinic.as(sdr).post('/tasks', { title: 'x', leadId, contactId, assignedToId: left.id })
    const unknown = await clinic.as(sdr).post('/tasks', { title: 'x', leadId: 999_999, contactId: 999_999, assignedToId: 999_999 })
    expect(badFields(hidden)).toEqual(['assignedToId', 'contactId', 'leadId'])
    expect(hidden.body.errors).toEqual(unknown.body.errors)
    expect((await clinic.as(admin).post('/tasks', { title: 'x', leadId, contactId })).status).toBe(201)
  })
})

describe('who may change a task', () => {
  test('an SDR: those assigned to or created by them, and those of leads', async () => {
    const { sdr, coach } = clinic.people
    const [leadId, contactId] = [await build.lead(clinic), await build.contact(clinic)]
    const as = clinic.as(sdr)
    const allowed = [{ assigned_to_id: sdr.id }, { created_by_id: sdr.id }, { lead_id: leadId }, { lead_id: leadId, contact_id: contactId }]
    const refused = [{}, { contact_id: contactId }, { assigned_to_id: coach.id, created_by_id: coach.id }]
    for (const row of allowed) expect((await as.patch(`/tasks/${await build.task(clinic, row)}`, { priority: 'High' })).status).toBe(200)
    for (const row of refused) {
      const id = await build.task(clinic, row)
      expect((await as.get(`/tasks/${id}`)).status).toBe(200)
      const answers = [
        await as.patch(`/tasks/${id}`, { priority: 'High' }),
        await as.put(`/tasks/${id}/completion`),
        await as.delete(`/tasks/${id}`),
      ]
      expect(statusesOf(answers)).toEqual([403, 403, 403])
      expect(await actionsOf(clinic, 'task', id)).toEqual([])
    }
  })

  test('a coach: those assigned to or created by them, and those of contacts', async () => {
    const { sdr, coach, admin } = clinic.people
    const [leadId, contactId] = [await build.lead(clinic), await build.contact(clinic)]
    const as = clinic.as(coach)
    for (const row of [{ assigned_to_id: coach.id }, { created_by_id: coach.id }, { contact_id: contactId }]) {
      expect((await as.delete(`/tasks/${await build.task(clinic, row)}`)).status).toBe(204)
    }
    const id = await build.task(clinic, { lead_id: leadId, assigned_to_id: sdr.id })
    expect((await as.delete(`/tasks/${id}`)).status).toBe(403)
    expect((await clinic.as(admin).delete(`/tasks/${id}`)).status).toBe(204)
    expect((await clinic.as(admin).get(`/tasks/${id}`)).status).toBe(404)
    expect(await actionsOf(clinic, 'task', id)).toEqual(['deleted'])
  })

  test('a missing task is a 404 on every path', async () => {
    const as = clinic.as(clinic.people.admin)
    const answers = [
      await as.get('/tasks/999999'),
      await as.patch('/tasks/999999', { title: 'x' }),
      await as.delete('/tasks/999999'),
      await as.put('/tasks/999999/completion'),
      await as.delete('/tasks/999999/completion'),
    ]
    expect(statusesOf(answers)).toEqual([404, 404, 404, 404, 404])
  })
})

describe('completing a task', () => {
  test('stamps completedAt; completed twice, the first time stands and nothing is written twice', async () => {
    const { sdr } = clinic.people
    const id = await build.task(clinic, { assigned_to_id: sdr.id })
    const first = await clinic.as(sdr).put(`/tasks/${id}/completion`)
    expect(first.body).toMatchObject({ status: 'Completed', completedAt: noon.toISOString() })
    const again = await clinic.as(sdr).put(`/tasks/${id}/completion`)
    expect([again.status, again.text]).toEqual([200, first.text])
    expect(await trailOf(clinic, 'task', id)).toEqual([
      {
        action: 'completed',
        details: { changes: { status: ['Pending', 'Completed'], completedAt: [null, noon.toISOString()] } },
        userId: sdr.id,
      },
    ])
  })

  test('reopened it is Pending and not completed; what is open stays as it is', async () => {
    const { sdr } = clinic.people
    const as = clinic.as(sdr)
    const id = await build.task(clinic, { assigned_to_id: sdr.id })
    await as.put(`/tasks/${id}/completion`)
    expect((await as.delete(`/tasks/${id}/completion`)).body).toMatchObject({ status: 'Pending', completedAt: null })
    expect((await as.delete(`/tasks/${id}/completion`)).status).toBe(200)
    expect(await actionsOf(clinic, 'task', id)).toEqual(['completed', 'reopened'])
    const under = await build.task(clinic, { assigned_to_id: sdr.id, status: 'In Progress' })
    expect((await as.delete(`/tasks/${under}/completion`)).body.status).toBe('In Progress')
  })

  test('PATCH of the status to and from Completed stamps and clears the same', async () => {
    const { sdr } = clinic.people
    const as = clinic.as(sdr)
    const id = await build.task(clinic, { assigned_to_id: sdr.id })
    expect((await as.patch(`/tasks/${id}`, { status: 'Completed' })).body.completedAt).toBe(noon.toISOString())
    expect((await as.patch(`/tasks/${id}`, { status: 'Cancelled' })).body.completedAt).toBeNull()
    expect((await as.patch(`/tasks/${id}`, { status: 'In Progress' })).body.completedAt).toBeNull()
    expect(await actionsOf(clinic, 'task', id)).toEqual(['completed', 'reopened', 'updated'])
  })

  test('ten who complete a task at once complete it once', async () => {
    const id = await build.task(clinic, { assigned_to_id: clinic.people.sdr.id })
    const answers = await atOnce(10, () => clinic.as(clinic.people.sdr).put(`/tasks/${id}/completion`))
    expect(statusesOf(answers)).toEqual(Array(10).fill(200))
    expect(await actionsOf(clinic, 'task', id)).toEqual(['completed'])
  })
})

describe('lists of tasks', () => {
  interface Rows {
    data: { id: number; priority: string; dueDate: string | null }[]
  }

  test('by due date, those without one last in both directions', async () => {
    const leadId = await build.lead(clinic)
    const never = await build.task(clinic, { lead_id: leadId })
    const late = await build.task(clinic, { lead_id: leadId, due_date: '2030-05-01' })
    const soon = await build.task(clinic, { lead_id: leadId, due_date: '2030-04-01' })
    const as = clinic.as(clinic.people.sdr)
    const ids = async (query: string) => (await as.get<Rows>(`/tasks?leadId=${leadId}${query}`)).body.data.map(({ id }) => id)
    expect(await ids('')).toEqual([soon, late, never])
    expect(await ids('&sort=-dueDate')).toEqual([late, soon, never])
    expect(await ids('&dueDateFrom=2030-04-01T00:00:00Z&dueDateTo=2030-04-01T00:00:00Z')).toEqual([soon])
    expect(await ids('&dueDateTo=2030-04-30T23:00:00-05:00')).toEqual([soon, late])
  })

  test('by priority from Low to Urgent', async () => {
    const leadId = await build.lead(clinic)
    for (const priority of ['High', 'Low', 'Urgent', 'Medium']) await build.task(clinic, { lead_id: leadId, priority })
    const { body } = await clinic.as(clinic.people.coach).get<Rows>(`/tasks?leadId=${leadId}&sort=priority`)
    expect(body.data.map(({ priority }) => priority)).toEqual(['Low', 'Medium', 'High', 'Urgent'])
  })

  test('every filter narrows: any of several, none, ranges', async () => {
    const { sdr, coach, admin } = clinic.people
    const leadId = await build.lead(clinic)
    const mine = await build.task(clinic, {
      lead_id: leadId,
      assigned_to_id: sdr.id,
      created_by_id: admin.id,
      status: 'In Progress',
      completed_at: '2030-01-02',
    })
    const others = await build.task(clinic, { lead_id: leadId, assigned_to_id: coach.id, title: 'Send the kit' })
    const nobodys = await build.task(clinic, { lead_id: leadId })
    const as = clinic.as(sdr)
    const ids = async (query: string) =>
      (await as.get<Rows>(`/tasks?leadId=${leadId}&sort=createdAt&${query}`)).body.data.map(({ id }) => id)
    expect(await ids(`assignedToId=${sdr.id}`)).toEqual([mine])
    expect(await ids(`assignedToId=${sdr.id}&assignedToId=${coach.id}`)).toEqual([mine, others])
    expect(await ids('assignedToId=none')).toEqual([nobodys])
    expect(await ids(`assignedToId=none&assignedToId=${coach.id}`)).toEqual([others, nobodys])
    expect(await ids(`createdById=${admin.id}`)).toEqual([mine])
    expect(await ids('contactId=none&status=In+Progress&status=Completed')).toEqual([mine])
    expect(await ids('title=Send+the+kit')).toEqual([others])
    expect(await ids('q=KÍT')).toEqual([others])
    expect(await ids('completedAtFrom=2030-01-01T00:00:00Z')).toEqual([mine])
    expect(await ids('createdAtTo=2000-01-01T00:00:00Z')).toEqual([])
  })

  test('an unknown filter, sort or value is a 400 that names it', async () => {
    const as = clinic.as(clinic.people.sdr)
    for (const [query, field] of [
      ['colour=red', 'colour'],
      ['sort=title', 'sort'],
      ['status=Lost', 'status.0'],
      ['limit=201', 'limit'],
      ['dueDateFrom=2030-01-01', 'dueDateFrom'],
      ['cursor=abc', 'cursor'],
    ] as const) {
      const answer = await as.get(`/tasks?${query}`)
      expect([answer.status, badFields(answer)]).toEqual([400, [field]])
    }
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

interface Task {
  id: number
  status: string
  dueDate: string | null
  title: string
  assignedToId: number | null
  createdById: number | null
  leadId: number | null
}

let clinic: TestApp
let now = new Date('2030-01-07T15:00:00.000Z')
beforeAll(async () => {
  clinic = await testApp({ now: () => now })
  await clinic.sql(`update api_tokens set expires_at = '2060-01-01'`)
})
beforeEach(async () => {
  now = new Date('2030-01-07T15:00:00.000Z')
  await inZone('America/New_York')
})
afterAll(() => clinic.close())

const inZone = (zone: string) =>
  clinic.sql('insert into clinic_settings (time_zone) values ($1) on conflict (id) do update set time_zone = excluded.time_zone', [zone])
const as = () => clinic.as(clinic.people.sdr)

async function recurring(dueDate: string, recurrence: object, more: object = {}): Promise<Task> {
  const made = await as().post<Task>('/tasks', {
    title: 'Order reagents',
    assignedToId: clinic.people.sdr.id,
    dueDate,
    recurrence,
    ...more,
  })
  expect(made.status).toBe(201)
  return made.body
}

/** The occurrences of the task's series, first to last. */
const occurrences = (of: { id: number }) =>
  clinic.sql<{ id: number; number: number; status: string; due: string }>(
    `select t.id, o.number, t.status, to_char(t.due_date, 'YYYY-MM-DD HH24:MI') as due from task_occurrences o join tasks t on t.id = o.task_id
     where o.series_id = (select series_id from task_occurrences where task_id = $1) order by o.number`,
    [of.id],
  )

/** Completes each occurrence at the moment it is due; answers when the next ones are due, in UTC. */
async function walk(first: Task, times: number): Promise<string[]> {
  const dues: string[] = []
  for (let count = 0; count < times; count++) {
    const open = (await occurrences(first)).at(-1)
    if (!open) throw new Error('The series has no occurrence')
    now = new Date(`${open.due.replace(' ', 'T')}:00Z`)
    await as().put(`/tasks/${open.id}/completion`)
    dues.push((await occurrences(first)).at(-1)?.due ?? 'none')
  }
  return dues
}

describe('the next occurrence', () => {
  test('is made when one is completed: a copy under the same creator, logged as what it is', async () => {
    const { sdr, coach } = clinic.people
    const leadId = await build.lead(clinic)
    const first = await recurring(
      '2030-01-07T22:00:00Z',
      { every: 'week' },
      { assignedToId: coach.id, leadId, priority: 'High', description: 'All of them' },
    )
    await clinic.as(coach).put(`/tasks/${first.id}/completion`)
    const [, next] = await occurrences(first)
    expect(next).toMatchObject({ number: 2, status: 'Pending', due: '2030-01-14 22:00' })
    const { body } = await as().get<Task>(`/tasks/${next?.id}`)
    expect(body).toMatchObject({
      title: 'Order reagents',
      priority: 'High',
      description: 'All of them',
      assignedToId: coach.id,
      createdById: sdr.id,
      leadId,
    })
    expect(await trailOf(clinic, 'task', next?.id)).toEqual([
      { action: 'recurred', details: { seriesId: expect.any(Number), after: first.id }, userId: coach.id },
    ])
    expect(await actionsOf(clinic, 'task', first.id)).toEqual(['created', 'completed'])
  })

  test('is made when one is cancelled, or done by PATCH', async () => {
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'day' })
    await as().patch(`/tasks/${first.id}`, { status: 'Cancelled' })
    const second = (await occurrences(first)).at(-1)
    await as().patch(`/tasks/${second?.id}`, { status: 'Completed' })
    expect((await occurrences(first)).map(({ due, status }) => `${due} ${status}`)).toEqual([
      '2030-01-08 14:00 Cancelled',
      '2030-01-09 14:00 Completed',
      '2030-01-10 14:00 Pending',
    ])
  })

  test('is made once, whatever races', async () => {
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'day' })
    const answers = await atOnce(12, (index) =>
      index % 2 ? as().put(`/tasks/${first.id}/completion`) : as().patch(`/tasks/${first.id}`, { status: 'Cancelled' }),
    )
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]))
    expect((await occurrences(first)).map(({ number }) => number)).toEqual([1, 2])
    await expect(
      clinic.sql(`insert into task_occurrences select $1, series_id, 2 from task_occurrences where task_id = $2`, [
        await build.task(clinic),
        first.id,
      ]),
    ).rejects.toThrow('task_occurrences_number_key')
  })

  test('leaves out what was missed: done three weeks late, the next one is still to come', async () => {
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'week' })
    now = new Date('2030-01-30T15:00:00Z')
    await as().put(`/tasks/${first.id}/completion`)
    expect((await occurrences(first)).at(-1)).toMatchObject({ number: 5, due: '2030-02-05 14:00' })
  })

  test('keeps to the rhythm when one was put off, and takes over what became of the task', async () => {
    const { otherSdr } = clinic.people
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'week' })
    await as().patch(`/tasks/${first.id}`, { dueDate: '2030-01-10T14:00:00Z', title: 'Order more', assignedToId: otherSdr.id })
    now = new Date('2030-01-10T14:30:00Z')
    await as().put(`/tasks/${first.id}/completion`)
    const next = (await occurrences(first)).at(-1)
    expect(next?.due).toBe('2030-01-15 14:00')
    expect((await as().get<Task>(`/tasks/${next?.id}`)).body).toMatchObject({ title: 'Order more', assignedToId: otherSdr.id })
  })

  test('is not made after the end, or once the series was stopped', async () => {
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'day', endsAt: '2030-01-09T23:00:00Z' })
    expect(await walk(first, 2)).toEqual(['2030-01-09 14:00', '2030-01-09 14:00'])
    now = new Date('2030-01-07T15:00:00Z')
    const other = await recurring('2030-01-08T14:00:00Z', { every: 'day' })
    expect((await as().delete(`/tasks/${other.id}/recurrence`)).status).toBe(204)
    await as().put(`/tasks/${other.id}/completion`)
    expect(await occurrences(other)).toHaveLength(1)
    expect(await actionsOf(clinic, 'task', other.id)).toEqual(['created', 'recurrence_ended', 'completed'])
  })
})

describe('the rhythm', () => {
  test('keeps the hour on the clinic’s clock over both clock changes', async () => {
    const first = await recurring('2030-03-08T22:00:00Z', { every: 'day' })
    // 5 PM in New York: 22:00 UTC in winter, 21:00 in summer.
    expect(await walk(first, 3)).toEqual(['2030-03-09 22:00', '2030-03-10 21:00', '2030-03-11 21:00'])
    const autumn = await recurring('2030-10-28T21:00:00Z', { every: 'week' })
    expect(await walk(autumn, 2)).toEqual(['2030-11-04 22:00', '2030-11-11 22:00'])
  })

  test('an hour that a clock change skips is the one after it, and the hour is back the day after', async () => {
    const first = await recurring('2030-03-09T07:30:00Z', { every: 'day' })
    expect(await walk(first, 2)).toEqual(['2030-03-10 07:30', '2030-03-11 06:30'])
  })

  test('the 31st is the last day where a month has none, and the 31st again where it has', async () => {
    const first = await recurring('2030-01-31T15:00:00Z', { every: 'month' })
    expect(await walk(first, 4)).toEqual(['2030-02-28 15:00', '2030-03-31 14:00', '2030-04-30 14:00', '2030-05-31 14:00'])
  })

  test('29 February is the 28th in other years', async () => {
    const first = await recurring('2032-02-29T15:00:00Z', { every: 'year' })
    expect(await walk(first, 4)).toEqual(['2033-02-28 15:00', '2034-02-28 15:00', '2035-02-28 15:00', '2036-02-29 15:00'])
  })

  test('weekdays skip the weekend, also when begun on one; every second week is every second week', async () => {
    const friday = await recurring('2030-01-11T15:00:00Z', { every: 'weekday' })
    expect(await walk(friday, 3)).toEqual(['2030-01-14 15:00', '2030-01-15 15:00', '2030-01-16 15:00'])
    const saturday = await recurring('2030-01-19T15:00:00Z', { every: 'weekday', interval: 2 })
    expect(await walk(saturday, 2)).toEqual(['2030-01-22 15:00', '2030-01-24 15:00'])
    const weeks = await recurring('2030-02-04T15:00:00Z', { every: 'week', interval: 2 })
    expect(await walk(weeks, 2)).toEqual(['2030-02-18 15:00', '2030-03-04 15:00'])
  })

  test.each(['Europe/Madrid', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'])(
    'a thousand days in %s fall on a thousand days, each at the same hour',
    async (zone) => {
      const rows = await clinic.sql<{ local: string; days: number; hours: number }>(
        `select count(*)::int as n, count(distinct (at at time zone 'UTC' at time zone $1)::date)::int as days,
           count(distinct to_char(at at time zone 'UTC' at time zone $1, 'HH24:MI'))::int as hours
         from (select occurrence_at('2030-01-01 12:00', 'day', k, $1) as at from generate_series(0, 999) k) s`,
        [zone],
      )
      expect(rows[0]).toMatchObject({ n: 1000, days: 1000, hours: 1 })
    },
  )
})

describe('taking a completion back', () => {
  test('takes the next occurrence back while nobody has touched it; completed again, it is there again', async () => {
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'day' })
    await as().put(`/tasks/${first.id}/completion`)
    const next = (await occurrences(first)).at(-1)
    await as().delete(`/tasks/${first.id}/completion`)
    expect((await occurrences(first)).map(({ id }) => id)).toEqual([first.id])
    expect((await as().get(`/tasks/${next?.id}`)).status).toBe(404)
    expect(await actionsOf(clinic, 'task', next?.id)).toEqual(['recurred', 'deleted'])
    await as().put(`/tasks/${first.id}/completion`)
    expect((await occurrences(first)).map(({ due }) => due)).toEqual(['2030-01-08 14:00', '2030-01-09 14:00'])
  })

  test.each([
    ['changed', (id: number) => as().patch(`/tasks/${id}`, { priority: 'High' })],
    ['spoken about', (id: number) => as().post(`/tasks/${id}/comments`, { body: 'Mind the parcel' })],
  ])('leaves an occurrence that was %s, and makes no second one', async (_, touch) => {
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'day' })
    await as().put(`/tasks/${first.id}/completion`)
    const next = (await occurrences(first)).at(-1)
    await touch(next?.id ?? 0)
    await as().delete(`/tasks/${first.id}/completion`)
    await as().put(`/tasks/${first.id}/completion`)
    expect((await occurrences(first)).map(({ id }) => id)).toEqual([first.id, next?.id])
  })
})

describe('letting a task come again', () => {
  test('can be set, looked up, changed and ended by those who may change the task', async () => {
    const { coach, otherSdr } = clinic.people
    const id = await build.task(clinic, { assigned_to_id: clinic.people.sdr.id, due_date: '2030-01-31 15:00' })
    expect((await as().get(`/tasks/${id}/recurrence`)).status).toBe(404)
    const set = await as().put<{ id: number }>(`/tasks/${id}/recurrence`, { every: 'month', interval: 3 })
    expect([set.status, set.body]).toEqual([
      200,
      { id: set.body.id, every: 'month', interval: 3, startsAt: '2030-01-31T15:00:00.000Z', endsAt: null, taskId: id },
    ])
    expect((await clinic.as(coach).get(`/tasks/${id}/recurrence`)).body).toEqual(set.body)
    expect((await clinic.as(otherSdr).put(`/tasks/${id}/recurrence`, { every: 'day' })).status).toBe(403)
    expect((await clinic.as(coach).delete(`/tasks/${id}/recurrence`)).status).toBe(403)
    await as().put(`/tasks/${id}/recurrence`, { every: 'week' })
    await as().put(`/tasks/${id}/completion`)
    expect((await occurrences({ id })).at(-1)?.due).toBe('2030-02-07 15:00')
    expect(await actionsOf(clinic, 'task', id)).toEqual(['recurrence_set', 'recurrence_set', 'completed'])
  })

  test('bad rhythms are refused by name, and a task without a due date has none', async () => {
    const post = (recurrence: object, more: object = {}) => as().post('/tasks', { title: 'x', recurrence, ...more })
    expect(badFields(await post({ every: 'fortnight' }))).toEqual(['recurrence.every'])
    expect(badFields(await post({ every: 'day', interval: 53, colour: 'red' }))).toEqual(['recurrence.colour', 'recurrence.interval'])
    expect(badFields(await post({ every: 'day' }, { dueDate: null }))).toEqual(['dueDate'])
    expect(badFields(await post({ every: 'day', endsAt: '2029-01-01T00:00:00Z' }))).toEqual(['endsAt'])
    const closed = await build.task(clinic, { assigned_to_id: clinic.people.sdr.id, status: 'Completed', due_date: '2030-01-01' })
    expect((await as().put(`/tasks/${closed}/recurrence`, { every: 'day' })).status).toBe(409)
    expect((await as().put('/tasks/999999/recurrence', { every: 'day' })).status).toBe(404)
    expect((await as().delete(`/tasks/${closed}/recurrence`)).status).toBe(404)
  })

  test('goes with its record, comes back with it, and goes on', async () => {
    const { admin } = clinic.people
    const leadId = await build.lead(clinic)
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'day' }, { leadId })
    await clinic.as(admin).delete(`/leads/${leadId}`)
    expect(await clinic.sql('select from task_series s where s.lead_id = $1', [leadId])).toEqual([])
    const { body } = await clinic.as(admin).get<{ data: { id: number }[] }>(`/deleted-records?entityType=lead&entityId=${leadId}`)
    expect((await clinic.as(admin).post(`/deleted-records/${body.data[0]?.id}/restoration`)).status).toBe(200)
    await as().put(`/tasks/${first.id}/completion`)
    expect(await occurrences(first)).toHaveLength(2)
  })

  test('of a restricted record is nobody else’s to know', async () => {
    const { sdr, otherSdr } = clinic.people
    const leadId = await build.lead(clinic, { owner_id: sdr.id })
    const first = await recurring('2030-01-08T14:00:00Z', { every: 'day' }, { leadId, assignedToId: otherSdr.id })
    await build.restrict(clinic, 'lead', leadId)
    expect((await clinic.as(otherSdr).get(`/tasks/${first.id}/recurrence`)).status).toBe(404)
    expect((await as().get(`/tasks/${first.id}/recurrence`)).status).toBe(200)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, badFields, trailOf } from '../test/trail.ts'
import { workOff } from './worker.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Job {
  id: number
  state: string
  total: number
  done: number
  refused: number
  counts: Record<string, number>
  failure: string | null
  problems: { entityId: number; outcome: string; reason: string; name: string | null; fields: string[] }[]
}
const worker = () => ({ database: clinic.database, now: () => new Date() })
const begin = (person: Person, body: Record<string, unknown>) => clinic.as(person).post<Job & Record<string, unknown>>('/bulk-jobs', body)
const shown = async (person: Person, id: number) => (await clinic.as(person).get<Job>(`/bulk-jobs/${id}`)).body
async function done(person: Person, body: Record<string, unknown>): Promise<Job> {
  const { status, body: job, text } = await begin(person, body)
  expect([status, status === 202 ? '' : text]).toEqual([202, ''])
  await workOff(worker(), job.id)
  return shown(person, job.id)
}
async function undone(person: Person, id: number): Promise<Job> {
  expect((await clinic.as(person).delete(`/bulk-jobs/${id}`)).status).toBe(202)
  await workOff(worker(), id)
  return shown(person, id)
}
const reasons = (job: Job) => Object.fromEntries(job.problems.map(({ entityId, reason }) => [entityId, reason]))
const some = <T>(count: number, make: (index: number) => Promise<T>) => atOnce(count, make)

test('tasks are handed over in one job, each change in the trail under the job', async () => {
  const { sdr, otherSdr } = clinic.people
  const lead = await build.lead(clinic)
  const ids = await some(3, () => build.task(clinic, { lead_id: lead, assigned_to_id: sdr.id }))
  const job = await done(sdr, { entityType: 'task', selection: { ids }, changes: { assignedToId: otherSdr.id } })
  expect(job).toMatchObject({ state: 'done', total: 3, done: 3, refused: 0, counts: { changed: 3 } })
  for (const id of ids) {
    expect(await trailOf(clinic, 'task', id)).toEqual([
      { action: 'updated', details: { changes: { assignedToId: [sdr.id, otherSdr.id] }, bulkJobId: job.id }, userId: sdr.id },
    ])
  }
  expect(await actionsOf(clinic, 'bulk_job', job.id)).toEqual(['created', 'finished'])
})

test('what somebody may not change, or may not know of, is refused by name and the rest goes through', async () => {
  const { coach, otherCoach, sdr } = clinic.people
  const mine = await build.task(clinic, { assigned_to_id: coach.id })
  const others = await build.task(clinic, { assigned_to_id: sdr.id, created_by_id: sdr.id, title: 'Not yours' })
  const hidden = await build.contact(clinic, { health_coach_id: otherCoach.id })
  await build.restrict(clinic, 'contact', hidden)
  const secret = await build.task(clinic, { contact_id: hidden })
  const job = await done(coach, {
    entityType: 'task',
    selection: { ids: [mine, others, secret, 2147483000] },
    changes: { priority: 'Urgent' },
  })
  expect(job).toMatchObject({ state: 'done', total: 4, done: 4, refused: 3, counts: { changed: 1, refused: 3 } })
  expect(reasons(job)).toEqual({ [others]: 'forbidden', [secret]: 'gone', 2147483000: 'gone' })
  expect(job.problems.find(({ entityId }) => entityId === others)?.name).toBe('Not yours')
  expect(await actionsOf(clinic, 'task', others)).toEqual([])
})

test('a coach changes only leads of their own; statuses keep their reason', async () => {
  const { coach } = clinic.people
  const [own, foreign, same] = [
    await build.lead(clinic, { owner_id: coach.id }),
    await build.lead(clinic),
    await build.lead(clinic, { owner_id: coach.id, status: 'HHQ Signed' }),
  ]
  const job = await done(coach, {
    entityType: 'lead',
    selection: { ids: [own, foreign, same] },
    changes: { status: 'HHQ Signed' },
    reason: 'signed on paper',
  })
  expect(job.counts).toMatchObject({ changed: 1, unchanged: 1, refused: 1 })
  expect(reasons(job)).toEqual({ [foreign]: 'forbidden' })
  const history = await clinic.sql('select stage, reason from stage_history where entity_type = $1 and entity_id = $2 order by id', [
    'lead',
    own,
  ])
  expect(history.at(-1)).toEqual({ stage: 'HHQ Signed', reason: 'signed on paper' })
  expect((await trailOf(clinic, 'lead', own))[0]).toMatchObject({ action: 'status_changed', details: { reason: 'signed on paper' } })
})

test('patients move one step without a reason, any other with one', async () => {
  const { coach } = clinic.people
  const [next, far] = [await build.contact(clinic), await build.contact(clinic, { stage: 'Initial Provider Exam' })]
  const change = { entityType: 'contact', selection: { ids: [next, far] }, changes: { stage: 'Initial Labs' } }
  const job = await done(coach, change)
  expect(job.counts.changed).toBe(1)
  expect(reasons(job)).toEqual({ [far]: 'needs_reason' })
  expect((await done(coach, { ...change, reason: 'labs were lost' })).counts).toMatchObject({ changed: 1, unchanged: 1 })
})

test('leads ask for a reason only where their proofs say otherwise, and keep it only there', async () => {
  const { coach, sdr } = clinic.people
  const [earned, byHand, foreign] = [
    await build.lead(clinic, { owner_id: coach.id, lead_type: 'proofs', status: 'HHQ Signed' }),
    await build.lead(clinic, { owner_id: coach.id, lead_type: 'proofs', status: 'HHQ Signed' }),
    await build.lead(clinic, { owner_id: sdr.id, lead_type: 'proofs', status: 'HHQ Signed' }),
  ]
  await build.appointment(clinic, { lead_id: earned, status: 'Scheduled', scheduled_at: new Date(Date.now() + 9e8) })
  await clinic.sql(`update leads set status = 'HHQ Signed' where id = $1`, [earned])
  const change = { entityType: 'lead', selection: { query: { leadType: ['proofs'] } }, changes: { status: 'Booking: Not Paid' } }
  const outlook = (person: Person) => clinic.as(person).post('/bulk-jobs/outlook', change)
  expect((await outlook(coach)).body).toEqual({ looked: 3, needReason: 1, atLeast: false })
  expect((await outlook(sdr)).body).toEqual({ looked: 3, needReason: 2, atLeast: false })
  expect((await clinic.sql('select count(*)::int as made from bulk_jobs where selection::text like $1', ['%proofs%']))[0]).toEqual({
    made: 0,
  })
  const without = await done(coach, change)
  expect([without.counts.changed, reasons(without)]).toEqual([1, { [byHand]: 'needs_reason', [foreign]: 'forbidden' }])
  await undone(coach, without.id)
  const withOne = await done(coach, { ...change, reason: 'said so on the phone' })
  expect(withOne.counts).toMatchObject({ changed: 2, refused: 1 })
  const words = await clinic.sql(
    `select entity_id, reason from stage_history where entity_type = 'lead' and stage = 'Booking: Not Paid' and left_at is null
      and entity_id = any ($1) order by entity_id`,
    [[earned, byHand]],
  )
  expect(words.map(({ reason }) => reason)).toEqual([null, 'said so on the phone'])
})

test('all patients whose clock says so are changed in one job and back again; nobody else is', async () => {
  const { coach, otherCoach, admin } = clinic.people
  const one = () => build.contact(clinic, { last_name: 'Clockwork', health_coach_id: coach.id })
  const [late, fresh] = [await one(), await one()]
  await clinic.sql(`update stage_history set entered_at = now() - interval '5 years' where entity_type = 'contact' and entity_id = $1`, [
    late,
  ])
  const selection = { query: { q: 'clockwork', clock: ['overdue'] } }
  const job = await done(admin, { entityType: 'contact', selection, changes: { healthCoachId: otherCoach.id } })
  expect(job).toMatchObject({ total: 1, counts: { changed: 1 } })
  const coaches = () => clinic.sql('select id, health_coach_id as coach from contacts where last_name = $1 order by id', ['Clockwork'])
  expect(await coaches()).toEqual([
    { id: late, coach: otherCoach.id },
    { id: fresh, coach: coach.id },
  ])
  await undone(admin, job.id)
  expect((await coaches()).map((each) => each.coach)).toEqual([coach.id, coach.id])
})

test('all that match is fixed when the job is made, save those left out', async () => {
  const { sdr, otherSdr } = clinic.people
  const ids = await some(4, () => build.lead(clinic, { lead_type: 'fixed', owner_id: sdr.id }))
  const selection = { query: { leadType: ['fixed'], ownerId: [sdr.id] }, except: [ids[3]] }
  const { body: job } = await begin(sdr, { entityType: 'lead', selection, changes: { ownerId: otherSdr.id } })
  const late = await build.lead(clinic, { lead_type: 'fixed', owner_id: sdr.id })
  await workOff(worker(), job.id)
  const owners = await clinic.sql('select id, owner_id from leads where lead_type = $1 order by id', ['fixed'])
  expect(owners.filter(({ owner_id }) => owner_id === sdr.id).map(({ id }) => id)).toEqual(
    [ids[3], late].sort((a, b) => Number(a) - Number(b)),
  )
})

test('undo puts back what still holds the job’s value; what changed since is kept and named', async () => {
  const { sdr, otherSdr } = clinic.people
  const lead = await build.lead(clinic)
  const [plain, changed] = await some(2, () =>
    build.task(clinic, { lead_id: lead, assigned_to_id: sdr.id, due_date: '2030-01-01 10:00:00.123456', status: 'In Progress' }),
  )
  const before = await clinic.sql('select due_date, status, completed_at, assigned_to_id from tasks where id = $1', [plain])
  const job = await done(sdr, {
    entityType: 'task',
    selection: { ids: [plain, changed] },
    changes: { assignedToId: otherSdr.id, dueDate: '2031-02-03T04:05:06Z', status: 'Completed' },
  })
  await clinic.as(sdr).patch(`/tasks/${changed}`, { dueDate: '2032-01-01T00:00:00Z' })
  expect((await clinic.as(otherSdr).delete(`/bulk-jobs/${job.id}`)).status).toBe(404)
  const back = await undone(sdr, job.id)
  expect(back).toMatchObject({ state: 'undone', counts: { undone: 1, kept: 1, changed: 0 } })
  expect(back.problems).toEqual([{ entityId: changed, outcome: 'kept', reason: 'changed_since', name: 'Call back', fields: ['dueDate'] }])
  expect(await clinic.sql('select due_date, status, completed_at, assigned_to_id from tasks where id = $1', [plain])).toEqual(before)
  const [kept] = await clinic.sql('select due_date, status, completed_at, assigned_to_id from tasks where id = $1', [changed])
  expect(kept).toMatchObject({
    status: 'In Progress',
    completed_at: null,
    assigned_to_id: sdr.id,
    due_date: new Date('2032-01-01T00:00:00Z'),
  })
  expect((await clinic.as(sdr).delete(`/bulk-jobs/${job.id}`)).body.state).toBe('undone')
  expect(await actionsOf(clinic, 'task', plain)).toEqual(['completed', 'updated'])
})

test('what was given out of one’s hands comes back while nobody has touched it, and stays once somebody has', async () => {
  const { coach, otherCoach, admin } = clinic.people
  const lead = await build.lead(clinic, { owner_id: coach.id })
  const job = await done(coach, { entityType: 'lead', selection: { ids: [lead] }, changes: { ownerId: otherCoach.id } })
  await clinic.as(otherCoach).patch(`/leads/${lead}`, { notes: 'worked on' })
  expect((await undone(coach, job.id)).problems).toMatchObject([{ entityId: lead, outcome: 'kept', reason: 'forbidden' }])
  const given = await build.task(clinic, { assigned_to_id: coach.id })
  const gift = await done(coach, { entityType: 'task', selection: { ids: [given] }, changes: { assignedToId: otherCoach.id } })
  expect((await undone(coach, gift.id)).counts.undone).toBe(1)
  const another = await done(admin, { entityType: 'lead', selection: { ids: [lead] }, changes: { ownerId: coach.id } })
  expect((await undone(admin, another.id)).counts.undone).toBe(1)
})

test('bad input is named: nothing to change, nobody to give to, nothing that matches', async () => {
  const { sdr, coach } = clinic.people
  const lead = await build.lead(clinic)
  const ask = async (more: object) =>
    badFields(await begin(sdr, { entityType: 'lead', selection: { ids: [lead] }, changes: { leadReadiness: 'Hot' }, ...more }))
  expect(await ask({ changes: {} })).toEqual(['changes'])
  expect(await ask({ changes: { email: 'a@example.com' } })).toContain('changes.email')
  expect(await ask({ changes: { ownerId: 2_000_000_000 } })).toEqual(['ownerId'])
  expect(await ask({ selection: { query: { leadType: ['nobody has this'] } } })).toEqual(['selection'])
  expect(await ask({ entityType: 'user' })).toEqual(['entityType'])
  expect(badFields(await clinic.as(sdr).post('/bulk-jobs/outlook', { entityType: 'lead', selection: {}, changes: {} }))).toContain(
    'changes',
  )
  expect((await clinic.as(undefined).post('/bulk-jobs/outlook', {})).status).toBe(401)
  const bad = await begin(coach, { entityType: 'contact', selection: { query: {} }, changes: { healthCoachId: sdr.id } })
  expect([bad.status, badFields(bad)]).toEqual([400, ['healthCoachId']])
  for (const call of ['get', 'delete'] as const) expect((await clinic.as(sdr)[call]('/bulk-jobs/2147483000')).status).toBe(404)
})

test('one sees one’s own jobs, an Admin all of them', async () => {
  const { sdr, coach, admin } = clinic.people
  const job = await done(sdr, { entityType: 'lead', selection: { ids: [await build.lead(clinic)] }, changes: { leadReadiness: 'Warm' } })
  const listed = async (person: Person) =>
    (await clinic.as(person).get<{ data: Job[] }>('/bulk-jobs?limit=200')).body.data.map(({ id }) => id)
  expect(await listed(sdr)).toContain(job.id)
  expect(await listed(admin)).toContain(job.id)
  expect(await listed(coach)).not.toContain(job.id)
  expect((await clinic.as(coach).get(`/bulk-jobs/${job.id}`)).status).toBe(404)
})

test('a recurring task completed in bulk comes again, and undo takes the next one back', async () => {
  const { sdr } = clinic.people
  const made = await clinic.as(sdr).post<{ id: number }>('/tasks', {
    title: 'Every week',
    assignedToId: sdr.id,
    dueDate: '2030-01-01T10:00:00Z',
    recurrence: { every: 'week', interval: 1 },
  })
  expect(made.status).toBe(201)
  const open = () => clinic.sql("select id from tasks where title = 'Every week' and status = 'Pending'")
  const job = await done(sdr, { entityType: 'task', selection: { ids: [made.body.id] }, changes: { status: 'Completed' } })
  expect((await open()).map(({ id }) => id)).not.toContain(made.body.id)
  expect(await open()).toHaveLength(1)
  await undone(sdr, job.id)
  expect(await open()).toEqual([{ id: made.body.id }])
})

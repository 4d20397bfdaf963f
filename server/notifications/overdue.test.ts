import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { forgetOldNotifications, tellOverdueStages, tellOverdueTasks } from './overdue.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())
beforeEach(() => clinic.sql('delete from notifications'))

const hour = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * hour)
const tellTasks = () => tellOverdueTasks(clinic.database, new Date())
const toldTo = ({ id }: Person) =>
  clinic.sql<{ kind: string; about: string; id: number }>(
    'select kind, entity_type as about, entity_id as id from notifications where user_id = $1 order by id',
    [id],
  )

test('a task that became late is told once for each due date, by many scans at once too', async () => {
  const { sdr } = clinic.people
  const id = await build.task(clinic, { assigned_to_id: sdr.id, due_date: ago(1) })
  await build.task(clinic, { assigned_to_id: sdr.id, due_date: new Date(Date.now() + hour) })
  await build.task(clinic, { assigned_to_id: sdr.id, due_date: ago(1), status: 'Completed' })
  await build.task(clinic, { assigned_to_id: sdr.id, due_date: ago(24 * 10) })
  await Promise.all([tellTasks(), tellTasks(), tellTasks()])
  await tellTasks()
  expect(await toldTo(sdr)).toEqual([{ kind: 'overdue', about: 'task', id }])
  await clinic.sql('update tasks set due_date = $2 where id = $1', [id, ago(0.5)])
  await tellTasks()
  expect(await toldTo(sdr)).toHaveLength(2)
})

test('a late task of a restricted record is told to nobody who may not see it', async () => {
  const { otherSdr } = clinic.people
  const leadId = await build.lead(clinic)
  await build.restrict(clinic, 'lead', leadId)
  await build.task(clinic, { assigned_to_id: otherSdr.id, lead_id: leadId, due_date: ago(1) })
  await tellTasks()
  expect(await toldTo(otherSdr)).toEqual([])
})

test('a stage that took too long is told to the owner or coach once; closed and converted leads have no clock', async () => {
  const { sdr, coach } = clinic.people
  await clinic.sql('delete from stage_definitions')
  await clinic.sql(`insert into stage_definitions (entity_type, stage, position, owner_role, target_hours) values
    ('lead', 'HHQ Started', 1, 'SDR', 24), ('contact', 'Intake', 1, 'Health Coach', 48)`)
  const late = await build.lead(clinic, { owner_id: sdr.id, created_at: ago(30) })
  await build.lead(clinic, { owner_id: sdr.id, created_at: ago(20) })
  await build.lead(clinic, { owner_id: sdr.id, created_at: ago(30), lead_outcome: 'Not Interested' })
  const converted = await build.lead(clinic, { owner_id: sdr.id, created_at: ago(30) })
  const patient = await build.contact(clinic, { health_coach_id: coach.id, stage: 'Intake', created_at: ago(50) })
  await clinic.sql('insert into lead_conversions (lead_id, contact_id) values ($1, $2)', [converted, patient])
  await tellOverdueStages(clinic.database, new Date())
  await tellOverdueStages(clinic.database, new Date())
  expect(await toldTo(sdr)).toEqual([{ kind: 'overdue', about: 'lead', id: late }])
  expect(await toldTo(coach)).toEqual([{ kind: 'overdue', about: 'contact', id: patient }])
})

test('notices older than 90 days go', async () => {
  const { sdr } = clinic.people
  await clinic.sql(
    `insert into notifications (user_id, kind, entity_type, entity_id, created_at) values
    ($1, 'assigned', 'lead', 1, now() - interval '91 days'), ($1, 'assigned', 'lead', 2, now() - interval '89 days')`,
    [sdr.id],
  )
  await forgetOldNotifications(clinic.database, new Date())
  expect(await toldTo(sdr)).toHaveLength(1)
})

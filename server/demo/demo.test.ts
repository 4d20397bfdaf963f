import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyCertificate } from '../../shared/certificates.ts'
import { demoPatientPassword, demoPatients } from '../../shared/demo.ts'
import { appointmentStatuses, contactStages, leadSources, leadStatuses, taskPriorities, taskStatuses } from '../../shared/values.ts'
import { isPassword } from '../auth/hashing.ts'
import { type Clinic, emptyClinic } from '../test/empty-clinic.ts'
import { ClinicInUse, type DemoPerson, loadDemoClinic } from './demo.ts'
import { day } from './hours.ts'

const now = new Date('2026-03-11T19:00:00Z')
const password = 'look around the clinic'

let clinic: Clinic
let staff: DemoPerson[]
let took: number
const shares: number[] = []

beforeAll(async () => {
  clinic = await emptyClinic()
  const began = performance.now()
  staff = (
    await loadDemoClinic(clinic.database, { now, password, secret: 'a secret of the tests', onProgress: (share) => shares.push(share) })
  ).staff
  took = performance.now() - began
})
afterAll(() => clinic.close())

const numbered = async (text: string) =>
  Object.fromEntries((await clinic.sql<{ v: string; n: string }>(text)).map(({ v, n }) => [v, Number(n)]))

test('the demo clinic loads while one waits and tells how far it is', () => {
  expect(took).toBeLessThan(60_000)
  expect(shares.at(-1)).toBe(1)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
})

test('about twelve people work there, in all three roles, and nobody is called like another', () => {
  expect(staff).toHaveLength(12)
  expect(new Set(staff.map(({ role }) => role))).toEqual(new Set(['SDR', 'Health Coach', 'Admin']))
  expect(new Set(staff.map(({ email }) => email)).size).toBe(12)
})

test('every status, stage, source, priority and outcome occurs', async () => {
  const leads = await numbered('select status v, count(*) n from leads group by 1')
  const sources = await numbered('select lead_source::text v, count(*) n from leads group by 1')
  const stages = await numbered('select stage v, count(*) n from contacts group by 1')
  const priorities = await numbered('select priority v, count(*) n from tasks group by 1')
  const tasks = await numbered('select status v, count(*) n from tasks group by 1')
  const visits = await numbered('select status v, count(*) n from appointments group by 1')
  for (const status of leadStatuses) expect(leads[status], status).toBeGreaterThan(20)
  for (const source of leadSources) expect(sources[source], source).toBeGreaterThan(10)
  for (const stage of contactStages) expect(stages[stage], stage).toBeGreaterThan(5)
  for (const priority of taskPriorities) expect(priorities[priority], priority).toBeGreaterThan(20)
  for (const status of taskStatuses) expect(tasks[status], status).toBeGreaterThan(20)
  for (const status of appointmentStatuses) expect(visits[status], status).toBeGreaterThan(20)
  expect(Object.values(leads).reduce((a, b) => a + b)).toBeGreaterThan(590)
  expect(Object.values(stages).reduce((a, b) => a + b)).toBeGreaterThan(240)
})

test('sources win unequally many patients', async () => {
  const won = await numbered(`select lead_source::text v, round(100.0 * count(c.lead_id) / count(*)) n
    from leads l left join lead_conversions c on c.lead_id = l.id group by 1`)
  expect(won['Marek Health Discovery Call']).toBeGreaterThan(2 * (won['Social Media Discovery Call'] ?? 100))
})

test('history agrees with the records: unbroken, never in the future, ending where the record stands', async () => {
  expect(await clinic.one(`select count(*) from stage_history where left_at < entered_at or entered_at > '${now.toISOString()}'`)).toBe(0)
  expect(
    await clinic.one(`select count(*) from (select left_at, lead(entered_at) over (partition by entity_type, entity_id order by id) next
      from stage_history) h where left_at is distinct from next`),
  ).toBe(0)
  expect(
    await clinic.one(`select count(*) from leads l where not exists (select from stage_history h where h.entity_type = 'lead'
      and h.entity_id = l.id and h.left_at is null and h.stage = l.status)`),
  ).toBe(0)
  expect(
    await clinic.one(`select count(*) from contacts c where not exists (select from stage_history h where h.entity_type = 'contact'
      and h.entity_id = c.id and h.left_at is null and h.stage = c.stage)`),
  ).toBe(0)
  expect(
    await clinic.one(`select count(*) from leads l where l.created_at <> (select min(entered_at) from stage_history h
      where h.entity_type = 'lead' and h.entity_id = l.id)`),
  ).toBe(0)
})

test('the kept counts equal the rows', async () => {
  const rows = await clinic.sql(
    'select status, lead_readiness, lead_source::text, owner_id, count(*)::int total from leads group by 1, 2, 3, 4 order by 1, 2, 3, 4',
  )
  expect(await clinic.sql('select * from lead_counts where total <> 0 order by 1, 2, 3, 4')).toEqual(rows)
  expect(await clinic.one('select count(*) from lead_count_deltas')).toBe(0)
})

test('calls agree with the counters of their leads, and are made while people are at work', async () => {
  expect(
    await clinic.one(`select count(*) from leads l, lateral (select count(*)::int made, max(created_at) newest from calls where lead_id = l.id) c
      where (number_of_calls, last_contacted) is distinct from (made, newest)`),
  ).toBe(0)
  expect(
    await clinic.one(`select count(*) from calls c where not exists (select from activity_logs a
    where a.action = 'called' and a.entity_id = c.lead_id and (a.details::jsonb ->> 'callId')::int = c.id and a.user_id = c.user_id)`),
  ).toBe(0)
  expect(await clinic.one(atWork('calls', 'created_at'))).toBe(0)
})

/** Counts rows outside Monday to Friday, 9 to 17 in the clinic's zone. */
const atWork = (table: string, column: string) => `select count(*) from ${table}, lateral (select
  ${column} at time zone 'UTC' at time zone 'America/New_York' as local) t
  where extract(isodow from local) > 5 or extract(hour from local) not between 9 and 16`

test('every patient was a lead that was paid and booked, converted once', async () => {
  expect(
    await clinic.one(`select count(*) from contacts c left join lead_conversions v on v.contact_id = c.id left join leads l on l.id = v.lead_id
      where l.status is distinct from 'Booking: Paid/Booked' or c.lead_id is distinct from l.id or c.email <> l.email`),
  ).toBe(0)
  expect(await clinic.one('select count(*) from lead_conversions')).toBe(await clinic.one('select count(*) from contacts'))
})

test('visits lie in working hours, without overlap, those to come ahead and those past behind', async () => {
  expect(await clinic.one(atWork('appointments', 'scheduled_at'))).toBe(0)
  expect(
    await clinic.one(`select count(*) from appointments a join appointments b on a.user_id = b.user_id and a.id < b.id
      and (a.scheduled_at, a.duration * interval '1 minute') overlaps (b.scheduled_at, b.duration * interval '1 minute')`),
  ).toBe(0)
  expect(
    await clinic.one(
      `select count(*) from appointments where (status = 'Scheduled') <> (scheduled_at > '${now.toISOString()}') and status <> 'Cancelled'`,
    ),
  ).toBe(0)
  expect(await clinic.one('select count(*) from appointment_slots')).toBe(
    await clinic.one(`select count(*) from appointments where status in ('Scheduled', 'Completed')`),
  )
})

test('some tasks are overdue, completed ones say when, and some leads have no next step', async () => {
  const isOpen = `status in ('Pending', 'In Progress')`
  expect(await clinic.one(`select count(*) from tasks where ${isOpen} and due_date < '${now.toISOString()}'`)).toBeGreaterThan(10)
  expect(await clinic.one(`select count(*) from tasks where (status = 'Completed') <> (completed_at is not null)`)).toBe(0)
  expect(
    await clinic.one(`select count(*) from leads l where not exists (select from lead_conversions c where c.lead_id = l.id)
      and not exists (select from tasks t where t.lead_id = l.id and ${isOpen})
      and not exists (select from appointments a where a.lead_id = l.id and a.status = 'Scheduled')`),
  ).toBeGreaterThan(20)
})

test('nothing in the trail lies in the future or was done by somebody who had left', async () => {
  expect(await clinic.one(`select count(*) from activity_logs where created_at > '${now.toISOString()}'`)).toBe(0)
  expect(
    await clinic.one(
      'select count(*) from activity_logs a join users u on u.id = a.user_id where not u.is_active and a.created_at > u.updated_at',
    ),
  ).toBe(0)
  expect(
    await clinic.one(
      'select count(*) from (select id, created_at < lag(created_at) over (order by id) early from activity_logs) a where early',
    ),
  ).toBe(0)
})

test('addresses and numbers belong to nobody', async () => {
  expect(
    await clinic.one(`select count(*) from leads where email !~ '@example\\.(com|org|net)$' or phone !~ '^\\+1[0-9]{3}55501[0-9]{2}$'`),
  ).toBe(0)
})

test('each person has the password that was given, under a salt of their own', async () => {
  const hashes = await clinic.sql<{ hash: string }>('select password_hash hash from user_credentials')
  expect(hashes).toHaveLength(12)
  expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(12)
  expect(await isPassword(hashes[0]?.hash, password)).toBe(true)
})

test('the clinic says that it is a demo', async () => {
  expect(await clinic.sql('select name, time_zone, is_demo from clinic_settings')).toEqual([
    { name: 'Northgate Clinic', time_zone: 'America/New_York', is_demo: true },
  ])
})

test('a database in use is refused and left as it is', async () => {
  const before = await clinic.one('select count(*) from leads')
  await expect(loadDemoClinic(clinic.database, { now })).rejects.toThrow(ClinicInUse)
  expect(await clinic.one('select count(*) from leads')).toBe(before)
})

test('two loads at once make one clinic', async () => {
  const other = await emptyClinic()
  const results = await Promise.allSettled([loadDemoClinic(other.database, { now }), loadDemoClinic(other.database, { now })])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await other.close()
})

test('the same moment makes the same clinic, another moment moves its dates', async () => {
  const [same, later] = [await emptyClinic(), await emptyClinic()]
  // Who may sign in to the portal is for a clinic with a secret to sign by.
  await loadDemoClinic(same.database, { now })
  await loadDemoClinic(later.database, { now: new Date(now.getTime() + 56 * day) })
  const sums = `select md5(string_agg((to_jsonb(l) - '{password_hash,portal_access,last_portal_login}'::text[])::text, ';' order by id)) sum, extract(epoch from max(created_at)) newest from leads l`
  const [[first], [second], [third]] = await Promise.all([clinic.sql(sums), same.sql(sums), later.sql<{ newest: string }>(sums)])
  expect(second).toEqual(first)
  const moved = Number(third?.newest) - Number((first as { newest: string }).newest)
  expect(Math.abs(moved - 56 * 24 * 3600)).toBeLessThan(4 * 24 * 3600)
  await same.close()
  await later.close()
})

test('people who came in the last weeks have answered the health questions, or are in the middle of them', async () => {
  const states = await numbered('select state v, count(*) n from questionnaire_responses group by 1')
  expect(states.draft).toBeGreaterThan(5)
  expect(states.complete).toBeGreaterThan(10)
  const [gaps] = await clinic.sql<{ n: number }>(`select count(*)::int n from questionnaire_responses r
    join questionnaire_versions v on v.id = r.version_id where r.state = 'complete' and questionnaire_gaps(v.definition, r.answers) <> '{}'`)
  expect(gaps?.n).toBe(0)
})

test('whoever completed the questions has signed them, with the clinic’s key: every certificate verifies', async () => {
  const keys = await clinic.sql<{ kid: string; x: string }>('select id as kid, public_key as x from signing_keys')
  const published = keys.map((key) => ({ ...key, kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' }) as const)
  const held = await clinic.sql<{ canonical: string; digest: string; signature: string; key_id: string }>('select * from signatures')
  expect(held.length).toBe(await clinic.one(`select count(*) from questionnaire_responses where state = 'complete'`))
  for (const { canonical, digest, signature, key_id: keyId } of held) {
    expect(await verifyCertificate({ document: JSON.parse(canonical), digest, signature, keyId }, published)).toBe('valid')
  }
  expect(await clinic.one(`select count(*) from leads l join signatures s on s.lead_id = l.id where not has_proof(l.id, 'signed')`)).toBe(0)
  expect(await clinic.one(`select count(*) from leads where status <> 'HHQ Started' and not has_proof(id, 'signed')`)).toBe(0)
  expect(await clinic.one(`select count(*) from leads where status = 'Booking: Not Paid' and not has_proof(id, 'begun')`)).toBe(0)
})

test('two patients are for visitors: one a few questions before signing, one in care with a link, tasks, talk and documents', async () => {
  const { arriving, inCare } = demoPatients
  const hashes = await clinic.sql<{ hash: string }>('select password_hash as hash from leads where portal_access and email = any($1)', [
    [arriving.email, inCare.email],
  ])
  expect(await Promise.all(hashes.map(({ hash }) => isPassword(hash, demoPatientPassword)))).toEqual([true, true])
  const others = await clinic.sql<{ hash: string }>(
    'select distinct password_hash as hash from leads where portal_access and email <> all($1)',
    [[arriving.email, inCare.email]],
  )
  expect(others).toHaveLength(1)
  expect(await isPassword(others[0]?.hash, demoPatientPassword)).toBe(false)
  const [start] = await clinic.sql(`select cardinality(questionnaire_gaps(v.definition, r.answers)) between 1 and 3 as "isNear", p.state
    from leads l join questionnaire_responses r on r.lead_id = l.id join questionnaire_versions v on v.id = r.version_id
    join person_profiles p on p.entity_type = 'lead' and p.entity_id = l.id where l.email = '${arriving.email}' and r.state = 'draft'`)
  expect(start).toEqual({ isNear: true, state: 'NY' })
  const [care] = await clinic.sql(`select
      (select count(*)::int from messages where lead_id = l.id) > 1 as talk, (select count(*)::int from files where lead_id = l.id) as files,
      (select count(*)::int from patient_tasks p join tasks t on t.id = p.task_id where t.contact_id = c.id) as tasks,
      (select count(*)::int from payments where lead_id = l.id) > 0 as paid, (select count(*)::int from signatures where lead_id = l.id) as signed,
      exists (select from appointments a where a.contact_id = c.id and a.status = 'Scheduled' and a.meeting_link like 'https://%') as visit
    from contacts c join leads l on l.id = c.lead_id where c.email = '${inCare.email}'`)
  expect(care).toEqual({ talk: true, files: 2, tasks: 2, paid: true, signed: 1, visit: true })
  expect(await clinic.one('select count(distinct user_id) from coach_licences')).toBe(5)
  expect(await clinic.one('select count(*) from coach_booking where meeting_link is not null')).toBe(5)
  expect(await clinic.one(`select count(*) from waitlist_entries where state = 'waiting'`)).toBe(3)
})

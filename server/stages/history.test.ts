import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactStages, leadStatuses } from '../../shared/values.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

type Kind = 'lead' | 'contact'

interface Sums extends Record<string, unknown> {
  open: number
  gaps: number
  first: boolean
  now_is: boolean
  adds_up: boolean
}

/** Exactly one passage is open and it is the row's own stage; each begins where the last one ended, the first with the record. */
async function expectWholeHistory(kind: Kind, id: number) {
  const column = kind === 'lead' ? 'status' : 'stage'
  const [sums] = await clinic.sql<Sums>(
    `with passages as (select *, lag(left_at) over (order by id) as before from stage_history where entity_type = $1 and entity_id = $2),
      row as (select created_at, ${column} as stage from ${kind}s where id = $2), moment as (select now()::timestamp as at)
    select count(*) filter (where left_at is null)::int as open,
      count(*) filter (where before is distinct from entered_at and id <> (select min(id) from passages))::int as gaps,
      bool_or(entered_at = (select created_at from row) and id = (select min(id) from passages)) as first,
      bool_or(left_at is null and stage = (select stage from row)) as now_is,
      sum(coalesce(left_at, (select at from moment)) - entered_at) = (select moment.at - row.created_at from moment, row) as adds_up
    from passages`,
    [kind, id],
  )
  expect(sums).toEqual({ open: 1, gaps: 0, first: true, now_is: true, adds_up: true })
}

const leadStep = fc.oneof(
  fc.record({ by: fc.constant('sql' as const), to: fc.constantFrom(...leadStatuses) }),
  fc.record({ by: fc.constant('api' as const), to: fc.constantFrom(...leadStatuses) }),
  fc.record({ by: fc.constant('deletion' as const), to: fc.constantFrom(...leadStatuses) }),
  fc.record({ by: fc.constant('refused' as const), to: fc.constantFrom(...leadStatuses) }),
)
const contactStep = fc.oneof(
  fc.record({ by: fc.constant('sql' as const), to: fc.constantFrom(...contactStages) }),
  fc.record({ by: fc.constant('api' as const), to: fc.constantFrom(...contactStages) }),
  fc.record({ by: fc.constant('deletion' as const), to: fc.constantFrom(...contactStages) }),
  fc.record({ by: fc.constant('refused' as const), to: fc.constantFrom(...contactStages) }),
)
const age = fc.integer({ min: 0, max: 900 * 24 })

async function take(kind: Kind, id: number, step: { by: 'sql' | 'api' | 'deletion' | 'refused'; to: string }) {
  const admin = clinic.as(clinic.people.admin)
  const column = kind === 'lead' ? 'status' : 'stage'
  const set = `update ${kind}s set ${column} = $2, created_at = now() + interval '1 day' where id = $1`
  if (step.by === 'sql') await clinic.sql(set, [id, step.to])
  if (step.by === 'api' && kind === 'lead') await admin.patch(`/leads/${id}`, { status: step.to })
  if (step.by === 'api' && kind === 'contact') await admin.post(`/contacts/${id}/stage`, { stage: step.to, reason: 'by chance' })
  if (step.by === 'refused') await clinic.sql(`update ${kind}s set ${column} = 'Nowhere' where id = $1`, [id]).catch(() => undefined)
  if (step.by === 'deletion') {
    expect((await admin.delete(`/${kind}s/${id}`)).status).toBe(204)
    const [{ kept } = { kept: 0 }] = await clinic.sql<{ kept: number }>(
      'select id::int as kept from deleted_records where entity_type = $1 and entity_id = $2',
      [kind, id],
    )
    expect((await admin.post(`/deleted-records/${kept}/restoration`)).status).toBe(200)
  }
}

const runs = { numRuns: counts(15, 500) }
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

test('whatever path moves a lead, its passages have no gap and add up to its age', async () => {
  await fc.assert(
    fc.asyncProperty(age, fc.constantFrom(...leadStatuses), fc.array(leadStep, { maxLength: 12 }), async (hours, status, steps) => {
      const id = await build.lead(clinic, { status, created_at: hoursAgo(hours) })
      for (const step of steps) await take('lead', id, step)
      await expectWholeHistory('lead', id)
    }),
    runs,
  )
})

test('whatever path moves a patient, the passages have no gap and add up to the age of the record', async () => {
  await fc.assert(
    fc.asyncProperty(age, fc.constantFrom(...contactStages), fc.array(contactStep, { maxLength: 12 }), async (hours, stage, steps) => {
      const id = await build.contact(clinic, { stage, created_at: hoursAgo(hours) })
      for (const step of steps) await take('contact', id, step)
      await expectWholeHistory('contact', id)
    }),
    runs,
  )
})

test('a lead that becomes a patient keeps its own history, and the patient begins one', async () => {
  const admin = clinic.as(clinic.people.admin)
  const id = await build.lead(clinic, { created_at: hoursAgo(100) })
  await admin.patch(`/leads/${id}`, { status: 'Booking: Paid/Booked' })
  const { body } = await admin.post(`/leads/${id}/conversion`, {})
  await expectWholeHistory('lead', id)
  await expectWholeHistory('contact', Number(body.id))
})

test('a thousand rows moved by one statement each have a whole history, also when two statements race for them', async () => {
  await clinic.sql(
    `insert into leads (first_name, last_name, email, created_at) select 'Max', 'Mass' || n, 'mass' || n || '@example.com', now() - n * interval '1 hour' from generate_series(1, 1000) n`,
  )
  const mass = `email like 'mass%'`
  await Promise.all([
    clinic.sql(`update leads set status = 'HHQ Signed' where ${mass}`),
    clinic.sql(`update leads set status = 'Booking: Not Paid' where ${mass}`),
  ])
  const [wrong] = await clinic.sql(`select count(*)::int as n from leads l where ${mass} and (
    (select count(*) from stage_history h where h.entity_type = 'lead' and h.entity_id = l.id and h.left_at is null) <> 1
    or (select sum(coalesce(left_at, now()) - entered_at) from stage_history h where h.entity_type = 'lead' and h.entity_id = l.id) <> now() - l.created_at)`)
  expect(wrong).toEqual({ n: 0 })
})

test('a record that the owner of the database makes older has its first passage begin with it, and cannot be made younger', async () => {
  const lead = await build.lead(clinic)
  await clinic.sql(`update leads set status = 'HHQ Signed', created_at = created_at - interval '3 days' where id = $1`, [lead])
  await expectWholeHistory('lead', lead)
  const contact = await build.contact(clinic)
  await clinic.sql(`update contacts set created_at = now() - interval '40 days' where id = $1`, [contact])
  await expectWholeHistory('contact', contact)
  await clinic.sql(`update contacts set created_at = now() where id = $1`, [contact])
  const [{ days } = { days: 0 }] = await clinic.sql<{ days: number }>(
    'select extract(day from now()::timestamp - created_at)::int as days from contacts where id = $1',
    [contact],
  )
  expect(days).toBe(40)
})

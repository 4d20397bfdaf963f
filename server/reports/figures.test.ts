import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appointmentStatuses, contactStages, leadSources, leadStatuses, taskStatuses } from '../../shared/values.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { counts } from '../test/counts.ts'
import { emptied } from '../test/emptied.ts'

const moment = { now: new Date('2026-03-20T18:30:00Z') }
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: () => moment.now })
})
afterAll(() => clinic.close())

interface Period {
  from: string
  to: string
}
interface Row {
  entityType: string
  entityId: number
  at: string
  isHit: boolean
  group: string | null
}
/** What any report says in a row of its table. */
interface Counted {
  key: string
  step: string
  source: string
  status: string
  outcome: string
  stage: string | null
  userId: number | null
  count: number
  of: number
  reached: number
  stopped: number
  leads: number
  patients: number
  overdueTasks: number
  overdueStages: number
  calls: number
}
const ask = async <T = { data: Counted[] }>(path: string): Promise<T> => {
  const { status, body, text } = await clinic.as(clinic.people.admin).get<T>(path)
  expect([path, status, status === 200 ? '' : text]).toEqual([path, 200, ''])
  return body
}

/** The whole list, walked page by page; its total says the same. */
async function listOf(list: string, { from, to }: Period, more = ''): Promise<Row[]> {
  const rows: Row[] = []
  let cursor = ''
  do {
    const page = await ask<{ data: Row[]; nextCursor: string | null; total: number }>(
      `/reports/${list}/rows?from=${from}&to=${to}${more}&limit=13&count=exact${cursor}`,
    )
    rows.push(...page.data)
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    if (!cursor) expect(rows.length).toBe(page.total)
  } while (cursor)
  return rows
}
const lengthOf = async (...asked: Parameters<typeof listOf>) => (await listOf(...asked)).length

// A random clinic: its moments crowd around midnights and clock changes, where a day is easily counted to the wrong side.

const zones = ['America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu', 'America/Havana', 'UTC'] as const
const edges = [
  '2026-03-08T04:59:59.999Z',
  '2026-03-08T05:00:00Z',
  '2026-03-09T04:00:00Z',
  '2026-03-19T04:00:00Z',
  '2026-02-28T18:15:00Z',
  '2026-03-20T18:30:00Z',
]
const time = fc.oneof(
  fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 })).map(([edge, shift]) => Date.parse(edge) + shift),
  fc
    .tuple(fc.integer({ min: -40, max: 3 }), fc.constantFrom(0, 3_600_000, 14_400_000, 18_000_000, 38_700_000))
    .map(([days, hours]) => Date.UTC(2026, 2, 20) + days * 86_400_000 + hours),
)
const at = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())
const later = fc.integer({ min: 0, max: 30 * 86_400_000 })
const clinicOf = fc.record({
  zone: fc.constantFrom(...zones),
  leads: fc.array(
    fc.record({ came: time, won: fc.option(later), status: fc.constantFrom(...leadStatuses), source: fc.constantFrom(...leadSources) }),
    { maxLength: 40 },
  ),
  tasks: fc.array(fc.record({ made: time, due: fc.option(time), done: later, status: fc.constantFrom(...taskStatuses) }), {
    maxLength: 40,
  }),
  visits: fc.array(
    fc.record({ on: time, status: fc.constantFrom(...appointmentStatuses), booked: time, took: fc.option(fc.nat({ max: 900_000 })) }),
    { maxLength: 40 },
  ),
  calls: fc.array(fc.record({ on: time, lead: fc.nat(), who: fc.nat({ max: 2 }) }), { maxLength: 60 }),
  stays: fc.array(fc.record({ entered: time, stayed: fc.option(later), stage: fc.constantFrom(...contactStages), years: fc.boolean() }), {
    maxLength: 30,
  }),
})
type Clinic = typeof clinicOf extends fc.Arbitrary<infer T> ? T : never

async function move(into: Clinic): Promise<void> {
  const { sdr, otherSdr, coach } = clinic.people
  const parts = [
    'leads',
    'contacts',
    'tasks',
    'appointments',
    'appointment_slots',
    'calls',
    'lead_conversions',
    'stage_history',
    'clinic_settings',
  ]
  await emptied(clinic, ...parts)
  await clinic.sql('insert into clinic_settings (id, time_zone) values (1, $1)', [into.zone])
  const insert = (text: string, rows: object[]) => clinic.sql(text, [JSON.stringify(rows)])
  await insert(
    `insert into leads (id, first_name, last_name, email, status, lead_source, created_at) select id, 'L', id::text, 'l', status, source::lead_source, came
     from jsonb_to_recordset($1) r (id int, status text, source text, came timestamptz)`,
    into.leads.map(({ came, ...lead }, index) => ({ ...lead, id: index + 1, came: at(came) })),
  )
  const won = into.leads.flatMap(({ came, won }, index) =>
    won === null ? [] : { id: index + 1, won: at(came + won), coach: index % 3 ? coach.id : null },
  )
  await insert(
    `insert into contacts (id, first_name, last_name, email, lead_id, health_coach_id, created_at) select id, 'C', id::text, 'c', id, coach, won
     from jsonb_to_recordset($1) r (id int, won timestamptz, coach int)`,
    won,
  )
  await insert(
    'insert into lead_conversions (lead_id, contact_id, created_at) select id, id, won from jsonb_to_recordset($1) r (id int, won timestamptz)',
    won,
  )
  await insert(
    `insert into tasks (title, status, created_at, due_date, completed_at, assigned_to_id) select 'T', status, made, due, done, who
     from jsonb_to_recordset($1) r (status text, made timestamptz, due timestamptz, done timestamptz, who int)`,
    into.tasks.map(({ made, due, done, status }, index) => ({
      ...{ status, made: at(made), due: at(due ?? undefined), who: index % 2 ? sdr.id : otherSdr.id },
      done: status === 'Completed' ? at(made + done) : null,
    })),
  )
  await insert(
    `insert into appointments (id, title, status, scheduled_at, created_at) select id, 'V', status, "on", booked
     from jsonb_to_recordset($1) r (id int, status text, "on" timestamptz, booked timestamptz)`,
    into.visits.map(({ on, status, booked }, index) => ({ id: index + 1, status, on: at(on), booked: at(booked) })),
  )
  await insert(
    'update appointment_details set choosing_since = since from jsonb_to_recordset($1) r (id int, since timestamptz) where appointment_id = id',
    into.visits.flatMap(({ booked, took }, index) => (took === null ? [] : { id: index + 1, since: at(booked - took) })),
  )
  const callers = [sdr.id, otherSdr.id, coach.id]
  const calls = into.leads.length ? into.calls : []
  await insert(
    `insert into calls (lead_id, user_id, outcome, created_at) select lead, who, 'Reached', "on" from jsonb_to_recordset($1) r (lead int, who int, "on" timestamptz)`,
    calls.map(({ on, lead, who }) => ({ on: at(on), lead: 1 + (lead % into.leads.length), who: callers[who] })),
  )
  await insert(
    `insert into stage_history (entity_type, entity_id, stage, entered_at, left_at) select 'contact', id, stage, entered, "left"
     from jsonb_to_recordset($1) r (id int, stage text, entered timestamptz, "left" timestamptz)`,
    won.length === 0
      ? []
      : into.stays.map(({ entered, stayed, stage, years }, index) => {
          const began = entered - (years ? 200 * 86_400_000 : 60 * 86_400_000)
          return {
            stage,
            id: won[index % won.length]?.id,
            entered: at(began),
            left: stayed === null ? null : at(began + stayed + (years ? 190 : 50) * 86_400_000),
          }
        }),
  )
}

const periods: Period[] = [
  { from: '2026-03-08', to: '2026-03-08' },
  { from: '2026-03-01', to: '2026-03-19' },
  { from: '2026-02-19', to: '2026-03-20' },
  { from: '2026-03-20', to: '2026-03-25' },
]

test('each figure equals the length of the list behind it, at the edges of days and over clock changes', async () => {
  let figures = 0
  const equal = (what: unknown, figure: unknown, length: number) => {
    figures += 1
    expect([what, figure]).toEqual([what, length])
  }
  await fc.assert(
    fc.asyncProperty(clinicOf, fc.constantFrom(...periods), async (random, period) => {
      await move(random)
      const of = async (report: string) => (await ask(`/reports/${report}?from=${period.from}&to=${period.to}`)).data
      const lists: Record<string, [list: string, counted: string]> = {
        leadToPatient: ['leads', '&part=hit'],
        pipeline: ['pipeline', ''],
        leadsPerDay: ['leads-called', ''],
        retention: ['renewals', '&part=hit'],
        patientsPerCoach: ['panels', '&part=hit'],
        tasksDone: ['tasks', '&part=hit'],
        tasksOverdue: ['open-tasks', '&part=hit'],
        showRate: ['closed-visits', '&part=hit'],
        cancellations: ['visits', '&part=hit'],
        scheduling: ['bookings', ''],
      }
      for (const { key, count, of: all, stage } of await of('targets')) {
        const [list, counted] = lists[key] ?? ['stages', stage === null ? '&of=none' : `&of=${encodeURIComponent(stage)}`]
        equal([key, 'count'], count, await lengthOf(list, period, counted))
        equal([key, 'of'], all, await lengthOf(list, period, stage === null ? '' : counted))
      }
      for (const { step, reached, stopped } of await of('funnel')) {
        equal(['reached', step], reached, await lengthOf('funnel', period, `&part=hit&of=${encodeURIComponent(step)}`))
        equal(['stopped', step], stopped, await lengthOf('funnel', period, `&part=miss&of=${encodeURIComponent(step)}`))
      }
      for (const { source, leads, patients } of await of('sources')) {
        equal(['leads', source], leads, await lengthOf('leads', period, `&of=${encodeURIComponent(source)}`))
        equal(['patients', source], patients, await lengthOf('leads', period, `&part=hit&of=${encodeURIComponent(source)}`))
      }
      for (const { userId, patients, overdueTasks, overdueStages } of await of('panels')) {
        equal(['panel', userId], patients, await lengthOf('panels', period, `&userId=${userId ?? 'none'}`))
        const past = await clinic
          .as(clinic.people.admin)
          .get<{ total: number }>(`/contacts?count=exact&limit=1&clock=overdue&healthCoachId=${userId ?? 'none'}`)
        equal(['past', userId], overdueStages, past.body.total)
        if (userId !== null) equal(['late', userId], overdueTasks, await lengthOf('open-tasks', period, `&part=hit&userId=${userId}`))
      }
      for (const { userId, calls, leads } of await of('calls')) {
        equal(['calls', userId], calls, await lengthOf('calls', period, `&userId=${userId}`))
        const isSdr = [clinic.people.sdr.id, clinic.people.otherSdr.id].includes(Number(userId))
        equal(['called', userId], leads, isSdr ? await lengthOf('leads-called', period, `&userId=${userId}`) : 0)
      }
      for (const { status, count } of await of('visits'))
        equal(['visits', status], count, await lengthOf('visits', period, `&of=${status}`))
      for (const { outcome, count } of await of('tasks'))
        equal(['tasks', outcome], count, await lengthOf('tasks', period, `&of=${outcome}`))
    }),
    { numRuns: counts(12, 300) },
  )
  expect(figures).toBeGreaterThan(300)
}, 300_000)

/** The clinic's day of a moment, found in another way than the product's. */
const dayOf = (zone: string, ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(ms)

test('what is in a period is what happened on its days of the clinic, and nothing that has not happened yet', async () => {
  await fc.assert(
    fc.asyncProperty(clinicOf, fc.constantFrom(...periods), async (random, period) => {
      await move(random)
      const isIn = (ms: number) => {
        const day = dayOf(random.zone, ms)
        return day >= period.from && day <= period.to && ms < moment.now.getTime()
      }
      const came = random.leads.filter((lead) => isIn(lead.came))
      expect(await lengthOf('leads', period)).toBe(came.length)
      expect(await lengthOf('visits', period)).toBe(random.visits.filter(({ on }) => isIn(on)).length)
      expect(await lengthOf('tasks', period)).toBe(
        random.tasks.filter(({ due, status }) => due !== null && isIn(due) && status !== 'Cancelled').length,
      )
      const calls = random.leads.length ? random.calls.filter(({ on }) => isIn(on)) : []
      expect(await lengthOf('calls', period)).toBe(calls.length)
      const called = new Set(
        calls.filter(({ who }) => who < 2).map(({ on, who, lead }) => `${dayOf(random.zone, on)} ${who} ${lead % random.leads.length}`),
      )
      expect(await lengthOf('leads-called', period)).toBe(called.size)
    }),
    { numRuns: counts(25, 500) },
  )
}, 300_000)

test('the parts of a chart add up to its figure, and a part opens its own list', async () => {
  await fc.assert(
    fc.asyncProperty(clinicOf, async (random) => {
      await move(random)
      const period = periods[1] as Period
      const sum = (parts: { noShow: number }[]) => parts.reduce((total, { noShow }) => total + noShow, 0)
      const { data, buckets } = await ask<{ data: { status: string; count: number }[]; buckets: (Period & { noShow: number })[] }>(
        `/reports/visits?from=${period.from}&to=${period.to}`,
      )
      expect(buckets).toHaveLength(19)
      expect(sum(buckets)).toBe(data.find(({ status }) => status === 'No Show')?.count ?? 0)
      for (const { from, to, noShow } of buckets) {
        if (noShow) expect(await lengthOf('visits', period, `&of=No+Show&dayFrom=${from}&dayTo=${to}`)).toBe(noShow)
      }
    }),
    { numRuns: counts(6, 50) },
  )
}, 120_000)

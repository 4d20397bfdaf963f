import { afterAll, beforeAll, expect, test } from 'vitest'
import { askedContactFacets, askedLeadFacets } from '../../shared/asked-facets.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let clinic: TestApp

beforeAll(async () => {
  clinic = await testApp()
  const { sdr, coach, otherCoach } = clinic.people
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  for (let index = 0; index < 24; index++) {
    const lead = await build.lead(clinic, {
      status: ['HHQ Started', 'HHQ Signed', 'Booking: Not Paid'][index % 3],
      lead_readiness: ['Cold', 'Warm', null][index % 3],
      lead_source: ['Newsletter', null][index % 2],
      lead_outcome: ['Voicemail', 'Said Stop', null][index % 3],
      lead_type: ['Corporate', null][index % 2],
      owner_id: [sdr.id, null][index % 2],
      health_coach_booked_with: [coach.id, null, null][index % 3],
      number_of_calls: [0, 1, 4, 8, 15][index % 5],
      last_contacted: [null, at(0), at(20), at(200)][index % 4],
      created_at: at([0, 3, 40, 120][index % 4] ?? 0),
      portal_access: index % 5 === 0,
    })
    const contact = await build.contact(clinic, {
      stage: ['Intake', 'Initial Labs'][index % 2],
      health_coach_id: [coach.id, otherCoach.id, null][index % 3],
      created_at: at([0, 3, 40, 120][index % 4] ?? 0),
    })
    await build.task(clinic, {
      ...(index % 2 ? { lead_id: lead } : { contact_id: contact }),
      status: ['Pending', 'In Progress', 'Completed'][index % 3],
      priority: ['Low', 'High', 'Urgent'][index % 3],
      assigned_to_id: [sdr.id, coach.id, null][index % 3],
      created_by_id: [sdr.id, coach.id][index % 2],
      due_date: [at(2), null, at(-30)][index % 3],
    })
  }
})
afterAll(() => clinic.close())

type Count = { count: number; value?: unknown; period?: string; from?: string | number | null; to?: string | number | null }

/** The filter that a value of a facet stands for. */
function filterOf(field: string, { value, period, from, to }: Count): [string, string][] {
  if (period === 'never') return [[field, 'none']]
  if (from === undefined) return [[field, String(value ?? 'none')]]
  return [...(from === null ? [] : [[`${field}From`, String(from)]]), ...(to === null ? [] : [[`${field}To`, String(to)]])] as [
    string,
    string,
  ][]
}

async function wrongCounts(room: string, fields: readonly string[], others: [string, string][]) {
  const as = clinic.as(clinic.people.admin)
  const text = (query: [string, string][]) => new URLSearchParams(query).toString()
  const wished: [string, string][] = [...fields.map((field): [string, string] => ['fields', field]), ['timeZone', 'America/New_York']]
  const { status, body } = await as.get<Record<string, Count[] | number>>(
    `/${room}/facets?${text([...(fields.length ? wished : []), ...others])}`,
  )
  expect(status).toBe(200)
  const wrong: string[] = []
  let compared = 0
  for (const [field, counts] of Object.entries(body)) {
    // Due dates are counted by the clinic's calendar: of them only what has none is a filter of its own.
    for (const each of Array.isArray(counts) ? counts : []) {
      if (field === 'due' && each.value !== 'none') continue
      const query = [...others.filter(([name]) => name !== field), ...filterOf(field === 'due' ? 'dueDate' : field, each)]
      const { body: list } = await as.get<{ total: number }>(`/${room}?${text([...query, ['count', 'exact'], ['limit', '1']])}`)
      compared += 1
      if (list.total !== each.count) wrong.push(`${field} ${JSON.stringify(each)}: ${list.total} in the list`)
    }
  }
  return { wrong, compared, counted: Object.keys(body) }
}

test('every count beside a filter of leads equals the list it opens', async () => {
  const all = await wrongCounts('leads', askedLeadFacets, [])
  expect(all.wrong).toEqual([])
  expect(all.counted).toEqual(expect.arrayContaining([...askedLeadFacets, 'status', 'ownerId']))
  expect(all.compared).toBeGreaterThan(40)
  expect(
    (
      await wrongCounts('leads', askedLeadFacets, [
        ['leadReadiness', 'Cold'],
        ['clock', 'none'],
        ['clock', 'on_time'],
      ])
    ).wrong,
  ).toEqual([])
})

test('every count beside a filter of patients equals the list it opens', async () => {
  const all = await wrongCounts('contacts', askedContactFacets, [])
  expect(all.wrong).toEqual([])
  expect(all.counted).toEqual(expect.arrayContaining([...askedContactFacets, 'stage', 'clock']))
  expect((await wrongCounts('contacts', askedContactFacets, [['stage', 'Intake']])).wrong).toEqual([])
})

test('every count beside a filter of tasks equals the list it opens, those without a date among them', async () => {
  const all = await wrongCounts('tasks', [], [])
  expect(all.wrong).toEqual([])
  expect(all.counted).toEqual(expect.arrayContaining(['status', 'priority', 'assignedToId', 'createdById', 'due']))
  expect(
    (
      await wrongCounts(
        'tasks',
        [],
        [
          ['status', 'Pending'],
          ['dueDate', 'none'],
        ],
      )
    ).wrong,
  ).toEqual([])
  const undated = await clinic.as(clinic.people.sdr).get<{ data: { dueDate: unknown }[] }>('/tasks?dueDate=none')
  expect(new Set(undated.body.data.map(({ dueDate }) => dueDate))).toEqual(new Set([null]))
  expect((await clinic.as(clinic.people.sdr).get('/tasks?dueDate=2026-11-23')).status).toBe(400)
})

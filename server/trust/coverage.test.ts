/** Each request of the API leaves exactly one event (F1): generated over all routes of the inventory. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts, tell } from '../test/counts.ts'
import { type Document, type Operation, type Asked as Request, requestOf, textOf, validOf } from './requests.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const endpoints = Object.values(api).flatMap((room) => Object.values(room) as Endpoint[])
/** A conversion is an event of the lead and one of the patient it became. */
const records: Record<string, number> = { 'POST /leads/:id/conversion': 2 }
/** Would leave the callers without a way in. */
const endsCallers = /^(DELETE \/tokens|PATCH \/users|POST \/users\/:id|DELETE \/sessions|POST \/hand-overs)/
/** Streams stay open, and health is asked without a person. */
const lasting = new Set(endpoints.filter(({ parts }) => parts.produces === 'text/event-stream').map(({ key }) => key))

type Wish = Pick<Request, 'path' | 'query' | 'body'>

interface Asked {
  key: string
  caller: Person | undefined
  status: number
  deeds: number
}

const deeds = async () =>
  Number((await it.sql<{ last: string }>(`select count(*) as last from activity_logs where user_id is not null`))[0]?.last)
const looks = () => it.sql<{ route: string; count: number }>(`select route, count(*)::int as count from access_log group by route`)

test('each route leaves exactly one event, whoever calls it and however it is answered', async () => {
  await furnish()
  const document = it.app.swagger() as unknown as Document
  const asked: Asked[] = []
  for (const endpoint of endpoints.filter(({ key }) => !lasting.has(key))) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    const operation = document.paths[path]?.[endpoint.method.toLowerCase()]
    if (!operation) throw new Error(`No such route: ${endpoint.key}`)
    for (const [at, request] of requestsFor(document, path, operation, asked.length).entries()) {
      const caller = endsCallers.test(endpoint.key) ? undefined : [it.people.admin, it.people.admin, it.people.sdr, undefined][at % 4]
      const before = await deeds()
      const answer = await it.app.inject({
        method: endpoint.method,
        url: `/api/v1${request.path}?${new URLSearchParams(request.query.map(([name, value]) => [name, textOf(value)]))}`.replace(
          /\?$/,
          '',
        ),
        headers: caller ? { authorization: `Bearer ${caller.token}` } : {},
        ...(request.body === undefined || endpoint.method === 'GET' ? {} : { payload: request.body as object }),
      })
      asked.push({ key: endpoint.key, caller, status: answer.statusCode, deeds: (await deeds()) - before })
    }
  }
  await new Promise((done) => setTimeout(done, 1200))
  const seen = new Map((await looks()).map(({ route, count }) => [route, count]))
  const wrong = [...Map.groupBy(asked, ({ key }) => key)].flatMap(([key, all]) => {
    const events = all.reduce((sum, each) => sum + each.deeds, 0) + (seen.get(key) ?? 0)
    const due = all.reduce((sum, { status }) => sum + (status === 201 ? (records[key] ?? 1) : 1), 0)
    return events === due
      ? []
      : [`${key}: ${all.length} requests (${all.map(({ status, deeds: own }) => `${status}/${own}`)}), ${events} events`]
  })
  const answered = new Set(asked.filter(({ status }) => status < 400).map(({ key }) => key))
  tell(`Coverage: ${asked.length} requests to ${endpoints.length - lasting.size} routes, ${answered.size} of them answered with success`)
  expect(wrong).toEqual([])
})

/** Some as they should be, some broken. */
function requestsFor(document: Document, path: string, operation: Operation, seed: number): Wish[] {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const good = fc.record({ id: fc.integer({ min: 1, max: 50 }), body: body ? validOf(document, body) : fc.constant(undefined) })
  // Numbers nobody has, but such as lead to the route: what leads to none is no request of it.
  const nobody = path.replace(/\{\w+\}/g, '2147483000')
  const broken = fc
    .sample(requestOf(document, path, operation), { numRuns: counts(1, 10), seed })
    .map((each) => ({ ...each, path: nobody }))
  const sound = fc.sample(good, { numRuns: counts(2, 30), seed: seed + 1 })
  return [...sound.map((each) => ({ path: path.replace(/\{\w+\}/g, String(each.id)), query: [], body: each.body })), ...broken]
}

/** Records with the low numbers that the generated requests name. */
async function furnish(): Promise<void> {
  for (let index = 0; index < 60; index++) {
    const lead = await build.lead(it, { owner_id: it.people.admin.id })
    const contact = await build.contact(it)
    await build.task(it, { lead_id: lead, assigned_to_id: it.people.admin.id })
    await build.task(it, { contact_id: contact })
  }
}

test('who saw a person is answered whole and soon among very many looks', async () => {
  const many = counts(20_000, 1_000_000)
  const lead = await build.lead(it)
  const contact = await build.contact(it, { lead_id: lead })
  await it.sql('insert into lead_conversions (lead_id, contact_id) values ($1, $2)', [lead, contact])
  await it.sql(
    `insert into access_log (at, user_id, via, route, status, entity_type, entity_ids, request_id)
     select now() - n * interval '3 minutes', $1, 'session', case n % 10 when 0 then 'GET /leads' else 'GET /leads/:id' end, 200, 'lead',
       case n % 10 when 0 then array(select 1000000 + (n * 31 + i) % 90000 from generate_series(1, 50) i) else array[1000000 + n % 90000] end, 'r'
     from generate_series(1, $2::int) n`,
    [it.people.sdr.id, many],
  )
  const own = [
    `(now() - interval '6 years' + interval '1 day', '{lead}', array[${lead}])`,
    `(now() - interval '3 years', '{contact}', array[${contact}])`,
    `(now() - interval '1 year', '{task,lead}', array[${lead},${lead}])`,
    `(now() - interval '1 day', '{lead}', array[1000001,${lead},1000002])`,
  ]
  await it.sql(
    `insert into access_log (at, user_id, via, route, status, entity_type, entity_ids, entity_types, request_id)
     select at, $1, 'session', 'GET /search', 200, case cardinality(kinds) when 1 then kinds[1] end, ids,
       case cardinality(kinds) when 1 then null else kinds end, 'own'
     from (values ${own.join(', ')}) v (at, kinds, ids)`.replaceAll(/'\{([\w,]+)\}'/g, "'{$1}'::varchar[]"),
    [it.people.coach.id],
  )
  await it.sql('vacuum analyze access_log')
  const exported = await it.as(it.people.admin).get(`/exports/leads.csv?id=${lead}`)
  expect(exported.status).toBe(200)
  const began = performance.now()
  const { body } = await it
    .as(it.people.admin)
    .get<{ data: { kind: string; at: string }[]; nextCursor: string | null }>(
      `/audit?entityType=contact&entityId=${contact}&kind=looked&limit=200`,
    )
  const took = performance.now() - began
  tell(`Who saw one person, among ${many} looks: ${body.data.length} answers in ${Math.round(took)} ms`)
  expect(body.data.map(({ kind }) => kind)).toEqual(['did', 'looked', 'looked', 'looked', 'looked'])
  expect(body.nextCursor).toBeNull()
  expect(took).toBeLessThan(2000)
})

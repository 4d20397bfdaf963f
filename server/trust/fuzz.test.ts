import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts, tell } from '../test/counts.ts'
import { type Asked, type Document, type Operation, requestOf, textOf } from './requests.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
  for (let index = 0; index < 20; index++) {
    const lead = await build.lead(it, { owner_id: index % 2 ? it.people.sdr.id : null })
    const contact = await build.contact(it, { health_coach_id: it.people.coach.id })
    await build.task(it, { lead_id: lead, contact_id: contact, created_by_id: it.people.sdr.id })
    await build.appointment(it, { lead_id: lead, scheduled_at: `2030-01-${String(index + 1).padStart(2, '0')} 15:00:00` })
  }
})
afterAll(() => it.close())

/** They would end the callers of this very test; strangers may try them. */
const endsCallers = /^(delete \/tokens|patch \/users|post \/auth\/sign-out|delete \/me|put \/settings|patch \/settings)/

interface Target {
  method: string
  path: string
  operation: Operation
}

function targetsOf(document: Document): Target[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => !Object.values(operation.responses).some(({ content }) => content?.['text/event-stream']))
      .map(([method, operation]) => ({ method, path, operation })),
  )
}

test('no request, valid or broken, meets a fault, an undeclared status or a body outside its schema', async () => {
  const document = (await it.as(undefined).get<Document & Record<string, unknown>>('/api/v1/openapi.json')).body
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'api')
  const targets = targetsOf(document)
  const callers: (Person | undefined)[] = [undefined, it.people.sdr, it.people.coach, it.people.admin]
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2_147_483_647)
  const wanted = counts(5_000, 20_000)
  const perTarget = Math.ceil(wanted / targets.length)
  const wrong: string[] = []
  let sent = 0
  for (const target of targets) {
    const requests = fc.sample(fc.tuple(requestOf(document, target.path, target.operation), fc.nat(3)), { numRuns: perTarget, seed })
    for (const [asked, who] of requests) {
      const caller = endsCallers.test(`${target.method} ${target.path}`) ? undefined : callers[who]
      const problem = await look(ajv, target, asked, caller)
      if (problem) wrong.push(problem)
      sent += 1
    }
  }
  tell(`Fuzz: ${sent} requests to ${targets.length} operations, seed ${seed}`)
  expect(wrong.slice(0, 10)).toEqual([])
  expect(sent).toBeGreaterThanOrEqual(wanted)
}, 600_000)

async function look(ajv: Ajv2020, { method, path, operation }: Target, asked: Asked, caller: Person | undefined) {
  const query = new URLSearchParams(asked.query.flatMap(([name, value]) => [value].flat().map((each) => [name, textOf(each)])))
  const response = await it.app.inject({
    method: method.toUpperCase() as 'GET',
    url: `/api/v1${asked.path}?${query}`,
    headers: {
      ...asked.headers,
      ...(caller ? { authorization: `Bearer ${caller.token}` } : {}),
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(asked.body === undefined ? {} : { payload: JSON.stringify(asked.body) }),
  })
  const said = `${method} ${asked.path}?${query} as ${caller?.role} ${JSON.stringify(asked.body)?.slice(0, 300)} -> ${response.statusCode} ${response.body.slice(0, 300)}`
  if (response.statusCode >= 500) return `fault: ${said}`
  const declared = operation.responses[response.statusCode]
  if (!declared) return `undeclared: ${said}`
  const type = String(response.headers['content-type'] ?? '').split(';')[0] ?? ''
  if (!declared.content) return response.body === '' ? undefined : `body: ${said}`
  if (!declared.content[type]) return `type ${type}: ${said}`
  if (!type.includes('json')) return undefined
  const pointer = `api#/paths/${encode(path)}/${method}/responses/${response.statusCode}/content/${encode(type)}/schema`
  const validate = ajv.getSchema(pointer)
  if (!validate) return `no schema at ${pointer}`
  return validate(response.json()) ? undefined : `schema ${JSON.stringify(validate.errors?.slice(0, 2))}: ${said}`
}

const encode = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

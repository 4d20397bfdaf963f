/** Requests made from the OpenAPI document: valid ones, and the same ones broken in every way a client gets things wrong. */
import fc from 'fast-check'

export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  not?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  format?: string
  propertyNames?: Schema
  additionalProperties?: Schema | boolean
}
interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: Schema
}
export interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
export interface Asked {
  path: string
  query: [string, unknown][]
  headers: Record<string, string>
  body: unknown
}

/** Texts that break parsers, queries and files. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  "'; drop table leads; --",
  '%',
  '_',
  '\\',
  '"',
  '=cmd()',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  'null',
  'undefined',
  '9'.repeat(400),
  'é'.repeat(300),
  '🙂',
  '-1',
  '1e309',
  '2026-02-30T00:00:00Z',
  '275760-09-13T00:00:00Z',
  '2026-01-01',
  '2147483648',
  '__proto__',
  'constructor',
  '\r\nset-cookie: a=b',
  '$' + '{7*7}',
)
const anything: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, true, 0, -1, 1.5, 2147483648, [], {}, [[[[]]]]),
)

export function validOf(document: Document, schema: Schema): fc.Arbitrary<unknown> {
  const resolved = schema.$ref ? (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
  if (resolved.const !== undefined) return fc.constant(resolved.const)
  if (resolved.enum) return fc.constantFrom(...resolved.enum)
  const choices = resolved.anyOf ?? resolved.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => validOf(document, choice)))
  const types = [resolved.type ?? 'string'].flat()
  return fc.oneof(...types.map((type) => ofType(document, resolved, type)))
}

function ofType(document: Document, schema: Schema, type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      // Mostly small: ids that exist.
      return fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: Math.max(schema.minimum ?? 0, 0), max: Math.min(schema.maximum ?? 60, 60) }) },
        { weight: 1, arbitrary: fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 2147483647, 2147483647) }) },
      )
    case 'array':
      return fc.array(validOf(document, schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      })
    case 'object':
      return ofObject(document, schema)
    default:
      return ofText(schema)
  }
}

function ofObject(document: Document, schema: Schema): fc.Arbitrary<unknown> {
  const shape = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, validOf(document, part)]))
  return fc.record(shape, { requiredKeys: schema.required ?? [] })
}

function ofText(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'date-time') {
    return fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString())
  }
  const text = fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 30, 30) })
  return fc.oneof(text, fc.constantFrom('Ann', 'ann@example.com', '+1 303 555 0142', 'a'), fc.constantFrom('https://meet.example/x'))
}

/** A request of the operation; about half are broken somewhere. */
export function requestOf(document: Document, path: string, operation: Operation): fc.Arbitrary<Asked> {
  const parameters = operation.parameters ?? []
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const value = (schema: Schema) => fc.oneof({ weight: 5, arbitrary: validOf(document, schema) }, { weight: 1, arbitrary: anything })
  const named = (where: string) => parameters.filter((parameter) => parameter.in === where)
  const some = (list: Parameter[]) =>
    fc.record(Object.fromEntries(list.map(({ name, schema }) => [name, value(schema)])), {
      requiredKeys: list.filter(({ required }) => required).map(({ name }) => name),
    })
  return fc
    .record({
      params: some(named('path').map((parameter) => ({ ...parameter, required: true }))),
      query: some(named('query')),
      stray: fc.option(fc.tuple(fc.constantFrom('userId', 'role', '__proto__', 'x'), anything), { freq: 9 }),
      headers: fc.record({ 'if-match': fc.constantFrom('"x"', '*'), 'idempotency-key': fc.constantFrom('k1', 'k2') }, { requiredKeys: [] }),
      body: body ? brokenOf(validOf(document, body)) : fc.constant(undefined),
    })
    .map(({ params, query, stray, headers, body: sent }) => ({
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf((params as Record<string, unknown>)[name]))),
      query: [...Object.entries(query), ...(stray ? [stray as [string, unknown]] : [])],
      headers: headers as Record<string, string>,
      body: sent,
    }))
}

/** The value, or the value with a field too many, one too few, or one replaced. */
function brokenOf(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(valid, fc.integer({ min: 0, max: 7 }), anything, fc.nat()).map(([good, how, odd, which]) => {
    if (how > 3 || typeof good !== 'object' || good === null || Array.isArray(good)) return how === 3 ? odd : good
    const names = Object.keys(good)
    const name = names[which % Math.max(names.length, 1)] ?? 'x'
    if (how === 0) return { ...good, id: odd, passwordHash: 'x' }
    if (how === 1) return Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))
    return { ...good, [name]: odd }
  })
}

export const textOf = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '')
  return text.toWellFormed() || ' '
}

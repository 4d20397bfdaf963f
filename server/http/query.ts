/** Query strings and path parameters are text: gives numbers, booleans and repeated values the type their schema has. */
import type { z } from 'zod'

type Reader = (value: unknown) => unknown

const asNumber: Reader = (value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value)
const asBoolean: Reader = (value) => (value === 'true' ? true : value === 'false' ? false : value)

interface Definition {
  type: string
  innerType?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
  in?: z.ZodType
}
const definition = (schema: z.ZodType): Definition => schema._zod.def as unknown as Definition

function readerOf(schema: z.ZodType): Reader {
  const def = definition(schema)
  if (def.innerType) return readerOf(def.innerType)
  if (def.type === 'pipe' && def.in) return readerOf(def.in)
  if (def.type === 'number' || def.type === 'int') return asNumber
  if (def.type === 'boolean') return asBoolean
  if (def.type === 'union' && def.options) {
    const readers = def.options.map(readerOf)
    return (value) => readers.reduce((read, reader) => reader(read), value)
  }
  if (def.type === 'array' && def.element) {
    const reader = readerOf(def.element)
    return (value) => (value === undefined ? undefined : (Array.isArray(value) ? value : [value]).map(reader))
  }
  return (value) => value
}

/** A function that types the values of one schema's query or params, made once a route. */
export function textReader(schema: z.ZodObject): (given: Record<string, unknown>) => Record<string, unknown> {
  const readers = new Map(Object.entries(schema.shape).map(([name, part]) => [name, readerOf(part as z.ZodType)]))
  return (given) => {
    const typed: Record<string, unknown> = Object.create(null)
    for (const name of Object.keys(given)) {
      const reader = readers.get(name)
      typed[name] = reader ? reader(given[name]) : given[name]
    }
    return typed
  }
}

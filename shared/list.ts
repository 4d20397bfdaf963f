/** The query every list takes (see `docs/guide/api.md`): limit, cursor, sort, q, count, and filters named after fields. */
import { z } from 'zod'
import { Id, Instant, prose, searchText } from './inputs.ts'
import { limits, pageSize } from './values.ts'

/** A reference filter: ids, or `none` for the rows without one. */
export const anyReference = () =>
  z
    .array(z.union([Id, z.literal('none')]))
    .min(1)
    .max(200)
export const anyOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  z
    .array(z.enum([...values, 'none'] as [V[number], ...V[number][], 'none']))
    .min(1)
    .max(50)
export const anyText = () => z.array(prose(limits.email)).min(1).max(200)
export const anyBoolean = () => z.array(z.boolean()).min(1).max(2)
export const anyId = () => z.array(Id).min(1).max(200)

type Bounds<Name extends string, Bound extends z.ZodType> = { [K in `${Name}From` | `${Name}To`]: z.ZodOptional<Bound> }

const bounds = <Name extends string, Bound extends z.ZodType>(name: Name, bound: Bound) =>
  ({ [`${name}From`]: bound.optional(), [`${name}To`]: bound.optional() }) as Bounds<Name, Bound>
/** `<name>From` and `<name>To`, inclusive. */
export const timeRange = <Name extends string>(name: Name) => bounds(name, Instant)
export const countRange = <Name extends string>(name: Name) => bounds(name, z.int().min(0).max(1_000_000))

type Direction<S extends string> = S | `-${S}`

export function listQuery<const S extends readonly [string, ...string[]], F extends z.ZodRawShape>(parts: {
  sorts: S
  defaultSort: Direction<S[number]>
  filters: F
}) {
  const directions = parts.sorts.flatMap((name) => [name, `-${name}`]) as [Direction<S[number]>]
  return z.strictObject({
    limit: z.int().min(1).max(pageSize.largest).default(pageSize.default),
    cursor: z.string().max(2000).optional(),
    sort: z.enum(directions).default(parts.defaultSort as never),
    q: searchText.optional(),
    count: z.literal('exact').optional(),
    ...parts.filters,
  })
}

/** What a page of a list needs to be asked for, whatever its filters. */
export interface ListQuery {
  limit: number
  cursor?: string | undefined
  sort: string
  q?: string | undefined
  count?: 'exact' | undefined
  [filter: string]: unknown
}

/**
 * The access map: every column of a table is `edit` (clients may write it), `show` (clients may read it) or `secret`
 * (it never leaves the server). A column without a mark does not compile.
 */
import { z } from 'zod'

export type Access = 'edit' | 'show' | 'secret'
export type Columns<T extends { $inferSelect: object }> = { [K in keyof T['$inferSelect']]: Access }

type KeysWith<M, A> = { [K in keyof M]: M[K] extends A ? K : never }[keyof M]

/** The schema with the columns of the allowed marks alone. Picking, not omitting: a new column starts out closed. */
export function only<S extends z.ZodObject, M extends { [K in keyof S['shape']]?: Access }, const A extends readonly Access[]>(
  schema: S,
  access: M,
  ...allowed: A
) {
  const mask = Object.fromEntries(
    Object.entries(access)
      .filter(([column, mark]) => column in schema.shape && allowed.includes(mark as Access))
      .map(([column]) => [column, true]),
  )
  type Kept = z.ZodObject<Pick<S['shape'], KeysWith<M, A[number]> & keyof S['shape']>, S['_zod']['config']>
  return schema.pick(mask as never) as unknown as Kept
}

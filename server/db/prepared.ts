/** Compiled statements inside a transaction, parsed and planned once a connection. */
import type { Db } from './connection.ts'
import { type Compiled, fill } from './statement.ts'

/** What the names of a transaction's statements begin with; nothing where statements may have no names. */
const prefixes = new WeakMap<Db, string>()

/** A plan holds the policies of the role that acts: each role has statements of its own. */
export function setStatementPrefix(db: Db, prefix: string | undefined): void {
  if (prefix === undefined) prefixes.delete(db)
  else prefixes.set(db, prefix)
}

/** Rows as arrays, in the order of the statement's columns. */
export async function run<Row extends unknown[]>(db: Db, compiled: Compiled, values: Record<string, unknown>): Promise<Row[]> {
  const { name, text, values: bound } = fill(compiled, values)
  const prefix = prefixes.get(db)
  const named = prefix !== undefined && name ? { name: `${prefix} ${name}` } : {}
  const { rows } = await db.$client.query<Row>({ ...named, text, values: bound, rowMode: 'array' })
  return rows
}

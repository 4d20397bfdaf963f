/** Reading, locking and changing one row of a table that is sent as JSON: statements compiled once, parsed once a connection. */
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db, Tx } from './connection.ts'
import { run } from './prepared.ts'
import { type Compiled, compile, fill, type Statement } from './statement.ts'

export interface OneRow {
  statement(id: number): Statement
  /** The row's JSON text; nothing when there is none, or none that the actor may see. */
  find(db: Db, id: number): Promise<string | undefined>
  /** Locks the row until the transaction ends; nothing when the database's own policy does not let the actor change it. */
  lock(db: Tx, id: number): Promise<string | undefined>
  /** The changed row; nothing when the policy does not let the actor change it so. */
  change(db: Tx, id: number, changes: Readonly<Record<string, unknown>>): Promise<string | undefined>
}

const mostUpdates = 200

export function oneRow(table: PgTable, json: SQL): OneRow {
  const columns = getTableColumns(table)
  const isIt = sql`${columns.id} = ${sql.placeholder('id')}`
  const found = compile(sql`select ${json} from ${table} where ${isIt}`)
  const locked = compile(sql`select ${json} from ${table} where ${isIt} for update`)
  const updates = new Map<string, Compiled>()
  /** One statement for each set of columns that people change together. */
  const updateOf = (names: string[]): Compiled => {
    const key = names.join()
    const known = updates.get(key)
    if (known) return known
    const sets = names.map((name) => sql`${sql.identifier(columns[name]?.name ?? name)} = ${sql.placeholder(name)}`)
    const made = compile(sql`update ${table} set ${sql.join(sets, sql`, `)} where ${isIt} returning ${json}`)
    if (updates.size >= mostUpdates) updates.clear()
    updates.set(key, made)
    return made
  }
  return {
    statement: (id) => fill(found, { id }),
    find: async (db, id) => (await run<[string]>(db, found, { id }))[0]?.[0],
    lock: async (db, id) => (await run<[string]>(db, locked, { id }))[0]?.[0],
    change: async (db, id, changes) => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined)
      const values = Object.fromEntries(given.map(([name, value]) => [name, asStored(value)]))
      return (await run<[string]>(db, updateOf(Object.keys(values).sort()), { ...values, id }))[0]?.[0]
    },
  }
}

/** Times are kept in UTC, whatever zone the process runs in. */
const asStored = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

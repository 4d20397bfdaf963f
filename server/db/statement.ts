/**
 * The hot path: a Drizzle query compiled once to SQL whose rows PostgreSQL itself turns into JSON text. The columns are
 * those that the access map shows, so that nothing secret can pass.
 */
import { createHash } from 'node:crypto'
import { getTableColumns, is, Placeholder, type SQL, sql } from 'drizzle-orm'
import { PgDialect, type PgTable, PgTimestamp } from 'drizzle-orm/pg-core'
import type { Access } from '../../shared/access.ts'

export interface Statement {
  /** Without a name the statement is planned for its values each time. */
  name?: string
  text: string
  values: unknown[]
}
export interface Compiled {
  name: string
  text: string
  params: unknown[]
}

const dialect = new PgDialect()

/** SQL with `sql.placeholder(...)` where values go -> text and a name that is equal for equal text. */
export function compile(query: SQL): Compiled {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return { name: createHash('sha1').update(text).digest('base64url'), text, params }
}

const remembered = new Map<string, Compiled>()
const mostRemembered = 500

/** Compiled at first need; `key` names all that the text depends on. */
export function remember(key: string, make: () => Compiled): Compiled {
  const known = remembered.get(key)
  if (known) return known
  if (remembered.size >= mostRemembered) remembered.clear()
  const made = make()
  remembered.set(key, made)
  return made
}

export function fill(compiled: Compiled, values: Record<string, unknown>): Statement {
  return { name: compiled.name, text: compiled.text, values: fillParams(compiled.params, values) }
}

export function fillParams(params: unknown[], values: Record<string, unknown>): unknown[] {
  return params.map((param) => (is(param, Placeholder) ? values[param.name] : param))
}

/** A timestamp as the API writes it: UTC with milliseconds. */
export const timeAsText = (column: SQL | PgTimestamp<never>) => sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export interface RowParts {
  /** Columns that are sent as something else than their plain value. */
  instead?: Record<string, SQL>
  /** What is sent beside the columns. */
  more?: Record<string, SQL>
}

/** A table's shown columns under their camelCase names as one JSON object, as text. */
export function rowAsJson(table: PgTable, access: Record<string, Access>, { instead = {}, more = {} }: RowParts = {}): SQL {
  const shown = Object.entries(getTableColumns(table)).filter(([name]) => access[name] && access[name] !== 'secret')
  const parts = shown.map(([name, column]) => {
    const value = instead[name] ?? (is(column, PgTimestamp) ? timeAsText(column as never) : sql`${column}`)
    return sql`${value} as ${sql.identifier(name)}`
  })
  const beside = Object.entries(more).map(([name, value]) => sql`${value} as ${sql.identifier(name)}`)
  return sql`(select row_to_json(r) from (select ${sql.join([...parts, ...beside], sql`, `)}) r)::text`
}

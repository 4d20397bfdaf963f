/** SQL of what PostgreSQL has collected about statements (pg_stat_statements); asked as the owner. */
import type pg from 'pg'
import { errorCode } from '../db/sqlstate.ts'

export interface Collected {
  id: string
  /** Of whoever it took the most time for. */
  role: string
  text: string
  calls: number
  totalMs: number
  meanMs: number
  maxMs: number
  rows: number
}

export type State = 'collecting' | 'not_installed' | 'not_loaded' | 'hidden'
export type Sort = '-totalMs' | '-meanMs' | '-calls'

const orders: Record<Sort, string> = { '-totalMs': 'total', '-meanMs': 'total / calls', '-calls': 'calls' }

/** The extension's schema; made where the owner may. It says nothing to the app's own roles. */
async function schemaOf(owner: pg.Client): Promise<string | undefined> {
  const find = async () =>
    (
      await owner.query<{ name: string }>(
        `select quote_ident(n.nspname) as name from pg_extension e join pg_namespace n on n.oid = e.extnamespace where extname = 'pg_stat_statements'`,
      )
    ).rows[0]?.name
  const known = await find()
  if (known) return known
  await owner.query('create extension if not exists pg_stat_statements schema fleet').catch(() => undefined)
  return find()
}

export interface Found {
  state: State
  since: string | null
  statements: Collected[]
}

/** Utility statements are left out: they carry their values. */
export async function findStatements(owner: pg.Client, { sort, limit, id }: { sort: Sort; limit: number; id?: string }): Promise<Found> {
  const schema = await schemaOf(owner)
  if (!schema) return { state: 'not_installed', since: null, statements: [] }
  try {
    const { rows } = await owner.query<Collected>(
      `with those as (
         select queryid, r.rolname, query, calls, total_exec_time as time, max_exec_time as most, rows
         from ${schema}.pg_stat_statements s join pg_roles r on r.oid = s.userid
         where s.dbid = (select oid from pg_database where datname = current_database())
           and query ~* '^\\s*(select|insert|update|delete|with|merge)\\M' and query !~* 'pg_stat_statements' and ($2::text is null or queryid::text = $2)),
       summed as (
         select queryid, (array_agg(rolname order by time desc))[1] as role, (array_agg(query order by time desc))[1] as text,
           sum(calls) as calls, sum(time) as total, max(most) as most, sum(rows) as rows
         from those group by queryid)
       select queryid::text as id, role, text, calls::float8 as calls, total::float8 as "totalMs", (total / calls)::float8 as "meanMs",
         most::float8 as "maxMs", rows::float8 as rows from summed where calls > 0 order by ${orders[sort]} desc limit $1`,
      [limit, id ?? null],
    )
    return { state: await stateOf(owner, schema, rows.length), since: await sinceOf(owner, schema), statements: rows }
  } catch (error) {
    if (errorCode(error) === '55000') return { state: 'not_loaded', since: null, statements: [] }
    throw error
  }
}

/** Whose statements the owner may not see have no text. */
async function stateOf(owner: pg.Client, schema: string, found: number): Promise<State> {
  if (found > 0) return 'collecting'
  const { rows } = await owner.query<{ hidden: boolean }>(
    `select exists (select from ${schema}.pg_stat_statements where query = '<insufficient privilege>') as hidden`,
  )
  return rows[0]?.hidden ? 'hidden' : 'collecting'
}

async function sinceOf(owner: pg.Client, schema: string): Promise<string | null> {
  const { rows } = await owner.query<{ since: string }>(
    `select to_char(stats_reset at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since from ${schema}.pg_stat_statements_info`,
  )
  return rows[0]?.since ?? null
}

export interface TableFacts {
  rows: number
  columns: string[]
  /** Columns that an index begins with. */
  indexed: string[]
}

export async function findTableFacts(owner: pg.Client, table: string): Promise<TableFacts> {
  const { rows } = await owner.query<TableFacts>(
    `select greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0)::float8 as rows,
       array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
       array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where i.indrelid = c.oid and i.indisvalid) as indexed
     from pg_class c where c.relname = $1 and c.relnamespace = 'public'::regnamespace`,
    [table],
  )
  return rows[0] ?? { rows: 0, columns: [], indexed: [] }
}

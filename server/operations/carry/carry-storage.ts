/** SQL of carrying a whole database to another PostgreSQL, as its superuser: policies and triggers have been passed before. */
import type pg from 'pg'

export interface Table {
  name: string
  columns: string[]
}

export async function findTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid, c.relname order by c.relname`)
  return rows
}

export async function findSequences(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    "select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null",
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

export async function setSequences(client: pg.Client, values: Readonly<Record<string, string>>): Promise<void> {
  await client.query(
    `select setval(format('public.%I', s.sequencename)::regclass, ($1::jsonb ->> s.sequencename)::bigint)
     from pg_sequences s where schemaname = 'public' and $1::jsonb ? s.sequencename`,
    [JSON.stringify(values)],
  )
}

export interface WaitingJob {
  name: string
  data: unknown
  afterSeconds: number
}

/** What the clinic has still to do; jobs of the clock come again by themselves. */
export async function findWaitingJobs(client: pg.Client): Promise<WaitingJob[]> {
  const { rows } = await client.query<WaitingJob>(`
    select j.name, j.data, greatest(0, ceil(extract(epoch from j.start_after - now())))::int as "afterSeconds"
    from pgboss.job j where j.state in ('created', 'retry', 'active') and j.name not like '\\_\\_%'
      and not exists (select from pgboss.schedule s where s.name = j.name) order by j.created_on`)
  return rows
}

export async function addJobs(client: pg.Client, jobs: readonly WaitingJob[]): Promise<void> {
  for (const { name, data, afterSeconds } of jobs) {
    await client.query('select enqueue_job($1, $2, $3)', [name, JSON.stringify(data ?? {}), afterSeconds])
  }
}

export async function newestMigration(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ newest: string }>('select newest_migration()::text as newest')
  return rows[0]?.newest ?? ''
}

export async function isInUse(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ used: boolean }>('select exists (select from users) or exists (select from leads) as used')
  return rows[0]?.used ?? true
}

/** What the migrations themselves put into the tables is what the other database has too. */
export async function emptyTables(client: pg.Client, tables: readonly Table[]): Promise<void> {
  await client.query('set local session_replication_role = replica')
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`)
}

export const copyOut = ({ name, columns }: Table) => `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`
export const copyIn = ({ name, columns }: Table) => `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`

export async function countRows(client: pg.Client, { name }: Table): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${quoted(name)}`)
  return Number(rows[0]?.count ?? 0)
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

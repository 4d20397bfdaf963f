import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface DatabaseHealth {
  version: string
  bytes: number
  connections: { used: number; most: number }
  tables: { name: string; rows: number; bytes: number }[]
}

export async function findDatabase(db: Db): Promise<DatabaseHealth> {
  const { rows } = await db.execute<{ health: DatabaseHealth }>(sql`
    select json_build_object('version', current_setting('server_version'), 'bytes', pg_database_size(current_database()),
      'connections', json_build_object('used', (select count(*) from pg_stat_activity where datid is not null),
        'most', current_setting('max_connections')::int),
      'tables', (select json_agg(t) from (select relname as name, greatest(reltuples, pg_stat_get_live_tuples(oid), 0)::bigint as rows,
        pg_total_relation_size(oid) as bytes from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 3 desc, 1 limit 10) t)) as health`)
  if (!rows[0]) throw new Error('A database is always one row')
  return rows[0].health
}

export interface JobsHealth {
  waiting: number
  active: number
  failed: number
  oldestWaitingAt: string | null
  queues: { name: string; waiting: number; active: number; failed: number }[]
}

/** Jobs that wait for their hour are not late: the oldest is that which could have begun. */
export async function findJobs(db: Db): Promise<JobsHealth> {
  const { rows } = await db.execute<{ health: JobsHealth }>(sql`
    with q as (select name, count(*) filter (where state in ('created', 'retry') and start_after <= now())::int as waiting,
        count(*) filter (where state = 'active')::int as active,
        count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day')::int as failed,
        min(start_after) filter (where state in ('created', 'retry') and start_after <= now()) as oldest
      from pgboss.job group by name)
    select json_build_object('waiting', coalesce(sum(waiting), 0), 'active', coalesce(sum(active), 0), 'failed', coalesce(sum(failed), 0),
      'oldestWaitingAt', ${timeAsText(sql`min(oldest) at time zone 'UTC'`)},
      'queues', coalesce(json_agg(json_build_object('name', name, 'waiting', waiting, 'active', active, 'failed', failed) order by name)
        filter (where waiting + active + failed > 0), '[]')) as health from q`)
  return rows[0]?.health ?? { waiting: 0, active: 0, failed: 0, oldestWaitingAt: null, queues: [] }
}

export interface LastImport extends Record<string, unknown> {
  id: number
  kind: string
  state: string
  at: string
}

/** Without the file's name: it may name a person. */
export async function findLastImport(db: Db): Promise<LastImport | null> {
  const { rows } = await db.execute<LastImport>(sql`
    select id, kind, state, ${timeAsText(sql`coalesce(imported_at, created_at)`)} as at from import_batches order by id desc limit 1`)
  return rows[0] ?? null
}

export async function newestMigration(db: Db): Promise<number | null> {
  const { rows } = await db.execute<{ newest: string | null }>(sql`select newest_migration()::text as newest`)
  return rows[0]?.newest ? Number(rows[0].newest) : null
}

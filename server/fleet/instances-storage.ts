import type { Database } from '../db/actor.ts'

/** Each instance has one connection that listens; the app's login sees its own sessions by name, its roles do not. */
export async function countInstances({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'healthcrm listener'`,
  )
  return rows[0]?.count ?? 0
}

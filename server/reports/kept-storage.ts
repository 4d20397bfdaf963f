import { sql } from 'drizzle-orm'
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'

const largeClinic = 200_000

/** By PostgreSQL's own estimate of the rows that figures are made of; asking costs nothing. */
export async function isLarge(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ n: number }>(sql`select coalesce(sum(greatest(reltuples, 0)), 0)::float8 as n from pg_class
    where relnamespace = 'public'::regnamespace and relname in ('leads', 'tasks', 'appointments', 'calls', 'stage_history')`)
  return (rows[0]?.n ?? 0) > largeClinic
}

/** Equal for people who see the same records: everybody, save those to whom restricted ones are hidden. */
export async function visibility(db: Db, { userId, role }: Actor): Promise<string> {
  if (role === 'Admin') return 'all'
  const { rows } = await db.execute<{ hidden: boolean }>(
    sql`select cardinality(hidden('lead')) + cardinality(hidden('contact')) > 0 as hidden`,
  )
  return rows[0]?.hidden ? String(userId) : 'all'
}

export async function hasWrittenSince(db: Db, { userId }: Actor, at: number): Promise<boolean> {
  const { rows } = await db.execute<{ has: boolean }>(sql`select has_written_since(${userId}, ${new Date(at).toISOString()}) as has`)
  return rows[0]?.has === true
}

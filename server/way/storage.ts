import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

/** As JSON text; nothing for a lead that the actor may not see. */
export async function findWay(db: Db, leadId: number): Promise<string | undefined> {
  const { rows } = await db.execute<{ way: string | null }>(sql`select way_of(${leadId})::text as way`)
  return rows[0]?.way ?? undefined
}

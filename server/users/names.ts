/** What other rooms need to know of a user. */
import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

export async function nameOfUser(db: Db, id: number): Promise<string> {
  const { rows } = await db.execute<{ name: string }>(sql`select first_name || ' ' || last_name as name from users where id = ${id}`)
  return rows[0]?.name ?? 'Somebody'
}

/** Whether patients may be given to this user: an active Health Coach or Admin. */
export async function coachExists(db: Db, id: number): Promise<boolean> {
  const { rows } = await db.execute(sql`select from users where id = ${id} and is_active and role in ('Health Coach', 'Admin')`)
  return rows.length > 0
}

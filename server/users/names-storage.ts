import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

export async function findName(db: Db, id: number): Promise<string | undefined> {
  const { rows } = await db.execute<{ name: string }>(sql`select first_name || ' ' || last_name as name from users where id = ${id}`)
  return rows[0]?.name
}

export async function isActiveCoach(db: Db, id: number): Promise<boolean> {
  const { rows } = await db.execute(sql`select from users where id = ${id} and is_active and role in ('Health Coach', 'Admin')`)
  return rows.length > 0
}

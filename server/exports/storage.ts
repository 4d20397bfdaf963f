import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

export async function namesOfStaff(db: Db): Promise<Map<unknown, string>> {
  const { rows } = await db.execute<{ id: number; name: string }>(sql`select id, first_name || ' ' || last_name as name from users`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

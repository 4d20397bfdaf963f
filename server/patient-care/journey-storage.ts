import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Passage extends Record<string, unknown> {
  stage: string
  enteredAt: string
  leftAt: string | null
}

/** The contact that the patient has become. */
export async function currentContact(db: Db): Promise<number | undefined> {
  const { rows } = await db.execute<{ id: number | null }>(sql`select current_contact_id() as id`)
  return rows[0]?.id ?? undefined
}

export async function findPassages(db: Db, entityType: 'lead' | 'contact', entityId: number): Promise<Passage[]> {
  const { rows } = await db.execute<Passage>(sql`
    select stage, ${timeAsText(sql`entered_at`)} as "enteredAt", ${timeAsText(sql`left_at`)} as "leftAt"
    from stage_history where entity_type = ${entityType} and entity_id = ${entityId} order by id`)
  return rows
}

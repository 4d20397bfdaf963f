import { activityLogs } from '../../shared/schema.ts'
import type { Tx } from '../db/connection.ts'

export async function insertActivity(db: Tx, entry: typeof activityLogs.$inferInsert): Promise<void> {
  await db.insert(activityLogs).values(entry)
}

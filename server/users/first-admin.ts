/** The first user of a clinic, whom nobody has invited. */
import { logActivity } from '../activity/activity.ts'
import type { Db, Tx } from '../db/connection.ts'
import { canAnybodySignIn, insertUser } from './storage.ts'

export const isSomebodyThere = (db: Db): Promise<boolean> => canAnybodySignIn(db)

export async function addFirstAdmin(
  db: Tx,
  names: { firstName: string; lastName: string; email: string },
): Promise<{ id: number; json: string }> {
  const json = await insertUser(db, { ...names, role: 'Admin' })
  const { id } = JSON.parse(json) as { id: number }
  logActivity(db, {
    entityType: 'user',
    entityId: id,
    action: 'created',
    userId: id,
    details: { changes: { role: [null, 'Admin'] }, by: 'set-up' },
  })
  return { id, json }
}

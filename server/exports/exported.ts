/** Who took whom along: the records of each page of an export are noted before the page leaves. */
import { type Actor, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import type { OpenDatabase } from '../db/open.ts'
import { insertExported, lastActivity } from './storage.ts'

/** The number of the entry that this transaction has logged last. */
export const entryJustWritten = (db: Tx): Promise<number> => lastActivity(db)

export async function noteExported(
  database: OpenDatabase,
  actor: Actor,
  { ids, ...page }: { activityId: number; entityType: string; ids: readonly number[] },
): Promise<void> {
  if (ids.length) await writeAs(database, actor, (db) => insertExported(db, { ...page, ids }))
}

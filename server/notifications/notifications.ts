/**
 * What people are told. "Assigned" and "claimed" are told by the database itself, whatever path gives or takes a record
 * (`server/db/guards/350-notices.sql`); who mentions somebody says `notify` in the change's transaction.
 */
import { logActivity } from '../activity/activity.ts'
import { type Actor, queue } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput, found } from '../http/errors.ts'
import { countUnread, findNotifications, markAllRead, markRead, type Telling, tell } from './storage.ts'

/**
 * Tells people of a record in the transaction of the change. Whoever acts is never told, nor is who may not see the
 * record, who is deactivated, or who wants to hear nothing of this kind.
 */
export function notify(db: Tx, telling: Telling): void {
  if (telling.to.length) queue(db, tell(db, telling))
}

const sort = 'notifications'

interface Asked {
  limit: number
  cursor?: string | undefined
  unread?: boolean | undefined
}

/** The page as JSON, and the records it names, for the trail of looks. */
export async function listNotifications(db: Db, secret: string, { limit, cursor, unread = false }: Asked) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this list' })
  const rows = await findNotifications(db, { limit: limit + 1, unread, ...(after ? { before: after.id } : {}) })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort, value: '', id: last.id }) : null
  const texts = shown.map(({ json }) => json).join(',')
  return {
    json: `{"data":[${texts}],"nextCursor":${JSON.stringify(next)},"unread":${await countUnread(db)}}`,
    shown: shown.filter(({ entityId }) => entityId > 0).map(({ entityType, entityId }) => ({ entityType, id: entityId })),
  }
}

export async function markNotification(db: Tx, actor: Actor, id: number, { read, now }: { read: boolean; now: Date }): Promise<void> {
  const { changed } = found(await markRead(db, id, read, now), 'Notification')
  if (!changed) return
  logActivity(db, { entityType: 'notification', entityId: id, action: read ? 'read' : 'unread', userId: actor.userId })
}

export async function markAllNotifications(db: Tx, actor: Actor, now: Date): Promise<void> {
  const { count, newest } = await markAllRead(db, now)
  if (!count) return
  const entry = { entityType: 'notification', entityId: newest, action: 'all_read', userId: actor.userId } as const
  logActivity(db, { ...entry, details: { count } })
}

/** What staff say to one another about a record. The words stand in `comments` alone, never in the trail. */
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { TimelineAsk } from '../activity/timeline.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput, forbidden, found, notFound } from '../http/errors.ts'
import { notify } from '../notifications/notifications.ts'
import { mentionsIn } from './mentions.ts'
import { type About, activeColleagues, findComment, insertComment, listComments, mayRead, removeComment } from './storage.ts'

const sort = 'comments'
const named = { lead: 'Lead', contact: 'Contact', task: 'Task' } as const

export async function commentsOf(db: Db, secret: string, about: About, { limit, cursor }: TimelineAsk) {
  await requireRecord(db, about)
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of these comments' })
  const rows = await listComments(db, about, { limit: limit + 1, ...(after ? { before: after.id } : {}) })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort, value: '', id: last.id }) : null
  return { json: `{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(next)}}` }
}

export async function addComment(db: Tx, actor: Actor, about: About, { body }: { body: string }) {
  await requireRecord(db, about)
  const mentions = body.includes('@') ? mentionsIn(body, await activeColleagues(db)) : []
  const { id, json } = await insertComment(db, { ...about, userId: actor.userId, body, mentions })
  logActivity(db, {
    ...about,
    action: 'commented',
    userId: actor.userId,
    details: { commentId: id, ...(mentions.length ? { mentions } : {}) },
  })
  notify(db, { kind: 'mentioned', to: mentions, ...about })
  return { json }
}

export async function deleteComment(db: Tx, actor: Actor, id: number): Promise<void> {
  const comment = found(await findComment(db, id), 'Comment')
  if (!policy.comment.delete(actor, comment)) throw forbidden('A comment is its author’s to delete, or an Admin’s.')
  if (!(await removeComment(db, id))) throw notFound('Comment')
  const { entityType, entityId } = comment
  logActivity(db, { entityType, entityId, action: 'comment_deleted', userId: actor.userId, details: { commentId: id } })
}

async function requireRecord(db: Db, about: About): Promise<void> {
  if (!(await mayRead(db, about))) throw notFound(named[about.entityType])
}

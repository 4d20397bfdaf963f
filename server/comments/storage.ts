/** SQL of the comments. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Columns } from '../../shared/access.ts'
import type { Comment } from '../../shared/contracts/comments.ts'
import { comments } from '../../shared/schema/tasks.ts'
import { users } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

/** What a comment is about. */
export interface About {
  entityType: Comment['entityType']
  entityId: number
}

const access = {
  id: 'show',
  entityType: 'show',
  entityId: 'show',
  userId: 'show',
  body: 'show',
  mentions: 'show',
  createdAt: 'show',
} as const satisfies Columns<typeof comments>
const commentJson = rowAsJson(comments, access)
const rows = oneRow(comments, commentJson)

/** Whether the record exists and the actor may know of it. */
export async function mayRead(db: Db, { entityType, entityId }: About): Promise<boolean> {
  const table = sql.identifier({ lead: 'leads', contact: 'contacts', task: 'tasks' }[entityType])
  const { rows: known } = await db.execute<{ known: boolean }>(sql`select exists (select from ${table} where id = ${entityId}) as known`)
  return known[0]?.known === true
}

export async function listComments(db: Db, { entityType, entityId }: About, { limit, before }: { limit: number; before?: number }) {
  const its = and(eq(comments.entityType, entityType), eq(comments.entityId, entityId))
  return db
    .select({ id: comments.id, json: commentJson.mapWith(String) })
    .from(comments)
    .where(before === undefined ? its : and(its, lt(comments.id, before)))
    .orderBy(desc(comments.id))
    .limit(limit)
}

export interface Colleague {
  id: number
  firstName: string
  lastName: string
}

export const activeColleagues = (db: Db): Promise<Colleague[]> =>
  db.select({ id: users.id, firstName: users.firstName, lastName: users.lastName }).from(users).where(eq(users.isActive, true))

export async function insertComment(db: Tx, comment: typeof comments.$inferInsert): Promise<{ id: number; json: string }> {
  const [made] = await db
    .insert(comments)
    .values(comment)
    .returning({ id: comments.id, json: commentJson.mapWith(String) })
  if (!made) throw new Error('The database answered no row for the one it took')
  return made
}

export async function findComment(db: Db, id: number): Promise<Comment | undefined> {
  const json = await rows.find(db, id)
  return json === undefined ? undefined : JSON.parse(json)
}

/** Whether it was there: of two who delete it at once, one has. */
export async function removeComment(db: Tx, id: number): Promise<boolean> {
  const gone = await db.delete(comments).where(eq(comments.id, id)).returning({ id: comments.id })
  return gone.length > 0
}

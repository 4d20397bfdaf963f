/** SQL of saved views: whoever asks sees their own and the shared ones. */
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import { defaultViews, savedViews } from '../../shared/schema/desk.ts'
import type { ViewPage } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

export type ViewRow = typeof savedViews.$inferSelect
export type NewView = Pick<ViewRow, 'page' | 'name' | 'search' | 'isShared' | 'ownerId'>
export type ViewChanges = { name?: string | undefined; search?: string | undefined; isShared?: boolean | undefined }

/** An Admin's policy shows more rows than belong on their lists: others' private views stay private. */
const visibleTo = (userId: number) => or(eq(savedViews.ownerId, userId), savedViews.isShared)

const rowsOf = (db: Db, userId: number, ...which: (SQL | undefined)[]) =>
  db
    .select({ view: savedViews, isDefault: sql<boolean>`${defaultViews.viewId} is not null` })
    .from(savedViews)
    .leftJoin(defaultViews, and(eq(defaultViews.viewId, savedViews.id), eq(defaultViews.userId, userId)))
    .where(and(visibleTo(userId), ...which))

export function viewsOf(db: Db, userId: number, page: ViewPage | undefined) {
  return rowsOf(db, userId, page && eq(savedViews.page, page)).orderBy(
    asc(savedViews.page),
    sql`lower(${savedViews.name})`,
    asc(savedViews.id),
  )
}

export async function findView(db: Db, userId: number, id: number) {
  const [row] = await rowsOf(db, userId, eq(savedViews.id, id))
  return row
}

/** Locks the view, in case the policy lets the actor change it. */
export async function lockView(db: Tx, userId: number, id: number): Promise<ViewRow | undefined> {
  const [row] = await db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, id), visibleTo(userId)))
    .for('update')
  return row
}

/** Nothing when the owner has a view of that name for that page. */
export async function insertView(db: Tx, view: NewView): Promise<number | undefined> {
  const [row] = await db.insert(savedViews).values(view).onConflictDoNothing().returning({ id: savedViews.id })
  return row?.id
}

export async function hasOtherNamed(db: Db, view: ViewRow, name: string): Promise<boolean> {
  const { rows } = await db.execute<{ has: boolean }>(sql`select exists (select from ${savedViews}
    where owner_id = ${view.ownerId} and page = ${view.page} and name = ${name} and id <> ${view.id}) as has`)
  return rows[0]?.has ?? false
}

export async function updateView(db: Tx, id: number, changes: ViewChanges): Promise<void> {
  await db
    .update(savedViews)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(eq(savedViews.id, id))
}

export async function deleteView(db: Tx, id: number): Promise<void> {
  await db.delete(savedViews).where(eq(savedViews.id, id))
}

export async function setDefault(db: Tx, row: typeof defaultViews.$inferInsert): Promise<void> {
  await db
    .insert(defaultViews)
    .values(row)
    .onConflictDoUpdate({ target: [defaultViews.userId, defaultViews.page], set: { viewId: row.viewId } })
}

/** Whether it was one. */
export async function unsetDefault(db: Tx, userId: number, viewId: number): Promise<boolean> {
  const gone = await db
    .delete(defaultViews)
    .where(and(eq(defaultViews.userId, userId), eq(defaultViews.viewId, viewId)))
    .returning({ viewId: defaultViews.viewId })
  return gone.length > 0
}

/** Saved views: kept by their owner, shared if they like, one of them a page's beginning for each person. */
import { policy } from '../../shared/policy.ts'
import type { ViewPage } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { conflict, forbidden, found } from '../http/errors.ts'
import {
  deleteView,
  findView,
  hasOtherNamed,
  insertView,
  lockView,
  type NewView,
  setDefault,
  unsetDefault,
  updateView,
  type ViewChanges,
  type ViewRow,
  viewsOf,
} from './storage.ts'

export async function listViews(db: Db, actor: Actor, page: ViewPage | undefined) {
  const rows = await viewsOf(db, actor.userId, page)
  return { data: rows.map(shown) }
}

export async function saveView(db: Tx, actor: Actor, given: Omit<NewView, 'ownerId'>) {
  const id = await insertView(db, { ...given, ownerId: actor.userId })
  if (id === undefined) throw nameTaken(given.name)
  log(db, actor, id, { action: 'created', details: { page: given.page, isShared: given.isShared } })
  return showView(db, actor, id)
}

export async function changeView(db: Tx, actor: Actor, id: number, changes: ViewChanges) {
  const view = await lockOwnView(db, actor, id)
  if (changes.name !== undefined && (await hasOtherNamed(db, view, changes.name))) throw nameTaken(changes.name)
  const fields = (['name', 'search', 'isShared'] as const).filter((name) => changes[name] !== undefined && changes[name] !== view[name])
  if (fields.length === 0) return showView(db, actor, id)
  log(db, actor, id, { action: 'updated', details: { fields } })
  await updateView(db, id, changes)
  // An Admin who takes back what somebody shared no longer sees it in the list.
  return shown({
    view: { ...view, ...defined(changes), updatedAt: new Date() },
    isDefault: (await findView(db, actor.userId, id))?.isDefault ?? false,
  })
}

export async function removeView(db: Tx, actor: Actor, id: number): Promise<void> {
  await lockOwnView(db, actor, id)
  log(db, actor, id, { action: 'deleted' })
  await deleteView(db, id)
}

/** Made the default twice: it stands, and nothing is written twice. */
export async function makeDefault(db: Tx, actor: Actor, id: number) {
  const { view, isDefault } = found(await findView(db, actor.userId, id), 'View')
  if (!isDefault) {
    await setDefault(db, { userId: actor.userId, page: view.page, viewId: id })
    log(db, actor, id, { action: 'made_default' })
  }
  return shown({ view, isDefault: true })
}

export async function dropDefault(db: Tx, actor: Actor, id: number): Promise<void> {
  found(await findView(db, actor.userId, id), 'View')
  if (await unsetDefault(db, actor.userId, id)) log(db, actor, id, { action: 'dropped_default' })
}

async function lockOwnView(db: Tx, actor: Actor, id: number): Promise<ViewRow> {
  const view = await lockView(db, actor.userId, id)
  if (!view || !policy.view.change(actor, view)) {
    found(await findView(db, actor.userId, id), 'View')
    throw forbidden('Only its owner changes a view, and an Admin those that are shared.')
  }
  return view
}

async function showView(db: Db, actor: Actor, id: number) {
  return shown(found(await findView(db, actor.userId, id), 'View'))
}

const nameTaken = (name: string) => conflict('name_taken', `You have a view called ${name} on this page already.`)

function log(db: Tx, actor: Actor, id: number, { action, details }: { action: string; details?: Record<string, unknown> }) {
  logActivity(db, { entityType: 'view', entityId: id, action, userId: actor.userId, ...(details ? { details } : {}) })
}

const defined = (changes: ViewChanges): Partial<ViewRow> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

const shown = ({ view, isDefault }: { view: ViewRow; isDefault: boolean }) => ({
  ...view,
  isDefault,
  createdAt: view.createdAt.toISOString(),
  updatedAt: view.updatedAt.toISOString(),
})

/** What staff do with a list once it is here: look at it, rehearse it, import it, stop, take it back. */
import type { ImportState } from '#shared/imports'
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { conflict, forbidden, found } from '../http/errors.ts'
import { listProblems } from './chunk-storage.ts'
import { columnsOf } from './decisions.ts'
import { blockersOf } from './guessing/blockers.ts'
import { firstRows } from './reader.ts'
import { isOpen, isWorking, refuseClosed } from './states.ts'
import { findImport, type ImportRow, lockImport, removeImport, updateImport } from './storage.ts'

const previewRows = 20

export async function showImport(db: Db, id: number) {
  return shown(found(await findImport(db, id), 'Import'))
}

/** A list as the API tells it. */
export function shown(row: ImportRow) {
  const columns = (of: ImportRow['columns']) => of.map(({ column, profile }) => ({ column, ...profile }))
  const headers = columnsOf(row).map(({ column }) => column)
  return {
    ...row,
    columns: columns(row.columns),
    joinedFile: row.joinedFile && { ...row.joinedFile, columns: columns(row.joinedFile.columns) },
    blockers: isOpen(row.state) ? blockersOf(row.settings, headers) : [],
    importedAt: row.importedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export async function previewImport(db: Db, id: number) {
  const row = found(await findImport(db, id), 'Import')
  const rows = await firstRows(db, row, previewRows)
  return {
    data: rows.map(({ line, prepared }) => ({
      line,
      values: prepared.fields,
      errors: prepared.errors,
      warnings: prepared.warnings,
    })),
  }
}

/** Sets the work going: the runner does what the state says. */
export async function startWork(db: Tx, actor: Actor, id: number, state: 'checking' | 'running') {
  const row = found(await lockImport(db, id), 'Import')
  if (row.state === state) return shown(row)
  refuseClosed(row)
  if (!policy.import.create(actor, row.kind)) throw forbidden(`Your role does not add ${row.kind}.`)
  const blocker = shown(row).blockers[0]
  if (blocker) throw conflict('import_blocked', blocker.message)
  logActivity(db, { entityType: 'import', entityId: id, action: state === 'checking' ? 'check_started' : 'started', userId: actor.userId })
  return begun(db, actor, id, state)
}

export async function stopWork(db: Tx, actor: Actor, id: number) {
  const row = found(await findImport(db, id), 'Import')
  if (!isWorking(row.state)) throw conflict('nothing_to_stop', 'Nothing is under way with this list.')
  logActivity(db, { entityType: 'import', entityId: id, action: 'stop_asked', userId: actor.userId })
  return shown(found(await updateImport(db, id, { stopAsked: true }), 'Import'))
}

/** Discards what was never imported at once; what was is taken back behind the request. */
export async function undoOrDiscard(db: Tx, actor: Actor, id: number) {
  const row = found(await lockImport(db, id), 'Import')
  if (row.state === 'undone' || row.state === 'undoing') return shown(row)
  if (!policy.import.create(actor, row.kind)) throw forbidden(`Your role does not remove ${row.kind}.`)
  if (row.state === 'done') {
    logActivity(db, { entityType: 'import', entityId: id, action: 'undo_started', userId: actor.userId })
    return begun(db, actor, id, 'undoing')
  }
  refuseClosed(row)
  logActivity(db, { entityType: 'import', entityId: id, action: 'discarded', userId: actor.userId })
  await removeImport(db, id)
  return shown({ ...row, state: 'undone' })
}

async function begun(db: Tx, actor: Actor, id: number, state: ImportState) {
  const changes = { state, startedById: actor.userId, progress: 0, failure: null, stopAsked: false }
  return shown(found(await updateImport(db, id, changes), 'Import'))
}

export async function pageOfProblems(
  db: Db,
  id: number,
  query: Omit<Parameters<typeof listProblems>[2], 'after'> & { cursor?: string | undefined },
) {
  found(await findImport(db, id), 'Import')
  const rows = await listProblems(db, id, { ...query, after: Number(query.cursor ?? 0), limit: query.limit + 1 })
  const data = rows.slice(0, query.limit)
  return { data, nextCursor: rows.length > query.limit ? String(data.at(-1)?.line) : null }
}

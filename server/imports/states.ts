import type { ImportState } from '#shared/imports'
import { conflict } from '../http/errors.ts'

/** What may still be decided about a list. */
const open: readonly ImportState[] = ['draft', 'checked', 'failed']
const working: readonly ImportState[] = ['uploading', 'checking', 'running', 'undoing']

export const isOpen = (state: ImportState) => open.includes(state)
export const isWorking = (state: ImportState) => working.includes(state)

export function refuseClosed(row: { state: ImportState }): void {
  if (isWorking(row.state)) throw conflict('import_busy', 'This list is being worked on. Wait for it, or stop it first.')
  if (!isOpen(row.state)) throw conflict('import_done', 'This list was imported already. Upload it again to import what is new in it.')
}

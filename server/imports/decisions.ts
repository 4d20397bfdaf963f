/** Changing how a list is read: every decision is judged against the file's columns and our lists, all faults at once. */
import { fieldsOf, type ImportSettings, isListedField, isStaffField, listedFields } from '#shared/imports'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, type FieldError, found } from '../http/errors.ts'
import { guessValues, type StaffMember } from './guessing/settings.ts'
import { refuseClosed } from './states.ts'
import { type ImportRow, listStaff, lockImport, updateImport } from './storage.ts'

export async function changeSettings(db: Tx, actor: Actor, id: number, changes: Partial<ImportSettings>) {
  // Active staff, for rules that name an owner or a coach.
  const change = { changes, staff: await asProduct(db, () => listStaff(db)) }
  const row = found(await lockImport(db, id), 'Import')
  refuseClosed(row)
  const settings = withGuesses({ ...row.settings, ...change.changes }, row, change)
  const faults = faultsOf(settings, row, change.staff)
  if (faults.length) throw badInput(...faults)
  const fields = Object.keys(change.changes)
  logActivity(db, { entityType: 'import', entityId: id, action: 'updated', userId: actor.userId, details: { fields } })
  return found(await updateImport(db, id, { settings, state: 'draft', counts: null, failure: null }), 'Import')
}

export const columnsOf = (row: ImportRow) => [...row.columns, ...(row.joinedFile?.columns ?? [])]

/** A column mapped to one of our lists just now brings guesses for its values along. */
function withGuesses(
  settings: ImportSettings,
  row: ImportRow,
  { changes, staff }: { changes: Partial<ImportSettings>; staff: StaffMember[] },
) {
  if (!changes.columns || changes.values) return settings
  const before = row.settings.columns
  const fresh = settings.columns.filter(({ column, field }) => !before.some((mapped) => mapped.column === column && mapped.field === field))
  const known = settings.values.filter((rule) => !fresh.some(({ field }) => field === rule.field))
  return { ...settings, values: [...known, ...guessValues(fresh, columnsOf(row), staff)] }
}

function faultsOf(settings: ImportSettings, row: ImportRow, staff: StaffMember[]): FieldError[] {
  const names = new Set(columnsOf(row).map(({ column }) => column))
  return [
    ...columnFaults(settings, row, names),
    ...valueFaults(settings, staff),
    ...templateFaults(settings, names),
    ...(settings.assignTo !== null && !staff.some(({ id }) => id === settings.assignTo)
      ? [{ path: 'assignTo', message: 'is nobody on the staff' }]
      : []),
  ]
}

function columnFaults({ columns }: ImportSettings, row: ImportRow, names: Set<string>): FieldError[] {
  return columns.flatMap(({ column, field }, at) => {
    const path = `columns.${at}`
    if (!names.has(column)) return [{ path: `${path}.column`, message: 'is not a column of this file' }]
    if (!fieldsOf[row.kind].includes(field)) return [{ path: `${path}.field`, message: `is not a field of ${row.kind}` }]
    const before = columns.slice(0, at)
    if (before.some((mapped) => mapped.column === column)) return [{ path: `${path}.column`, message: 'is mapped twice' }]
    if (field !== 'notes' && before.some((mapped) => mapped.field === field)) {
      return [{ path: `${path}.field`, message: 'is filled by another column already' }]
    }
    return []
  })
}

function valueFaults({ values }: ImportSettings, staff: StaffMember[]): FieldError[] {
  return values.flatMap(({ field, to }, at) => {
    if (to === null) return []
    const fits = isListedField(field)
      ? listedFields[field].some((ours) => ours === to)
      : isStaffField(field) && staff.some(({ id }) => id === to)
    return fits ? [] : [{ path: `values.${at}.to`, message: 'is none of our values' }]
  })
}

function templateFaults({ missing }: ImportSettings, names: Set<string>): FieldError[] {
  return missing.flatMap(({ template }, at) => {
    const unknown = [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '').filter((name) => !names.has(name))
    return unknown.map((name) => ({ path: `missing.${at}.template`, message: `names a column "${name}" that this file does not have` }))
  })
}

/** Choices that the clinic keeps itself. A renamed one is renamed in the leads that have it; one in use is retired, not removed. */
import { callOutcomes, type ValueList } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput, conflict, type FieldError } from '../http/errors.ts'
import { countLeadsWith, type Entry, findEntries, holdList, renameInLeads, storeEntries, valuesInUse } from './value-lists-storage.ts'

interface Given {
  value: string
  was?: string | undefined
  closes?: boolean | undefined
  isRetired?: boolean | undefined
}
interface Change {
  entries: Given[]
  remove?: string[] | undefined
}

/** More would hold the table for too long at once. */
const mostRenamed = 50_000

const isFixed = (list: ValueList, value: string) => list === 'lead_outcome' && callOutcomes.some((outcome) => outcome === value)

export async function valueLists(db: Db) {
  return { lead_type: await listOf(db, 'lead_type'), lead_outcome: await listOf(db, 'lead_outcome') }
}

const listOf = async (db: Db, list: ValueList) =>
  (await findEntries(db, list)).map((entry) => ({ ...entry, isFixed: isFixed(list, entry.value) }))

export async function setValueList(db: Tx, actor: Actor, list: ValueList, change: Change) {
  await holdList(db, list)
  const before = await findEntries(db, list)
  const entries = merged(before, change.entries)
  requireGoodList(list, before, change)
  const removed = change.remove ?? []
  const inUse = await valuesInUse(db, list, removed)
  if (inUse.length)
    throw conflict('value_in_use', `Leads still have ${inUse.map((value) => `"${value}"`).join(', ')}. Retire it in place of removing it.`)
  const renamed = change.entries.flatMap(({ value, was }) => (was !== undefined && was !== value ? [{ value, was }] : []))
  for (const { was } of renamed) {
    if ((await countLeadsWith(db, list, was)) > mostRenamed) {
      throw conflict('too_many_records', `More than ${mostRenamed} leads have "${was}". Add the new name and retire the old one.`)
    }
  }
  if (JSON.stringify(before) === JSON.stringify(entries)) return { value: await valueLists(db) }
  if (renamed.length) await renameInLeads(db, list, Object.fromEntries(renamed.map(({ was, value }) => [was, value])))
  await storeEntries(db, list, entries)
  const details = {
    list,
    changes: { entries: [inWords(before), inWords(entries)] as [unknown, unknown] },
    ...(renamed.length ? { renamed } : {}),
  }
  logActivity(db, { entityType: 'clinic', entityId: 1, action: 'list_changed', userId: actor.userId, details })
  return { value: await valueLists(db) }
}

/** What is not said of an entry stays as it was. */
function merged(before: readonly Entry[], given: readonly Given[]): Entry[] {
  const known = new Map(before.map((entry) => [entry.value, entry]))
  return given.map(({ value, was, closes, isRetired }) => {
    const stood = known.get(was ?? value)
    return { value, closes: closes ?? stood?.closes ?? false, isRetired: isRetired ?? stood?.isRetired ?? false }
  })
}

function requireGoodList(list: ValueList, before: readonly Entry[], { entries, remove = [] }: Change): void {
  const known = new Set(before.map(({ value }) => value))
  const named = new Set([...entries.map(({ value, was }) => was ?? value), ...remove])
  const forgotten = before.find(({ value }) => !named.has(value))
  if (forgotten) throw conflict('list_changed', `"${forgotten.value}" is in the list and was not named. Load the list again.`)
  const errors: FieldError[] = []
  const seen = new Set<string>()
  entries.forEach(({ value, was }, index) => {
    const path = `entries.${index}.value`
    if (seen.has(value.toLowerCase())) errors.push({ path, message: 'is in the list twice' })
    seen.add(value.toLowerCase())
    if (was !== undefined && !known.has(was)) errors.push({ path: `entries.${index}.was`, message: 'is not in the list' })
    if (was !== undefined && was !== value && isFixed(list, was))
      errors.push({ path, message: 'cannot be renamed: the app’s buttons send it' })
  })
  for (const value of remove)
    if (isFixed(list, value)) errors.push({ path: 'remove', message: `"${value}" cannot be removed: the app’s buttons send it` })
  if (entries.some(({ value, was }) => remove.includes(was ?? value)))
    errors.push({ path: 'remove', message: 'names an entry that is kept' })
  if (errors.length) throw badInput(...errors)
}

const inWords = (entries: readonly Entry[]) =>
  entries.map(({ value, closes, isRetired }) => `${value}${closes ? ' (closes)' : ''}${isRetired ? ' (retired)' : ''}`).join(', ')

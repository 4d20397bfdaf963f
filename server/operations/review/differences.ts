/** What was different then, row by row and field by field. */
import { type Entity, type Field, fieldsOf, type Row, type Snapshot } from './snapshot-storage.ts'

export interface Difference {
  entity: Entity
  id: number
  title: string
  state: 'changed' | 'gone' | 'added'
  canReturn: boolean
  fields: { name: string; before: Row[string]; now: Row[string]; canReturn: boolean }[]
}

const order = ['lead', 'contact', 'task', 'appointment', 'comment'] as const

/** `restorable` are the rows that were deleted since and can be brought back whole, as `task 7`. */
export function differencesBetween(before: Snapshot, now: Snapshot, restorable: ReadonlySet<string>): Difference[] {
  return order.flatMap((entity) => {
    const [then, present] = [byId(before[entity]), byId(now[entity])]
    const ids = [...new Set([...then.keys(), ...present.keys()])].sort((a, b) => a - b)
    return ids.flatMap((id) => differenceOf(entity, id, { before: then.get(id), now: present.get(id), restorable }))
  })
}

const byId = (rows: readonly Row[] = []) => new Map(rows.map((row) => [Number(row.id), row]))

interface Pair {
  before: Row | undefined
  now: Row | undefined
  restorable: ReadonlySet<string>
}

function differenceOf(entity: Entity, id: number, { before, now, restorable }: Pair): Difference[] {
  const fields = fieldsOf(entity)
  const title = titleOf(entity, before ?? now ?? {})
  if (!before) return [{ entity, id, title, state: 'added', canReturn: false, fields: [] }]
  if (!now) return [{ entity, id, title, state: 'gone', canReturn: restorable.has(`${entity} ${id}`), fields: shown(fields, before, {}) }]
  const changed = fields.filter(({ column }) => (before[column] ?? null) !== (now[column] ?? null))
  return changed.length ? [{ entity, id, title, state: 'changed', canReturn: false, fields: shown(changed, before, now) }] : []
}

const shown = (fields: readonly Field[], before: Row, now: Row) =>
  fields.map(({ name, column, canReturn, isTime }) => {
    const [then, present] = [before[column] ?? null, now[column] ?? null]
    return { name, before: isTime ? asTime(then) : then, now: isTime ? asTime(present) : present, canReturn }
  })

/** The columns hold UTC without saying so. */
const asTime = (value: Row[string]) => (typeof value === 'string' ? new Date(`${value}Z`).toISOString() : value)

function titleOf(entity: Entity, row: Row): string {
  if (entity === 'lead' || entity === 'contact') return `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim()
  return String(row.title ?? row.body ?? '').slice(0, 100)
}

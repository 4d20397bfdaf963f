/** The audit as Admins read it: pages of both trails, and the whole of it as a file. */
import { logActivity } from '../activity/activity.ts'
import { readTrail } from '../activity/archived.ts'
import { writeAs } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { entryJustWritten, noteExported } from '../exports/exported.ts'
import { csvLine } from '../http/csv.ts'
import { badInput } from '../http/errors.ts'
import type { ArchivedTrails, Caller, House } from '../http/house.ts'
import { readTrails } from './archived.ts'
import { type AuditAsk, type AuditPosition, type Subject, samePerson } from './storage.ts'

const named = 3
const rowsAtOnce = 1000

async function subjectsOf(db: Db, { entityType, entityId }: AuditAsk): Promise<Subject[] | undefined> {
  if (entityId === undefined) return undefined
  if (entityType === undefined) throw badInput({ path: 'entityType', message: 'is needed too: an id alone names no record' })
  return samePerson(db, { entityType, entityId })
}

export async function auditPage(
  db: Db,
  { secret, archived }: { secret: string; archived: ArchivedTrails },
  ask: AuditAsk & { limit: number; cursor?: string | undefined },
) {
  const after = readPosition(secret, ask.cursor)
  const subjects = await subjectsOf(db, ask)
  const rows = await readTrails(db, archived, ask, { subjects, after, limit: ask.limit + 1, named })
  const shown = rows.slice(0, ask.limit)
  const last = rows.length > ask.limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort: `audit ${last.trail}`, value: last.at, id: Number(last.id) }) : null
  return {
    json: `{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(next)}}`,
    shown: shownOf(shown, subjects),
  }
}

function readPosition(secret: string, cursor: string | undefined): AuditPosition | undefined {
  if (cursor === undefined) return undefined
  for (const trail of ['did', 'looked'] as const) {
    const found = readCursor(secret, cursor, `audit ${trail}`)
    if (found) return { at: found.value, trail, id: found.id }
  }
  throw badInput({ path: 'cursor', message: 'is not a cursor of the audit' })
}

/** Looking at the audit shows names: that is a look at those records too. */
const people = new Set(['lead', 'contact', 'task', 'appointment', 'user'])
const shownOf = (rows: { entityType: string | null; shown: number[]; kinds: string[] | null }[], subjects: Subject[] = []) =>
  [
    ...subjects.map(({ entityType, entityId }) => ({ entityType, id: entityId })),
    ...rows.flatMap(({ entityType, shown, kinds }) => shown.map((id, at) => ({ entityType: entityType ?? kinds?.[at] ?? '', id }))),
  ].filter(({ entityType }) => people.has(entityType))

const columns = [
  'at',
  'kind',
  'userId',
  'userName',
  'action',
  'route',
  'status',
  'via',
  'address',
  'entityType',
  'count',
  'ids',
  'names',
  'details',
]

/** Said before the first line leaves, so that no abort can hide it. */
export async function beginAuditExport(house: House, actor: Caller, ask: AuditAsk) {
  return writeAs(house.database, actor, async (db) => {
    const subjects = await subjectsOf(db, ask)
    const filters = Object.fromEntries(Object.entries(ask).filter(([, value]) => value !== undefined))
    logActivity(db, {
      entityType: 'export',
      entityId: actor.userId,
      action: 'exported',
      userId: actor.userId,
      details: { list: 'audit', filters },
    })
    return { subjects, activityId: await entryJustWritten(db) }
  })
}

export async function* auditLines(
  house: House,
  {
    ask,
    subjects,
    activityId,
    actor,
  }: { ask: AuditAsk; subjects: Subject[] | undefined; activityId: number; actor: () => Promise<Caller> },
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns)}`
  let after: AuditPosition | undefined
  for (;;) {
    const rows = await readTrail(house, await actor(), (db, archived) =>
      readTrails(db, archived, ask, { subjects, after, limit: rowsAtOnce, named: 200 }),
    )
    await noteNamed(house, await actor(), activityId, shownOf(rows, after ? [] : subjects))
    yield rows.map(({ json }) => csvLine(cellsOf(JSON.parse(json)))).join('')
    const last = rows.at(-1)
    if (!last || rows.length < rowsAtOnce) return
    after = { at: last.at, trail: last.trail, id: Number(last.id) }
  }
}

/** Whom the file names it has shown. */
async function noteNamed(house: House, actor: Caller, activityId: number, shown: { entityType: string; id: number }[]): Promise<void> {
  for (const [entityType, records] of Map.groupBy(shown, (each) => each.entityType)) {
    const ids = [...new Set(records.map(({ id }) => id))]
    await noteExported(house.database, actor, { activityId, entityType, ids })
  }
}

type Entry = Record<string, string | number | null> & { records: { id: number; name: string | null }[]; details: object | null }

function cellsOf(entry: Entry): (string | number | null)[] {
  return columns.map((column) => {
    // One id stays a number: nothing in it can be a formula.
    if (column === 'ids') return entry.records.length === 1 ? (entry.records[0]?.id ?? null) : entry.records.map(({ id }) => id).join(' ')
    if (column === 'names') return entry.records.map(({ name }) => name ?? '').join('; ')
    if (column === 'details') return entry.details && JSON.stringify(entry.details)
    return entry[column] ?? null
  })
}

/** Where the trail goes on in archive files: when to look there, and what for. */
import type { ListQuery } from '../../shared/list.ts'
import { type Actor, type AnyActor, readAs } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import type { Position } from '../db/cursor.ts'
import type { Statement } from '../db/statement.ts'
import type { ArchivedTrails, House } from '../http/house.ts'
import { overBoth, rowsAsText, withArchived } from './archived-storage.ts'
import type { AccessLine, ActivityLine, ArchivedAsk } from './lines.ts'

/** Reads as somebody where a trail may go on in files: a transaction each time, none while files are read. */
export const readTrail = <T>(
  { database, archives }: Pick<House, 'database' | 'archives'>,
  actor: AnyActor,
  work: (db: Db, archived: ArchivedTrails) => Promise<T>,
): Promise<T> => archives.reading((archived) => readAs(database, actor, (db) => work(db, archived)))

/** No archive is younger: the shortest time entries are kept is a whole month. */
const surelyKeptMs = 28 * 24 * 60 * 60 * 1000

/** Whether archived entries can belong on a page: it is not full, or reaches back far enough. */
export const mayGoOn = (lastAt: string | null | undefined, isFull: boolean): boolean =>
  !isFull || lastAt === null || lastAt === undefined || !(Date.parse(`${lastAt.replace(' ', 'T')}Z`) > Date.now() - surelyKeptMs)

/** Reads again if entries moved meanwhile, so that none is missed between the table and the files. */
export async function unmoved<T>(db: Db, archived: ArchivedTrails, read: () => Promise<T>): Promise<T> {
  for (let version = await archived.version(db); ; ) {
    const result = await read()
    const now = await archived.version(db)
    if (now === version) return result
    version = now
  }
}

/** Before a query that names the tables of the trails: it then reads these entries too. */
export const overTrails = (deeds: readonly ActivityLine[], looks: readonly AccessLine[]) => withArchived(deeds, looks)

interface Asked {
  actor: Actor
  query: ListQuery
  after: Position | undefined
  statement: Statement
}

/** The rows of a page of `GET /activity`, with those from archives. */
export async function archivedPage(house: House, { actor, query, after, statement }: Asked): Promise<unknown[][]> {
  return readTrail(house, actor, (db, archived) =>
    unmoved(db, archived, async () => {
      const lines = await archived.page(db, askOf(query), {
        order: 'at',
        limit: query.limit + 1,
        after: after && { at: after.value, id: after.id },
      })
      return rowsAsText(db, overBoth(statement, lines))
    }),
  )
}

export const archivedCount = (house: House, { actor, query }: Pick<Asked, 'actor' | 'query'>): Promise<number> =>
  readTrail(house, actor, (db, archived) => archived.count(db, askOf(query)))

interface Filters {
  id?: number[]
  entityType?: string[]
  entityId?: number[]
  action?: string[]
  userId?: (number | 'none')[]
  createdAtFrom?: Date
  createdAtTo?: Date
}

function askOf(query: ListQuery): ArchivedAsk<'activity'> {
  const { id, entityType, entityId, action, userId, createdAtFrom: from, createdAtTo: to } = query as Filters
  const [earliest, latest] = [from?.toISOString().slice(0, -1), to && `${to.toISOString().slice(0, -1)}999`]
  return {
    trail: 'activity',
    records:
      entityType && entityId ? entityType.flatMap((kind) => entityId.map((each) => ({ entityType: kind, entityId: each }))) : undefined,
    ids: id,
    userIds: userId?.includes('none') ? undefined : (userId as number[] | undefined),
    actions: action,
    from,
    to,
    matches: ([number, at, doneBy, kind, record, what]: ActivityLine) =>
      (!id || id.includes(number)) &&
      (!entityType || entityType.includes(kind)) &&
      (!entityId || entityId.includes(record)) &&
      (!action || action.includes(what)) &&
      (!userId || userId.includes(doneBy ?? 'none')) &&
      (earliest === undefined || at >= earliest) &&
      (latest === undefined || at <= latest),
  }
}

/** One entry that no longer stands in its table. */
export async function archivedRow(house: House, actor: Actor, id: number, statement: Statement): Promise<unknown[] | undefined> {
  return readTrail(house, actor, async (db, archived) => {
    const ask: ArchivedAsk<'activity'> = { trail: 'activity', ids: [id], matches: ([number]) => number === id }
    const lines = await archived.page(db, ask, { order: 'id', limit: 1 })
    return lines.length ? (await rowsAsText(db, overBoth(statement, lines)))[0] : undefined
  })
}

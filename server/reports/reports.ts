/** The clinic in figures. */
import { type ReportList, type Target, targetKeys, targets } from '../../shared/reports.ts'
import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput } from '../http/errors.ts'
import { findPeriod, type Period, type PeriodAsk } from './period-storage.ts'
import { countRows, findRows, type RowsAsk } from './rows-storage.ts'
import { findTargets } from './targets-storage.ts'

const mostDays = 3660
const oneDay = 86_400_000

/** The days that are asked for, or a 400 that names what does not fit together. */
export async function readPeriod(db: Db, { days, from, to }: PeriodAsk, at: Date): Promise<Period> {
  if ((from === undefined) !== (to === undefined)) {
    throw badInput({ path: from === undefined ? 'from' : 'to', message: 'is needed too: a period has a first and a last day' })
  }
  if (from !== undefined && days !== undefined) throw badInput({ path: 'days', message: 'or a first and a last day, not both' })
  if (from !== undefined && to !== undefined) {
    if (to < from) throw badInput({ path: 'to', message: 'is before the first day' })
    if (Date.parse(to) - Date.parse(from) > (mostDays - 1) * oneDay) {
      throw badInput({ path: 'from', message: `is more than ${mostDays} days before the last day` })
    }
  }
  return findPeriod(db, { days, from, to }, at)
}

export async function readTargets(db: Db, period: Period) {
  const figures = await findTargets(db, period)
  const data = targetKeys.map((key) => {
    const { now, before } = figures[key]
    const { value, count, of, stage = null, most = null } = now
    return { key, value, before: before.value, isMet: value === null ? null : isMet(targets[key], value), count, of, stage, most }
  })
  return { period: period.shown, data }
}

const isMet = ({ goal, better }: Target, value: number) => (better === 'above' ? value > goal : value < goal)

interface ListAsk extends RowsAsk {
  limit: number
  cursor?: string | undefined
  count?: 'exact' | undefined
}

/** A page of the list behind a figure, with the ids it shows for the access log. */
export async function readRows(db: Db, secret: string, { list, period, ask }: { list: ReportList; period: Period; ask: ListAsk }) {
  const sort = `report ${list}`
  const after = ask.cursor === undefined ? undefined : readCursor(secret, ask.cursor, sort)
  if (ask.cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this list' })
  const rows = await findRows(db, list, period, { ...ask, limit: ask.limit + 1, after })
  const total = ask.count ? await countRows(db, list, period, ask) : undefined
  const shown = rows.slice(0, ask.limit)
  const last = rows.length > ask.limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort, value: last.at, id: Number(last.seq) }) : null
  const json = `{"data":[${shown.map((row) => row.json).join(',')}],"nextCursor":${JSON.stringify(next)}${
    total === undefined ? '' : `,"total":${total}`
  }}`
  return { json, shown: shown.map(({ kind, id }) => ({ entityType: kind, id })) }
}

/** Edits of a task or a visit: whoever was faster with the same fields is shown, and the person chooses what stays. */
import { isStatus } from '../../lib/problem.ts'
import { chooseVersion, differences, type Row } from './stale.ts'

type Kept<T> = { row: T; etag: string | undefined }
type Edit<T> = {
  /** The record's kind and number: edits of one wait for each other, or the second would find the first one strange. */
  of: string
  name: string
  /** The fields to change, as they stood when they were changed. */
  seen: Row
  mine: Row
  read: () => Promise<Kept<T>>
  patch: (ifMatch: string | undefined) => Promise<T>
}

const queues = new Map<string, Promise<unknown>>()

/** The row as it stands in the end, and whether that is mine. */
export function keep<T extends Row>(edit: Edit<T>): Promise<{ row: T; isMine: boolean }> {
  const turn = (queues.get(edit.of) ?? Promise.resolve()).then(() => settle(edit, edit.seen))
  queues.set(
    edit.of,
    turn.catch(() => undefined),
  )
  return turn
}

async function settle<T extends Row>(edit: Edit<T>, seen: Row): Promise<{ row: T; isMine: boolean }> {
  const { name, mine } = edit
  const { row, etag } = await edit.read()
  const isNews = differences(seen, row).some((field) => field in mine && row[field] !== mine[field])
  if (isNews && (await chooseVersion({ name, theirs: row, mine, seen: only(mine, seen) })) === 'theirs') return { row, isMine: false }
  try {
    return { row: await edit.patch(etag), isMine: true }
  } catch (error) {
    if (!isStatus(error, 412)) throw error
    return settle(edit, row)
  }
}

const only = (fields: Row, row: Row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => name in fields))

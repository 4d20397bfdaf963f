/** Cursors name the last row of a page by its sort value and id. They are signed: a changed one is refused. */
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Position {
  sort: string
  value: string
  id: number
}

const mark = (key: string, text: string) => createHmac('sha256', key).update(`cursor:${text}`).digest().subarray(0, 12)

export function writeCursor(key: string, { sort, value, id }: Position): string {
  const text = JSON.stringify([sort, value, id])
  return Buffer.concat([mark(key, text), Buffer.from(text)]).toString('base64url')
}

/** The position, or nothing if the cursor is not one of ours or belongs to another sort. */
export function readCursor(key: string, cursor: string, sort: string): Position | undefined {
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes.length <= 12 || bytes.toString('base64url') !== cursor) return undefined
  const text = bytes.subarray(12).toString()
  if (!timingSafeEqual(bytes.subarray(0, 12), mark(key, text))) return undefined
  const [ofSort, value, id] = JSON.parse(text) as [string, string, number]
  return ofSort === sort ? { sort, value, id } : undefined
}

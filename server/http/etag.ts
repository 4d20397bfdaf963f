/** Which version of a row a caller saw: sent with every row, asked for with every change of one. */
import { hash as digest } from 'node:crypto'
import { stale } from './errors.ts'

/** A strong ETag: the digest of the row as it is sent. */
export const etagOf = (json: string) => `"${digest('sha1', json, 'base64url')}"`

/** Refuses a change of a row that is no longer the one the caller saw. */
export function requireFresh(ifMatch: string | undefined, json: string) {
  if (ifMatch === undefined || ifMatch.trim() === '*') return
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  if (!tags.includes(etagOf(json))) throw stale()
}

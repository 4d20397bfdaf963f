import type { Db } from '../db/connection.ts'
import { findHits } from './storage.ts'

const mostWords = 8

/** Whoever types only blanks finds nothing yet. */
export async function search(db: Db, { q, limit }: { q: string; limit: number }) {
  const words = q.trim().split(/\s+/).filter(Boolean).slice(0, mostWords)
  const hits = words.length ? await findHits(db, words, limit) : []
  return { json: `{"data":[${hits.map(({ json }) => json).join(',')}]}`, shown: hits.map(({ entityType, id }) => ({ entityType, id })) }
}

import type { Db } from '../db/connection.ts'
import { distanceTo, variantsOf, wordsIn } from './likeness.ts'
import { findSimilar } from './similar-storage.ts'
import { findHits, type Hit } from './storage.ts'

/** From so many people on, what was typed was meant. */
const enough = 3

/** Whoever types only blanks finds nothing yet. */
export async function search(db: Db, { q, limit }: { q: string; limit: number }) {
  const words = q.trim().split(/\s+/).filter(Boolean)
  const hits = words.length ? await findHits(db, words, limit) : []
  const found = hits.filter(({ entityType }) => entityType !== 'task')
  const similar = found.length < enough ? await similarPeople(db, q, { limit, except: found }) : []
  const texts = (rows: readonly Hit[]) => rows.map(({ json }) => json).join(',')
  return {
    json: `{"data":[${texts(hits)}],"similar":[${texts(similar)}]}`,
    shown: [...hits, ...similar].map(({ entityType, id }) => ({ entityType, id })),
  }
}

/** Names are mistyped; numbers and addresses are looked up as they are. */
async function similarPeople(db: Db, q: string, { limit, except }: { limit: number; except: readonly Hit[] }): Promise<Hit[]> {
  const typed = wordsIn(q).slice(0, 4)
  if (/[\d@]/.test(q) || !typed.some((word) => word.length > 3 && word.length < 40)) return []
  const known = new Set(except.map(keyOf))
  const candidates = await findSimilar(db, { typed: typed.join(' '), variants: typed.map(variantsOf) })
  return candidates
    .flatMap((hit) => {
      const { firstName, lastName }: { firstName: string; lastName: string } = JSON.parse(hit.json)
      const distance = known.has(keyOf(hit)) ? undefined : distanceTo(typed, wordsIn(`${firstName} ${lastName}`))
      return distance === undefined ? [] : [{ hit, distance }]
    })
    .toSorted((one, other) => one.distance - other.distance || other.hit.id - one.hit.id)
    .slice(0, limit)
    .map(({ hit }) => hit)
}

const keyOf = ({ entityType, id }: Hit) => `${entityType} ${id}`

/** Seals what has settled of every trail, in the background. */
import type pg from 'pg'
import { trails } from '../../../shared/schema/audit.ts'
import { type Seal, sealOf } from './chain.ts'
import { insertSeal, lastSeal, rowsOf, sealedTo, takeSealLock } from './seals-storage.ts'
import type { Settling } from './settled.ts'
import type { Trail } from './trails.ts'

export const rowsASeal = 5_000

/** How far a trail is sealed: rows above may still appear. */
export const sealedUpTo = (client: pg.ClientBase, trail: Trail): Promise<number> => sealedTo(client, trail)

export interface Sealed {
  rows: number
  head: Seal | undefined
}

/** Nothing if another instance is at it. */
export async function sealTrails(client: pg.ClientBase, settled: Settling): Promise<Sealed | undefined> {
  if (!(await takeSealLock(client))) return undefined
  let head = await lastSeal(client)
  let rows = 0
  for (const trail of trails) {
    const to = await settled(client, trail)
    for (;;) {
      const seal = await sealNext(client, { trail, to, previous: head })
      if (!seal) break
      head = seal
      rows += seal.rows
    }
  }
  return { rows, head }
}

/** Each link is a transaction of its own: a kill between two leaves a shorter chain, and nothing else. */
async function sealNext(client: pg.ClientBase, { trail, to, previous }: { trail: Trail; to: number; previous: Seal | undefined }) {
  const afterId = await sealedTo(client, trail)
  if (afterId >= to) return undefined
  const rows = await rowsOf(client, trail, { afterId, toId: to, limit: rowsASeal })
  const last = rows.at(-1)
  // Ids that were given out in vain need no link of their own.
  if (!last) return undefined
  const toId = rows.length < rowsASeal ? to : last.id
  const seal = sealOf({ previous, trail, afterId, toId, sealedAt: new Date() }, rows)
  await insertSeal(client, seal)
  return seal
}

/**
 * Which rows of a trail are settled: no row with an id up to there can appear any more. Ids are given out before their
 * rows are committed, so whoever was writing when the last id was read has to have ended first.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { lastGiven, writersOf } from './seals-storage.ts'
import type { Trail } from './trails.ts'

interface Pending {
  to: number
  writers: Set<string>
}

export type Settling = (client: pg.ClientBase, trail: Trail) => Promise<number>

const pauseMs = 100

/** Waits a little for writers; what a long one holds up is asked for again the next time, not begun anew. */
export function openSettling(patienceMs = 3_000): Settling {
  const pending = new Map<Trail, Pending>()
  return async (client, trail) => {
    let settled = 0
    const end = Date.now() + patienceMs
    const begun = pending.get(trail)
    // An older question first; if that is answered at once, the newest state too.
    for (const ask of [...(begun ? [begun] : []), undefined]) {
      const open = ask ?? (await askNow(client, trail))
      pending.set(trail, open)
      while (await isOpen(client, trail, open)) {
        if (Date.now() > end) return settled
        await sleep(pauseMs)
      }
      settled = open.to
      pending.delete(trail)
    }
    return settled
  }
}

/** First the id, then the writers: in the other order one could begin in between. */
async function askNow(client: pg.ClientBase, trail: Trail): Promise<Pending> {
  const to = await lastGiven(client, trail)
  return { to, writers: await writersOf(client, trail) }
}

async function isOpen(client: pg.ClientBase, trail: Trail, open: Pending): Promise<boolean> {
  if (open.writers.size === 0) return false
  const now = await writersOf(client, trail)
  for (const writer of open.writers) if (!now.has(writer)) open.writers.delete(writer)
  return open.writers.size > 0
}

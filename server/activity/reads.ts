/**
 * The trail of looks: each read and each refusal, noted behind the answer and written in batches at most half a second
 * later. A graceful stop writes what is left.
 */
import { system, writeAs } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { errorCode } from '../db/sqlstate.ts'
import type { AccessEvent } from '../http/house.ts'
import { insertReads } from './reads-storage.ts'

const everyMs = 500
const mostHeld = 50_000

export interface ReadTrail {
  note(event: AccessEvent): void
  flush(): Promise<void>
  close(): Promise<void>
}

export function openReadTrail(database: OpenDatabase, onError: (error: unknown) => void): ReadTrail {
  // Each as the text it is sent as: what is kept for a moment costs the collector of garbage less in one piece.
  let held: string[] = []
  let writing: Promise<void> = Promise.resolve()

  const write = async () => {
    const batch = held
    if (!batch.length) return
    held = []
    try {
      await writeBatch(database, batch, onError)
    } catch (error) {
      // Kept for the next turn: the database may only be away. The bound keeps memory whole if it stays away.
      held = [...batch, ...held].slice(0, mostHeld)
      onError(error)
    }
  }
  const flush = () => {
    writing = writing.then(write)
    return writing
  }
  const timer = setInterval(flush, everyMs)
  timer.unref()
  return {
    note: (event) => void held.push(JSON.stringify({ at: new Date(), ...event })),
    flush,
    close: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}

/** A row the database cannot take must not keep the others out: it is found by halving, reported and left. */
async function writeBatch(database: OpenDatabase, batch: string[], onError: (error: unknown) => void): Promise<void> {
  try {
    await writeAs(database, system, (db) => insertReads(db, batch))
  } catch (error) {
    if (!/^2[23]/.test(errorCode(error) ?? '')) throw error
    if (batch.length === 1) return onError(error)
    const middle = Math.ceil(batch.length / 2)
    await writeBatch(database, batch.slice(0, middle), onError)
    await writeBatch(database, batch.slice(middle), onError)
  }
}

/** How far the work is, told from outside its transaction, at most twice a second. */
import { system, writeAs } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { noteProgress } from './storage.ts'

export type Progress = { at(rows: number): Promise<void>; end(): Promise<void> }

const everyMs = 500

export function trackProgress(database: OpenDatabase, importId: number): Progress {
  let told = 0
  let telling: Promise<unknown> = Promise.resolve()
  return {
    at: async (rows) => {
      if (Date.now() - told < everyMs) return
      told = Date.now()
      await telling
      // A note that fails is no reason to give up the work.
      telling = writeAs(database, system, (db) => noteProgress(db, importId, rows)).catch(() => undefined)
    },
    end: async () => {
      await telling
    },
  }
}

/**
 * Runs the work on lists behind the requests. What stands as under way in the database is what is to be done, so a
 * worker that was killed is followed by the next one: at the next start, or by another instance within seconds.
 */
import { readAs, system, writeAs } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { asHttpError } from '../http/problem.ts'
import { alone, StoppedWork, type Work } from './alone.ts'
import { findImport, findUnfinished, type ImportRow, removeForgotten, updateImport } from './storage.ts'
import { undoImport } from './undo.ts'
import { checkList, importList } from './work.ts'

export type ImportRunner = { begin(id: number): void; close(): Promise<void> }
type Trouble = (facts: { importId?: number; code: string }, message: string) => void

const lookEveryMs = 15_000
const mostAttempts = 5

/** `begin` is for a list whose state says, committed, what is to be done with it. */
export function openImportRunner(database: OpenDatabase, onTrouble: Trouble): ImportRunner {
  const stop = new AbortController()
  const attempt = attemptsAt(database, { signal: stop.signal, onTrouble })
  const waiting = new Set<number>()
  let line: Promise<void> = Promise.resolve()

  const begin = (id: number) => {
    if (waiting.has(id) || stop.signal.aborted) return
    waiting.add(id)
    // One list at a time: memory and the database are shared with the people at their desks.
    line = line.then(async () => {
      waiting.delete(id)
      if (!stop.signal.aborted) await attempt(id)
    })
  }
  const look = async () => {
    try {
      await writeAs(database, system, (db) => removeForgotten(db, new Date()))
      for (const id of await readAs(database, system, findUnfinished)) begin(id)
    } catch (error) {
      onTrouble({ code: asHttpError(error).code }, 'imports could not be looked for')
    }
  }
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  line = look()
  return {
    begin,
    close: async () => {
      clearInterval(timer)
      stop.abort(new Error('The server is stopping'))
      await line
    },
  }
}

/** Works on a list, and gives it up once it has failed for good or too often. */
function attemptsAt(database: OpenDatabase, { signal, onTrouble }: { signal: AbortSignal; onTrouble: Trouble }) {
  const attempts = new Map<number, number>()
  return async (id: number): Promise<void> => {
    try {
      await workOn(database, id, signal)
      attempts.delete(id)
    } catch (error) {
      if (signal.aborted) return
      const tried = (attempts.get(id) ?? 0) + 1
      attempts.set(id, tried)
      const problem = asHttpError(error)
      onTrouble({ importId: id, code: problem.code }, 'work on an import failed')
      // The database was away: what is under way is looked for again soon.
      if (problem.status === 503 && tried < mostAttempts) return
      await giveUp(database, id, 'A fault ended it. Nothing was changed; try again.').catch(() => undefined)
    }
  }
}

async function workOn(database: OpenDatabase, id: number, signal: AbortSignal): Promise<void> {
  const row = await readAs(database, system, (db) => findImport(db, id))
  const act = row && acts[row.state]
  if (!row || !act) return
  const work: Work = { database, row, userId: row.startedById ?? row.createdById, signal }
  try {
    await alone(work, act)
  } catch (error) {
    if (!(error instanceof StoppedWork)) throw error
    await giveUp(database, id, error.message)
  }
}

const acts: Partial<Record<ImportRow['state'], typeof importList>> = {
  checking: checkList,
  running: importList,
  undoing: undoImport,
}

/** The transaction is gone; what remains is to say so. */
async function giveUp(database: OpenDatabase, id: number, failure: string): Promise<void> {
  await writeAs(database, system, async (db) => {
    const row = await findImport(db, id)
    if (!row || !acts[row.state]) return
    const state = row.state === 'undoing' ? 'done' : row.state === 'checking' ? 'draft' : 'failed'
    await updateImport(db, id, { state, failure, stopAsked: false, progress: 0 })
  })
}

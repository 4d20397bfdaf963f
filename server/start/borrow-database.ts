import type { Config } from '../config.ts'
import { runningOwnerUrl, startEmbeddedPostgres } from '../db/embedded/embedded.ts'
import type { Log } from '../log.ts'
import { checkDatabase } from './checks.ts'
import { isLocked, lockData } from './data-lock.ts'

export type BorrowedDatabase = {
  ownerUrl: string
  /** Whether it runs for the borrower alone: then nobody else looks after it meanwhile. */
  isAlone: boolean
  giveBack(): Promise<void>
}

/**
 * The clinic's database for a command that runs beside or without the server: the given one, the embedded one that the
 * running server keeps, or the embedded one started for as long as it is borrowed. Throws StartError.
 */
export async function borrowDatabase({ databaseUrl, dataDir }: Config, log: Log): Promise<BorrowedDatabase> {
  if (databaseUrl) {
    await checkDatabase(databaseUrl)
    return { ownerUrl: databaseUrl, isAlone: false, giveBack: async () => undefined }
  }
  const running = isLocked(dataDir) ? runningOwnerUrl(dataDir) : undefined
  if (running) return { ownerUrl: running, isAlone: false, giveBack: async () => undefined }
  const lock = lockData(dataDir)
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, log })
    const giveBack = async () => {
      await postgres.stop()
      lock.release()
    }
    return { ownerUrl: postgres.ownerUrl, isAlone: true, giveBack }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Brings an unpacked backup up to a moment by replaying the write-ahead log, and answers the database, open to the owner. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseName, urlOf, writeSettings } from '../../db/embedded/embedded.ts'
import { handOver, type RunAs } from '../../db/embedded/run-as.ts'
import { type ServerProcess, startServerProcess } from '../../db/embedded/server-process.ts'
import { settingsFor } from '../../db/embedded/settings.ts'
import type { Log } from '../../log.ts'
import { StartError } from '../../start-error.ts'
import type { AskedTime } from './asked-time.ts'
import type { Feeder } from './feeder.ts'

export interface Recovery {
  postgres: string
  clusterDir: string
  socketDir: string
  /** Where the log of its new timeline goes; none for a scratch copy. */
  archiveDir: string | undefined
  password: string
  runAs: RunAs
  feeder: Feeder
  to: AskedTime
  memory?: 'small' | undefined
  log: Log
}

export interface Recovered {
  ownerUrl: string
  server: ServerProcess
}

/** What PostgreSQL says when nothing was committed as late as that. */
export const beyondTheEnd = 'recovery ended before configured recovery target was reached'

export async function recover(recovery: Recovery): Promise<Recovered> {
  const { clusterDir, runAs, to } = recovery
  const signal = join(clusterDir, 'recovery.signal')
  await writeFile(signal, '', { mode: 0o600 })
  handOver(signal, runAs)
  try {
    return await replay(recovery, to)
  } catch (error) {
    refuseDamage(recovery.feeder)
    // Nothing happened between the last change and the moment asked for: the last change is that moment.
    if (to === 'latest' || !(error instanceof StartError) || !error.message.includes(beyondTheEnd)) throw error
    return replay(recovery, 'latest')
  }
}

async function replay(recovery: Recovery, to: AskedTime): Promise<Recovered> {
  const { postgres, clusterDir, socketDir, archiveDir, password, runAs, feeder, log } = recovery
  // Without standby it counts as ready only once it is no longer recovering.
  const more: Record<string, string> = { restore_command: feeder.restoreCommand, recovery_target_timeline: 'latest', hot_standby: 'off' }
  if (recovery.memory === 'small') Object.assign(more, { shared_buffers: '64MB', maintenance_work_mem: '64MB' })
  if (to !== 'latest')
    Object.assign(more, { recovery_target_time: to.toISOString().replace('T', ' ').replace('Z', '+00'), recovery_target_action: 'promote' })
  await writeSettings(clusterDir, settingsFor('keep', { socketDir, archiveDir }, more), runAs)
  const server = await startServerProcess({ postgres, clusterDir, runAs, log })
  try {
    refuseDamage(feeder)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { ownerUrl: urlOf(socketDir, password, databaseName), server }
}

/** A damaged piece of the log looks like its end to PostgreSQL; it is not the end. */
function refuseDamage(feeder: Feeder): void {
  const failure = feeder.failure()
  if (failure) throw new StartError(failure instanceof Error ? `${failure.message}: restore from another place.` : String(failure))
}

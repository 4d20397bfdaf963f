/**
 * Takes the write-ahead log that PostgreSQL lays into the spool and puts it, sealed, into every store; a file leaves the
 * spool once all have it. Whatever stops it, the spool keeps what was not shipped, and PostgreSQL keeps what does not
 * fit there.
 */
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { putSealed, walName } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { Store } from '../stores/store.ts'
import { isArchivable } from './names.ts'

export interface Shipping {
  spoolDir: string
  stores: readonly Store[]
  key: BackupKey
  /** Told after each file that every store has. */
  onShipped?: () => void
}

export interface Shipper {
  close(): Promise<void>
}

const everyMs = 1000
const longestPauseMs = 60_000

/** Ships as files come, until closed; a failure is told once and tried again, ever more patiently. */
export function startShipping(shipping: Shipping, onFailure: (error: unknown) => void): Shipper {
  const stopping = new AbortController()
  const run = async () => {
    let pause = everyMs
    while (!stopping.signal.aborted) {
      try {
        await shipSpool(shipping)
        pause = everyMs
      } catch (error) {
        if (pause === everyMs) onFailure(error)
        pause = Math.min(pause * 2, longestPauseMs)
      }
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    close: async () => {
      stopping.abort()
      await running
      // What PostgreSQL left at its end goes along, if the stores are there.
      await shipSpool(shipping).catch(onFailure)
    },
  }
}

/** Ships everything that lies in the spool, in order. */
export async function shipSpool({ spoolDir, stores, key, onShipped }: Shipping): Promise<string[]> {
  const shipped: string[] = []
  for (const file of (await filesIn(spoolDir)).filter(isArchivable).sort()) {
    const path = join(spoolDir, file)
    for (const store of stores) await putSealed(store, key, walName(file), createReadStream(path, { highWaterMark: 1024 * 1024 }))
    await rm(path)
    shipped.push(file)
    onShipped?.()
  }
  return shipped
}

async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

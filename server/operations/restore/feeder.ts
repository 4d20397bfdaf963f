/**
 * Gives PostgreSQL the write-ahead log it asks for while it recovers. Its restore_command is a few lines of shell that
 * lay a wish into a folder and wait for the file: a program of ours for each of a thousand segments would take minutes.
 */
import { createWriteStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { handOver, type RunAs } from '../../db/embedded/run-as.ts'
import { getSealed, walName } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { NotStored, type Store } from '../stores/store.ts'
import { isSegment, numberOf, segmentName, timelineOf } from '../wal/names.ts'

export interface Feeding {
  store: Store
  key: BackupKey
  /** The database's own log folder, where it is still there: it may hold what was never shipped. */
  ownLog: string | undefined
  workDir: string
  runAs: RunAs
}

export interface Feeder {
  restoreCommand: string
  /** What stands in the way of more: a file that is there but does not open. */
  failure(): unknown
  close(): Promise<void>
}

const ahead = 3

export async function startFeeder(feeding: Feeding): Promise<Feeder> {
  const { workDir, runAs } = feeding
  await mkdir(workDir, { recursive: true, mode: 0o700 })
  handOver(workDir, runAs)
  const script = join(workDir, 'fetch.sh')
  await writeFile(script, fetchScript, { mode: 0o644 })
  const fetches = new Map<string, Promise<boolean>>()
  let failed: unknown
  const fetchOnce = (name: string) => {
    const begun = fetches.get(name) ?? fetchInto(feeding, name)
    fetches.set(name, begun)
    return begun
  }
  const answer = async (name: string) => {
    const found = await fetchOnce(name).catch((error) => {
      failed ??= error
      return false
    })
    // Asked again, it is fetched again.
    fetches.delete(name)
    if (!found) await writeFile(join(workDir, `${name}.none`), '')
    for (const next of following(name)) fetchOnce(next).catch(() => undefined)
  }
  const stopping = new AbortController()
  const serving = serveWishes(workDir, answer, stopping.signal)
  return {
    restoreCommand: `/bin/sh ${quoted(script)} ${quoted(workDir)} %f %p`,
    failure: () => failed,
    close: async () => {
      stopping.abort()
      await serving
      await Promise.allSettled(fetches.values())
      await rm(workDir, { recursive: true, force: true })
    },
  }
}

/**
 * Arguments: folder, name, where it is wanted. The wish is made again while it stands: one answer may have been for an
 * earlier asking. A program that waits for ever ends with the PostgreSQL that asked.
 */
const fetchScript = `folder=$1; name=$2; place=$3
while :; do
  : > "$folder/$name.wanted" || exit 255
  if [ -e "$folder/$name.here" ]; then mv "$folder/$name.here" "$place"; exit $?; fi
  if [ -e "$folder/$name.none" ]; then rm -f "$folder/$name.none"; exit 1; fi
  sleep 0.02
done
`

async function serveWishes(workDir: string, answer: (name: string) => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const file of await readdir(workDir)) {
      if (!file.endsWith('.wanted')) continue
      await rm(join(workDir, file), { force: true })
      await answer(file.slice(0, -'.wanted'.length))
    }
    await sleep(10)
  }
}

function following(name: string): string[] {
  if (!isSegment(name)) return []
  return Array.from({ length: ahead }, (_, index) => segmentName(timelineOf(name), numberOf(name) + BigInt(index + 1)))
}

/** Whether there is such a file. It appears whole. */
async function fetchInto({ store, key, ownLog, workDir, runAs }: Feeding, name: string): Promise<boolean> {
  const ready = join(workDir, `${name}.here`)
  if (existsSync(ready)) return true
  const draft = join(workDir, `${name}.part`)
  try {
    await getSealed(store, key, walName(name), createWriteStream(draft, { mode: 0o600 }))
  } catch (error) {
    await rm(draft, { force: true })
    if (!(error instanceof NotStored)) throw error
    const own = ownLog && join(ownLog, name)
    if (!own || !existsSync(own)) return false
    await copyFile(own, draft)
  }
  handOver(draft, runAs)
  await rename(draft, ready)
  return true
}

const quoted = (path: string) => `"${path.replaceAll('%', '%%').replace(/["$`\\]/g, '\\$&')}"`

/** What lies in a place of the backups, and whether it is whole. */
import { firstOfWindow } from './backup/retention.ts'
import { baseName, listBackups, listWal, type Manifest } from './repository.ts'
import type { BackupKey } from './seal/backup-key.ts'
import type { Store } from './stores/store.ts'
import { gapsIn, isSegment, numberOf } from './wal/names.ts'

/** What is told of a place, whosever backups lie there. */
export interface PlaceFacts {
  place: string
  backups: number
  /** From this time on every second can be restored, but for what a gap cuts off. */
  restorableFrom: string | null
  bytes: number
  logFiles: number
  gap: string | null
  /** What the newest backup lacks. */
  damage: string | null
  error: string | null
}

export interface PlaceState extends PlaceFacts {
  newest: Manifest | undefined
}

export async function placeState(store: Store, key: BackupKey, now: Date): Promise<PlaceState> {
  try {
    return await look(store, key, now)
  } catch (error) {
    const nothing = { backups: 0, newest: undefined, restorableFrom: null, bytes: 0, logFiles: 0, gap: null, damage: null }
    return { place: store.place, ...nothing, error: error instanceof Error ? error.message : String(error) }
  }
}

async function look(store: Store, key: BackupKey, now: Date): Promise<PlaceState> {
  const unreadable: string[] = []
  const backups = await listBackups(store, key, (line) => unreadable.push(line))
  const log = (await listWal(store)).filter(isSegment)
  const sizes = new Map((await store.list('backups')).map(({ name, bytes }) => [name, bytes]))
  const [newest, first] = [backups.at(-1), firstOfWindow(backups, now)]
  const gap = first ? (gapBehind(first, log) ?? null) : null
  return {
    place: store.place,
    backups: backups.length,
    newest,
    restorableFrom: first?.stoppedAt ?? null,
    bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    logFiles: log.length,
    gap,
    damage: newest ? damageOf(newest, { log, size: sizes.get(baseName(newest.id)), place: store.place }) : null,
    error: unreadable[0] ?? null,
  }
}

const gapBehind = ({ startSegment }: Manifest, log: readonly string[]) =>
  gapsIn([startSegment, ...log.filter((name) => numberOf(name) >= numberOf(startSegment))]).find((name) => !log.includes(name))

function damageOf(newest: Manifest, { log, size, place }: { log: string[]; size: number | undefined; place: string }): string | null {
  if (size !== newest.sealedBytes) return `The backup ${newest.id} in ${place} is not whole`
  const gap = log.includes(newest.startSegment) ? gapBehind(newest, log) : newest.startSegment
  return gap === undefined ? null : `The write-ahead log ${gap} is missing in ${place}: what came after it cannot be restored from there`
}

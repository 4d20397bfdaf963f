/** Which backup leads to the asked moment, and how far the write-ahead log behind it reaches. */
import { StartError } from '../../start-error.ts'
import { getSealed, listBackups, listWal, type Manifest, walName } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { Store } from '../stores/store.ts'
import { gapsIn, isHistory, isSegment, numberOf, timelineOf } from '../wal/names.ts'
import type { AskedTime } from './asked-time.ts'
import { collect } from './collect.ts'

export interface RestorePlan {
  store: Store
  manifest: Manifest
  to: AskedTime
}

/** Throws StartError when there is no way to that moment, with the nearest that there is one to. */
export async function planRestore(store: Store, key: BackupKey, to: AskedTime): Promise<RestorePlan> {
  const damaged: string[] = []
  const all = await listBackups(store, key, (line) => damaged.push(line))
  const backups = await ofPresentHistory(store, key, all)
  const [oldest] = backups
  if (!oldest) throw new StartError(noBackup(store, damaged))
  const manifest = to === 'latest' ? backups.at(-1) : backups.findLast(({ stoppedAt }) => Date.parse(stoppedAt) <= to.getTime())
  if (!manifest) throw new StartError(`The oldest backup in ${store.place} is of ${oldest.stoppedAt}: ask for that time or a later one.`)
  await refuseGaps(store, manifest, to, backups)
  return { store, manifest, to }
}

function noBackup({ place }: Store, damaged: string[]): string {
  const [first] = damaged
  return first ? `No backup in ${place} can be used: ${first}.` : `There is no backup in ${place}: set BACKUP_DIR to where they are.`
}

/** A backup of a future that an earlier restore has left behind leads nowhere. */
async function ofPresentHistory(store: Store, key: BackupKey, backups: Manifest[]): Promise<Manifest[]> {
  const histories = (await listWal(store)).filter(isHistory).sort()
  const newest = histories.at(-1)
  if (newest === undefined) return backups
  const present = timelineOf(newest)
  const switches = await readHistory(store, key, newest)
  return backups.filter(({ timeline, stopLsn }) => {
    if (timeline >= present) return true
    const left = switches.get(timeline)
    return left !== undefined && lsnOf(stopLsn) <= left
  })
}

/** Where each earlier timeline was left. */
async function readHistory(store: Store, key: BackupKey, file: string): Promise<Map<number, bigint>> {
  const sink = collect()
  await getSealed(store, key, walName(file), sink.stream)
  return switchesIn(sink.text())
}

/** From a history of PostgreSQL's: where each timeline was left. */
export function switchesIn(history: string): Map<number, bigint> {
  const lines = history.split('\n').map((line) => line.trim().split(/\s+/))
  return new Map(lines.flatMap(([timeline, lsn]) => (timeline && lsn?.includes('/') ? [[Number(timeline), lsnOf(lsn)] as const] : [])))
}

export function lsnOf(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

/** PostgreSQL would take a missing piece for the end and go on from there: we look first. */
async function refuseGaps(store: Store, manifest: Manifest, to: AskedTime, backups: Manifest[]): Promise<void> {
  const { startSegment, timeline } = manifest
  const needed = (await listWal(store)).filter(
    (name) => isSegment(name) && timelineOf(name) >= timeline && numberOf(name) >= numberOf(startSegment),
  )
  const gaps = gapsIn(needed)
  const [gap] = gaps
  if (!gap || isItsEnd(manifest, gap, to)) return
  // A backup that begins behind every gap says when the log was whole again; what is asked for before the gap is not told apart.
  const behind = backups.find((each) => gaps.every((name) => numberOf(each.startSegment) > numberOf(name)))
  if (to !== 'latest' && behind && to.getTime() < Date.parse(behind.startedAt)) {
    throw new StartError(
      `The write-ahead log ${gap} is missing in ${store.place}: restore to ${manifest.stoppedAt} exactly, or to ${behind.stoppedAt} or later; or restore from another place.`,
    )
  }
  throw new StartError(`The write-ahead log ${gap} is missing in ${store.place}: what came after it cannot be restored from here.`)
}

/** A backup that stands alone, one of a week or a month, is the clinic as of its own end, and leads no further. */
const isItsEnd = ({ stoppedAt, stopSegment }: Manifest, gap: string, to: AskedTime) =>
  to !== 'latest' && to.getTime() === Date.parse(stoppedAt) && numberOf(gap) > numberOf(stopSegment)

/** What an operator has to see to, from what is known about backups, the log and the disk. */
export interface Facts {
  now: Date
  /** Since when this process runs: what a new installation has not had time for is no alarm. */
  since: Date
  newestBackup: Date | undefined
  lastRun: { state: 'running' | 'done' | 'failed'; error: string | null } | undefined
  lastDrill: { state: 'running' | 'passed' | 'failed'; startedAt: Date; error: string | null } | undefined
  /** PostgreSQL could not hand over its log the last time it tried. */
  archiveFails: boolean
  /** When the oldest piece of the log that waits to be shipped was laid down. */
  oldestWaiting: Date | undefined
  disks: { place: string; free: number; size: number }[]
}

export interface Alarm {
  kind: 'backup_late' | 'backup_failed' | 'drill_late' | 'drill_failed' | 'archive_failing' | 'archive_gap' | 'disk_low'
  text: string
}

const minute = 60_000
const hour = 60 * minute
const limits = { backup: 26 * hour, firstBackup: hour, drill: 50 * hour, waiting: 4 * minute, freeShare: 0.1, freeBytes: 2e9 } as const

export function alarmsIn(facts: Facts): Alarm[] {
  const { archiveFails } = facts
  return [
    ...backupAlarms(facts),
    ...drillAlarms(facts),
    ...(archiveFails ? [alarm('archive_failing', 'PostgreSQL cannot hand over its write-ahead log: see its own log')] : []),
    ...gapAlarms(facts),
    ...facts.disks.flatMap(({ place, free, size }) =>
      free < limits.freeBytes && free < size * limits.freeShare
        ? [alarm('disk_low', `The disk of ${place} is nearly full: ${Math.floor(free / 1e6)} MB are free`)]
        : [],
    ),
  ]
}

const alarm = (kind: Alarm['kind'], text: string): Alarm => ({ kind, text })

function backupAlarms({ now, since, newestBackup, lastRun }: Facts): Alarm[] {
  const failed =
    lastRun?.state === 'failed' ? [alarm('backup_failed', `The last backup failed: ${lastRun.error ?? 'it was interrupted'}`)] : []
  const age = newestBackup && now.getTime() - newestBackup.getTime()
  if (age === undefined)
    return now.getTime() - since.getTime() > limits.firstBackup ? [...failed, alarm('backup_late', 'There is no backup yet')] : failed
  return age > limits.backup ? [...failed, alarm('backup_late', `The newest backup is ${Math.floor(age / hour)} hours old`)] : failed
}

function drillAlarms({ now, since, lastDrill }: Facts): Alarm[] {
  if (lastDrill?.state === 'failed')
    return [alarm('drill_failed', `The last restore drill failed: ${lastDrill.error ?? 'it was interrupted'}`)]
  const last = lastDrill?.startedAt ?? since
  return now.getTime() - last.getTime() > limits.drill ? [alarm('drill_late', 'The last restore drill is more than two days ago')] : []
}

function gapAlarms({ now, oldestWaiting }: Facts): Alarm[] {
  const age = oldestWaiting ? now.getTime() - oldestWaiting.getTime() : 0
  return age > limits.waiting
    ? [alarm('archive_gap', `The write-ahead log has not reached the backups for ${Math.floor(age / minute)} minutes`)]
    : []
}

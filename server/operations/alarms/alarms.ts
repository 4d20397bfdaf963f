/** What an operator has to see to, from what is known about backups, the log and the disk. */
import { type AlarmKind } from '../../../shared/alarms.ts'
import type { AuditFacts } from '../seals/check-trails.ts'
import { auditAlarms } from '../seals/seal-alarms.ts'

export interface BackupFacts {
  newestBackup: Date | undefined
  lastRun: { state: 'running' | 'done' | 'failed'; error: string | null } | undefined
  lastDrill: { state: 'running' | 'passed' | 'failed'; startedAt: Date; error: string | null } | undefined
  /** PostgreSQL could not hand over its log the last time it tried. */
  archiveFails: boolean
  /** When the oldest piece of the log that waits to be shipped was laid down. */
  oldestWaiting: Date | undefined
  /** What the newest backup of a place lacks: files of its own, or a piece of the log behind it. */
  damage: string[]
}

export interface Facts {
  now: Date
  /** Since when this process runs: what a new installation has not had time for is no alarm. */
  since: Date
  /** Nothing where the operator backs the database up himself. */
  backups: BackupFacts | undefined
  disks: { place: string; free: number; size: number }[]
  /** Since when the oldest job could have begun. */
  oldestJob: Date | undefined
  replicas: { name: string; lagMs: number }[]
  /** Of the seals over the trails. */
  audit: AuditFacts
}

export interface Alarm {
  kind: AlarmKind | 'practice'
  text: string
}

const minute = 60_000
const hour = 60 * minute
const limits = {
  backup: 26 * hour,
  firstBackup: hour,
  drill: 50 * hour,
  waiting: 4 * minute,
  freeShare: 0.1,
  freeBytes: 2e9,
  job: 15 * minute,
  lag: minute,
} as const

/** One of each kind at most: the first of its kind stands for the others. */
export function alarmsIn(facts: Facts): Alarm[] {
  const all = [
    ...(facts.backups ? keepingAlarms(facts, facts.backups) : []),
    ...diskAlarms(facts),
    ...workAlarms(facts),
    ...auditAlarms(facts, facts.audit),
  ]
  return all.filter(({ kind }, at) => all.findIndex((each) => each.kind === kind) === at)
}

function keepingAlarms(facts: Facts, backups: BackupFacts): Alarm[] {
  const [damage] = backups.damage
  return [
    ...backupAlarms(facts, backups),
    ...(damage === undefined ? [] : [alarm('backup_damaged', damage)]),
    ...drillAlarms(facts, backups),
    ...(backups.archiveFails ? [alarm('archive_failing', 'PostgreSQL cannot hand over its write-ahead log: see its own log')] : []),
    ...gapAlarms(facts, backups),
  ]
}

const diskAlarms = ({ disks }: Facts): Alarm[] =>
  disks.flatMap(({ place, free, size }) =>
    free < limits.freeBytes && free < size * limits.freeShare
      ? [alarm('disk_low', `The disk of ${place} is nearly full: ${Math.floor(free / 1e6)} MB are free`)]
      : [],
  )

function workAlarms({ now, oldestJob, replicas }: Facts): Alarm[] {
  const age = oldestJob ? now.getTime() - oldestJob.getTime() : 0
  return [
    ...(age > limits.job ? [alarm('job_late', `A job has waited for ${Math.floor(age / minute)} minutes`)] : []),
    ...replicas.flatMap(({ name, lagMs }) =>
      lagMs > limits.lag ? [alarm('replica_late', `The replica ${name} is ${Math.floor(lagMs / 1000)} seconds behind`)] : [],
    ),
  ]
}

const alarm = (kind: AlarmKind, text: string): Alarm => ({ kind, text })

function backupAlarms({ now, since }: Facts, { newestBackup, lastRun }: BackupFacts): Alarm[] {
  const failed =
    lastRun?.state === 'failed' ? [alarm('backup_failed', `The last backup failed: ${lastRun.error ?? 'it was interrupted'}`)] : []
  const age = newestBackup && now.getTime() - newestBackup.getTime()
  if (age === undefined)
    return now.getTime() - since.getTime() > limits.firstBackup
      ? [...failed, alarm('backup_late', 'There is no backup that can be read')]
      : failed
  return age > limits.backup ? [...failed, alarm('backup_late', `The newest backup is ${Math.floor(age / hour)} hours old`)] : failed
}

function drillAlarms({ now, since }: Facts, { lastDrill }: BackupFacts): Alarm[] {
  if (lastDrill?.state === 'failed')
    return [alarm('drill_failed', `The last restore drill failed: ${lastDrill.error ?? 'it was interrupted'}`)]
  const last = lastDrill?.startedAt ?? since
  return now.getTime() - last.getTime() > limits.drill ? [alarm('drill_late', 'The last restore drill is more than two days ago')] : []
}

function gapAlarms({ now }: Facts, { oldestWaiting }: BackupFacts): Alarm[] {
  const age = oldestWaiting ? now.getTime() - oldestWaiting.getTime() : 0
  return age > limits.waiting
    ? [alarm('archive_gap', `The write-ahead log has not reached the backups for ${Math.floor(age / minute)} minutes`)]
    : []
}

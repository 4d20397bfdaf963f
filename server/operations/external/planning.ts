/** Which backup of which repository leads to the asked moment. */
import { StartError } from '../../start-error.ts'
import type { AskedTime } from '../restore/asked-time.ts'
import { lsnOf } from '../restore/plan.ts'
import { numberOf, timelineOf } from '../wal/names.ts'
import type { Repository } from './configuration.ts'
import type { PgBackRest } from './pgbackrest.ts'
import type { RepositoryBackup } from './reading.ts'
import { gapBehind, infoOf, logOf, type RepositoryLog } from './repository-log.ts'

export interface ExternalPlan {
  repository: Repository
  backup: RepositoryBackup
  to: AskedTime
  /** The last piece of the log: a restore to the latest state has to come as far. */
  last: string
  /** The log behind the backup is gone, and its own end is asked for. */
  isAlone: boolean
}

/** The first repository that leads there. Throws StartError with why the first of them does not. */
export async function planExternal(tool: PgBackRest, to: AskedTime): Promise<ExternalPlan> {
  const refusals: unknown[] = []
  for (const repository of tool.repositories) {
    try {
      return await planFrom(tool, repository, to)
    } catch (error) {
      refusals.push(error)
    }
  }
  throw refusals[0]
}

export async function planFrom(tool: PgBackRest, repository: Repository, to: AskedTime): Promise<ExternalPlan> {
  const { place, key } = repository
  const info = (await infoOf(tool)).find((each) => each.key === key)
  if (!info || info.error !== null) throw new StartError(`The backups in ${place} cannot be opened: ${info?.error}. Is BACKUP_KEY theirs?`)
  const log = await logOf(tool, info)
  const backups = info.backups.filter((backup) => leadsOn(backup, log))
  const [oldest] = backups
  if (!oldest) throw new StartError(`There is no backup in ${place}: set BACKUP_DIR to where they are.`)
  const backup = to === 'latest' ? backups.at(-1) : backups.findLast(({ stoppedAt }) => stoppedAt <= to)
  if (!backup)
    throw new StartError(`The oldest backup in ${place} is of ${oldest.stoppedAt.toISOString()}: ask for that time or a later one.`)
  const gap = gapBehind(log.segments, backup.startSegment)
  const behind =
    gap && backups.find(({ startSegment }) => numberOf(startSegment) > numberOf(gap) && gapBehind(log.segments, startSegment) === undefined)
  if (gap && to !== 'latest' && to.getTime() === backup.stoppedAt.getTime() && numberOf(gap) > numberOf(backup.stopSegment)) {
    return { repository, backup, to, last: backup.stopSegment, isAlone: true }
  }
  if (gap && behind) {
    const way = `restore to ${backup.stoppedAt.toISOString()} exactly, or to ${behind.stoppedAt.toISOString()} or later; or restore from another place`
    throw new StartError(`The write-ahead log ${gap} is missing in ${place}: ${way}.`)
  }
  if (gap) throw new StartError(`The write-ahead log ${gap} is missing in ${place}: what came after it cannot be restored from there.`)
  return { repository, backup, to, last: lastOf(log) ?? backup.startSegment, isAlone: false }
}

/** A backup of a future that an earlier restore has left behind leads nowhere. */
function leadsOn({ startSegment, stopLsn }: RepositoryBackup, { timeline, switches }: RepositoryLog): boolean {
  if (timelineOf(startSegment) >= timeline) return true
  const left = switches.get(timelineOf(startSegment))
  return left !== undefined && lsnOf(stopLsn) <= left
}

const lastOf = ({ segments, timeline }: RepositoryLog) => segments.findLast((name) => timelineOf(name) >= timeline) ?? segments.at(-1)

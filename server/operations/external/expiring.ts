/**
 * What a repository of pgBackRest's lets go of. Its own settings know a number of backups or of days; the rule of the
 * embedded database's backups is kept by choosing the sets here. Its configuration says to keep everything.
 */
import { chosen } from '../backup/retention.ts'
import { numberOf } from '../wal/names.ts'
import type { Repository } from './configuration.ts'
import { isLocked, type PgBackRest } from './pgbackrest.ts'
import type { RepositoryBackup } from './reading.ts'
import { infoOf, logOf } from './repository-log.ts'

export interface Expiring {
  now: Date
  /** The backup that a drill has restored last and found sound. */
  good?: string | undefined
}

export interface ExternalChoice {
  /** Full backups of the window, the oldest first: from the first on every second can be restored. */
  window: RepositoryBackup[]
  /** Full ones before it, of a week or a month: each is the clinic as of its own end. */
  alone: RepositoryBackup[]
  /** Labels; a full one goes with what hangs on it. */
  drop: string[]
}

/** What hangs on a full backup begins with its name. */
const fullOf = (label: string) => label.split('_')[0] ?? label

export function chosenOf(backups: readonly RepositoryBackup[], { now, good }: Expiring): ExternalChoice {
  const fulls = backups
    .filter(({ type }) => type === 'full')
    .map((backup) => ({ id: backup.label, stoppedAt: backup.stoppedAt.toISOString(), backup }))
  const { first, alone, drop } = chosen(fulls, now, good === undefined ? undefined : fullOf(good))
  const isAlone = new Set(alone.map(({ id }) => id))
  // The log that would lead from a lonely full one to what changed since is gone with its week.
  const changes = backups.filter(({ label, type }) => type !== 'full' && isAlone.has(fullOf(label)))
  return {
    window: fulls.flatMap(({ id, backup }) => (first !== undefined && id >= first.id ? [backup] : [])),
    alone: alone.map(({ backup }) => backup),
    drop: [...drop.map(({ id }) => id), ...changes.map(({ label }) => label)],
  }
}

/** Answers what went. Another one under way is let be: the next backup expires again. */
export async function expireIn(tool: PgBackRest, repository: Repository, expiring: Expiring): Promise<string[]> {
  return expireNow(tool, repository, expiring).catch((error: unknown) => {
    if (isLocked(error)) return []
    throw error
  })
}

async function expireNow(tool: PgBackRest, { key, place }: Repository, expiring: Expiring): Promise<string[]> {
  const info = (await infoOf(tool)).find((each) => each.key === key)
  if (!info || info.error !== null) throw new Error(`Nothing expires in ${place}: ${info?.error}`)
  const { window, alone, drop } = chosenOf(info.backups, expiring)
  const [first] = window
  if (!first) return []
  const { segments } = await logOf(tool, info)
  const isIdle = (segment: string) =>
    numberOf(segment) < numberOf(first.startSegment) &&
    !alone.some(
      ({ startSegment, stopSegment }) => numberOf(segment) >= numberOf(startSegment) && numberOf(segment) <= numberOf(stopSegment),
    )
  // One with what changed since may go with its full one.
  for (const label of drop) await tool.run('expire', [`--repo=${key}`, `--set=${label}`, ...keepsLog(key, window)])
  if (!drop.length && segments.some(isIdle)) await tool.run('expire', [`--repo=${key}`, ...keepsLog(key, window)])
  return drop
}

/** The log of everything since so many full backups; of those before, what makes each whole. */
const keepsLog = (key: number, { length }: readonly RepositoryBackup[]) => [
  `--repo${key}-retention-archive-type=full`,
  `--repo${key}-retention-archive=${length}`,
]

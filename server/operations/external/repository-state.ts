/** What lies in each of pgBackRest's repositories, and whether it is whole. */
import type { PlaceFacts } from '../place-state.ts'
import { isSegment } from '../wal/names.ts'
import type { Repository } from './configuration.ts'
import { chosenOf } from './expiring.ts'
import type { PgBackRest } from './pgbackrest.ts'
import { type RepositoryInfo, sizeOf } from './reading.ts'
import { gapBehind, infoOf, listing, logOf } from './repository-log.ts'

export interface RepositoryState extends PlaceFacts {
  key: number
  newestAt: Date | undefined
}

/** `reached` is the last piece of the log that PostgreSQL says it has handed over, asked for before. */
export async function repositoryStates(tool: PgBackRest, reached?: string): Promise<RepositoryState[]> {
  const infos = await infoOf(tool).catch(wordsOf)
  // Nothing is known of any: that is told too, beside whatever else an operator has to see to.
  if (typeof infos === 'string') return tool.repositories.map((repository) => nothingIn(repository, infos))
  return Promise.all(
    tool.repositories.map(async (repository) => {
      const info = infos.find(({ key }) => key === repository.key)
      return look(tool, repository, { info, reached }).catch((error: unknown) => nothingIn(repository, wordsOf(error)))
    }),
  )
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const nothingIn = ({ key, place }: Repository, error: string): RepositoryState => ({
  ...{ key, place, backups: 0, newestAt: undefined, restorableFrom: null, bytes: 0, logFiles: 0, gap: null, damage: null },
  error,
})

interface Known {
  info: RepositoryInfo | undefined
  reached: string | undefined
}

async function look(tool: PgBackRest, repository: Repository, { info, reached }: Known): Promise<RepositoryState> {
  if (!info || info.error !== null) return nothingIn(repository, info?.error ?? 'pgBackRest does not know it')
  const { segments } = await logOf(tool, info)
  const { backups } = info
  const first = chosenOf(backups, { now: new Date() }).window[0]
  const newest = backups.at(-1)
  const gap = first ? (gapBehind(segments, first.startSegment, segmentIn(reached)) ?? null) : null
  return {
    key: repository.key,
    place: repository.place,
    backups: backups.length,
    newestAt: newest?.stoppedAt,
    restorableFrom: first?.stoppedAt.toISOString() ?? null,
    bytes: sizeOf(await listing(tool, repository.key)),
    logFiles: segments.length,
    gap,
    damage: damageOf(repository, { gap, bad: backups.find(({ hasBadPages }) => hasBadPages)?.label }),
    error: null,
  }
}

/** PostgreSQL hands over other files too. */
const segmentIn = (name: string | undefined) => (name !== undefined && isSegment(name) ? name : undefined)

function damageOf({ place }: Repository, { gap, bad }: { gap: string | null; bad: string | undefined }): string | null {
  if (gap !== null) return `The write-ahead log ${gap} is missing in ${place}: what came after it cannot be restored from there`
  return bad === undefined ? null : `The backup ${bad} in ${place} has pages with a wrong checksum: the database itself is damaged`
}

/** The write-ahead log in a repository: what is there, and what is missing. pgBackRest does not see a piece missing in the middle. */
import { switchesIn } from '../restore/plan.ts'
import { gapsIn, numberOf, timelineOf } from '../wal/names.ts'
import { stanza } from './configuration.ts'
import type { PgBackRest } from './pgbackrest.ts'
import { PgBackRestError } from './pgbackrest.ts'
import { type RepositoryInfo, readInfo, readLog } from './reading.ts'

export interface RepositoryLog {
  segments: string[]
  /** Of the timeline that is gone on with: where each earlier one was left. */
  switches: Map<number, bigint>
  timeline: number
}

/** Of every repository, also of one that cannot be read. */
export async function infoOf(tool: PgBackRest): Promise<RepositoryInfo[]> {
  const found = readInfo(await tool.run('info', ['--output=json']))
  return tool.repositories.map(
    ({ key }) => found.find((each) => each.key === key) ?? { key, error: null, archiveId: undefined, backups: [] },
  )
}

export async function logOf(tool: PgBackRest, { key, archiveId }: Pick<RepositoryInfo, 'key' | 'archiveId'>): Promise<RepositoryLog> {
  if (archiveId === undefined) return { segments: [], switches: new Map(), timeline: 1 }
  const folder = `archive/${stanza}`
  const { segments, histories } = readLog(await tool.run('repo-ls', [`--repo=${key}`, '--recurse', '--output=json'], [folder]), archiveId)
  const newest = histories.at(-1)
  if (newest === undefined) return { segments, switches: new Map(), timeline: 1 }
  const history = await tool.run('repo-get', [`--repo=${key}`], [`${folder}/${archiveId}/${newest}`])
  return { segments, switches: switchesIn(history), timeline: timelineOf(newest) }
}

/** The first piece that is missing behind this one; `reached` is what PostgreSQL says it has handed over. */
export function gapBehind(segments: readonly string[], start: string, reached?: string): string | undefined {
  const behind = segments.filter((name) => numberOf(name) >= numberOf(start))
  const ends = reached !== undefined && numberOf(reached) >= numberOf(start) ? [start, reached] : [start]
  const here = new Set(behind)
  return ends.find((name) => !here.has(name)) ?? gapsIn([...ends, ...behind])[0]
}

/** How large a repository is; one without a listing is empty. */
export async function listing(tool: PgBackRest, key: number): Promise<string> {
  return tool.run('repo-ls', [`--repo=${key}`, '--recurse', '--output=json'], [`backup/${stanza}`]).catch((error: unknown) => {
    if (error instanceof PgBackRestError) return '{}'
    throw error
  })
}

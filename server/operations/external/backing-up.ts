/** Backups through pgBackRest: a full one a week, what changed since every day, into each repository. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beginRun, endRun, findGood, forgetRun } from '../runs-storage.ts'
import { timelineOf } from '../wal/names.ts'
import { findTimeZone } from './archiving-storage.ts'
import { expireIn } from './expiring.ts'
import { isLocked, type PgBackRest } from './pgbackrest.ts'
import { faultsIn, type RepositoryBackup } from './reading.ts'
import { infoOf } from './repository-log.ts'

export type BackupType = 'full' | 'diff'

const hour = 60 * 60 * 1000
const slack = 10 * 60 * 1000

/** What is due in a repository now; after a restore the new future needs a beginning of its own. */
export function dueIn(backups: readonly RepositoryBackup[], { now, timeline }: { now: Date; timeline: number }): BackupType | undefined {
  const age = (backup: RepositoryBackup | undefined) => (backup ? now.getTime() - backup.startedAt.getTime() : Number.POSITIVE_INFINITY)
  const [newest, full] = [backups.at(-1), backups.findLast(({ type }) => type === 'full')]
  if (!newest || timelineOf(newest.startSegment) < timeline || age(full) > 7 * 24 * hour - slack) return 'full'
  return age(newest) > 24 * hour - slack ? 'diff' : undefined
}

export interface Taken {
  repository: number
  label: string
  type: string
  bytes: number
}

/** Into each of these repositories, with a row in `backup_runs`; then what is no longer kept goes. Nothing when another one is under way. */
export async function backUpThrough(
  tool: PgBackRest,
  ownerUrl: string,
  { wanted, now = new Date() }: { wanted: ReadonlyMap<number, BackupType>; now?: Date },
): Promise<Taken[] | undefined> {
  const taken = await withRun(ownerUrl, () => takeAll(tool, wanted))
  if (!taken) return undefined
  keepTimeZone(tool, (await findTimeZone(ownerUrl)) ?? 'UTC')
  for (const repository of tool.repositories) await expireIn(tool, repository, { now, good: await findGood(ownerUrl, repository.place) })
  return taken
}

async function withRun(ownerUrl: string, take: () => Promise<Taken[]>): Promise<Taken[] | undefined> {
  const id = await beginRun(ownerUrl)
  try {
    const taken = await take()
    const bytes = taken.reduce((sum, each) => sum + each.bytes, 0)
    await endRun(ownerUrl, id, { state: 'done', backupId: taken[0]?.label ?? '', bytes })
    return taken
  } catch (error) {
    if (isLocked(error)) {
      await forgetRun(ownerUrl, id)
      return undefined
    }
    await endRun(ownerUrl, id, { state: 'failed', error: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

/** A repository that fails does not keep the others from theirs. */
async function takeAll(tool: PgBackRest, wanted: ReadonlyMap<number, BackupType>): Promise<Taken[]> {
  const failures: unknown[] = []
  const attempt = (command: string, options: string[] = []) =>
    tool.run(command, options).catch((error: unknown) => {
      failures.push(error)
    })
  await attempt('stanza-create')
  await attempt('check')
  for (const [key, type] of wanted) await attempt('backup', [`--repo=${key}`, `--type=${type}`])
  if (failures.length) throw failures[0]
  const infos = await infoOf(tool)
  return [...wanted.keys()].flatMap((key) => {
    const newest = infos.find((each) => each.key === key)?.backups.at(-1)
    return newest ? [{ repository: key, label: newest.label, type: newest.type, bytes: newest.bytes }] : []
  })
}

/** Every file of a repository is read: answers what is amiss there. */
export async function verifyRepository(tool: PgBackRest, key: number): Promise<string[]> {
  return faultsIn(await tool.run('verify', [`--repo=${key}`, '--output=text', '--verbose']))
}

const zoneFile = ({ configPath }: Pick<PgBackRest, 'configPath'>) => join(dirname(configPath), 'time-zone')

/** For a restore, when nobody can ask the database for its clock. */
const keepTimeZone = (tool: PgBackRest, zone: string) => writeFileSync(zoneFile(tool), `${zone}\n`)

export function keptTimeZone(tool: PgBackRest): string | undefined {
  try {
    return readFileSync(zoneFile(tool), 'utf8').trim()
  } catch {
    return undefined
  }
}

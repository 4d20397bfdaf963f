/** Keeps the operator's PostgreSQL backed up through pgBackRest while the server runs, where that can be done from here. */
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { Log } from '../../log.ts'
import { StartError } from '../../start-error.ts'
import { type BackedUpElsewhere, type Begun, backupQueue, drillQueue, longest, type OwnBackups, remembered, waitingIn } from '../keeping.ts'
import { ownBackupKey, storesOf, writtenBackupKey } from '../places.ts'
import { reviewJobs } from '../review/prepare.ts'
import { findKnown } from '../runs-storage.ts'
import { adviceElsewhere, adviceHere } from './advice.ts'
import { findArchiving, findServer } from './archiving-storage.ts'
import { type BackupType, backUpThrough, dueIn } from './backing-up.ts'
import { drillThrough } from './drilling.ts'
import { findExternal } from './finding.ts'
import { lookBackThrough } from './looking-back.ts'
import { openPgBackRest, type PgBackRest } from './pgbackrest.ts'
import { infoOf } from './repository-log.ts'
import { repositoryStates } from './repository-state.ts'

export interface ExternalKeeping extends OwnBackups {
  kind: 'pgbackrest'
  tool: PgBackRest
  begin(parts: Begun): void
}

/** What can be done from here is looked at once; whoever changes that starts the server anew. */
export async function findKeeping(config: Config, ownerUrl: string, log: Log): Promise<ExternalKeeping | BackedUpElsewhere> {
  const { systemId, version } = await findServer(ownerUrl)
  const finding = findExternal(config, systemId)
  const elsewhere = (reason: Parameters<typeof adviceElsewhere>[1]['reason']): BackedUpElsewhere => ({
    kind: 'elsewhere',
    setup: async () => adviceElsewhere(config, { reason, version }),
  })
  if ('missing' in finding) return elsewhere(finding.missing)
  try {
    return keepingWith(openPgBackRest(config, finding.found, { key: ownBackupKey(config), use: 'keep' }), { config, ownerUrl, log })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    log.warn(error.message)
    return elsewhere('unreachable')
  }
}

interface Setting {
  config: Config
  ownerUrl: string
  log: Log
}

function keepingWith(tool: PgBackRest, setting: Setting): ExternalKeeping {
  const { config, ownerUrl } = setting
  const { ask: states, forget } = remembered(async () => repositoryStates(tool, (await findArchiving(ownerUrl)).last))
  const waiting = () => waitingIn(join(tool.found.dataDir, 'pg_wal', 'archive_status'), '.ready')
  return {
    kind: 'pgbackrest',
    tool,
    key: ownBackupKey(config),
    writtenKey: () => writtenBackupKey(config),
    disks: [tool.found.dataDir, ...tool.repositories.flatMap(({ folder }) => folder ?? [])],
    places: async (lastRun) =>
      (await states(lastRun)).map(({ key: _, newestAt, ...place }) => ({ ...place, newestAt: newestAt?.toISOString() ?? null })),
    waiting,
    facts: async () => {
      const [{ isOn }, known] = [await findArchiving(ownerUrl), await findKnown(ownerUrl)]
      const found = await states(known.lastRun?.id)
      const newest = found.map(({ newestAt }) => newestAt?.getTime() ?? 0)
      const damage = found.flatMap(({ place, error, damage: amiss }) => (error === null ? (amiss ?? []) : `${place}: ${error}`))
      return {
        // The place that has gone longest without one.
        newestBackup: newest.length && Math.min(...newest) > 0 ? new Date(Math.min(...newest)) : undefined,
        lastRun: known.lastRun,
        lastDrill: known.lastDrill,
        archiveFails: known.archiveFails || !isOn,
        oldestWaiting: (await waiting()).since,
        damage,
      }
    },
    setup: async () => {
      const { isOn, timeout } = await findArchiving(ownerUrl)
      return isOn && timeout > 0 ? null : adviceHere(tool, config)
    },
    begin: (begun) => keepUp(begun, tool, { ...setting, forget }),
  }
}

function keepUp({ jobs, database }: Begun, tool: PgBackRest, { config, ownerUrl, log, forget }: Setting & { forget: () => void }): void {
  // Behind each, what is no longer kept goes.
  const backUp = (wanted: ReadonlyMap<number, BackupType>) => backUpThrough(tool, ownerUrl, { wanted }).finally(forget)
  const drill = async () => {
    const given = { tool, ownerUrl, dataDir: config.dataDir, stores: storesOf(config), key: ownBackupKey(config), log }
    for (const repository of tool.repositories) await drillThrough({ ...given, repository, place: repository.place })
  }
  jobs.schedule('operations.backup', '*/10 * * * *', async () => {
    const due = await dueNow(tool, ownerUrl, new Date())
    if (due.size) await backUp(due)
  })
  jobs.schedule('operations.drill', '37 3 * * *', drill)
  jobs.work(backupQueue, async () => void (await backUp(await wantedNow(tool, ownerUrl))), longest)
  jobs.work(drillQueue, drill, longest)
  reviewJobs(jobs, { database, lookBack: lookBackThrough({ tool, ownerUrl, dataDir: config.dataDir, log }) })
}

/** Asked for by a person: what is due, or else what changed. */
export async function wantedNow(tool: PgBackRest, ownerUrl: string): Promise<Map<number, BackupType>> {
  const due = await dueNow(tool, ownerUrl, new Date())
  return new Map(tool.repositories.map(({ key }) => [key, due.get(key) ?? 'diff']))
}

export async function dueNow(tool: PgBackRest, ownerUrl: string, now: Date): Promise<Map<number, BackupType>> {
  const { timeline } = await findKnown(ownerUrl)
  const due = (await infoOf(tool)).map(({ key, backups }) => [key, dueIn(backups, { now, timeline })] as const)
  return new Map(due.flatMap(([key, type]) => (type ? [[key, type] as const] : [])))
}

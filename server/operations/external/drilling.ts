/** The nightly drill of the operator's database: each repository is verified, and restored by itself. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../log.ts'
import { type Drill, type Drilled, noteDrill, outcomeOf } from '../drill/drill.ts'
import { forgetScratch } from '../restore/scratch.ts'
import { verifyRepository } from './backing-up.ts'
import type { Repository } from './configuration.ts'
import type { PgBackRest } from './pgbackrest.ts'
import { planFrom } from './planning.ts'
import { infoOf, logOf } from './repository-log.ts'
import { databaseIn, restoreCopy } from './restoring.ts'

export interface ExternalDrill extends Drilled {
  tool: PgBackRest
  repository: Repository
  log: Log
}

const arrivesWithinMs = 180_000

export const drillThrough = (setting: ExternalDrill) => noteDrill(setting, (drill) => attempt(setting, drill))

async function attempt(setting: ExternalDrill, { mark, inspect }: Drill) {
  const { tool, repository, ownerUrl, dataDir, log } = setting
  const lostMs = await untilArrived(setting, mark)
  const [damage] = await verifyRepository(tool, repository.key)
  if (damage !== undefined) throw new Error(`pgBackRest finds the backups in ${repository.place} damaged: ${damage}`)
  const home = join(dataDir, `drill-${randomUUID().slice(0, 8)}`)
  const began = Date.now()
  const plan = await planFrom(tool, repository, 'latest')
  try {
    const copy = await restoreCopy({ tool, plan, home, database: databaseIn(ownerUrl), log })
    const figures = { backupId: plan.backup.label, restoreMs: Date.now() - began, lostMs, place: repository.place }
    return outcomeOf(await inspect({ ownerUrl: copy.url, server: copy.server }), figures)
  } finally {
    await forgetScratch(home)
  }
}

/** How long the mark was in the database alone, in ms. */
async function untilArrived({ tool, repository: { key, place } }: ExternalDrill, { segment, at }: Drill['mark']): Promise<number> {
  for (const end = Date.now() + arrivesWithinMs; ; await sleep(1000)) {
    const info = (await infoOf(tool)).find((each) => each.key === key)
    if (info && (await logOf(tool, info)).segments.includes(segment)) return Date.now() - at.getTime()
    if (Date.now() > end) throw new Error(`The write-ahead log does not arrive in ${place}: ${segment} is missing. Is archive_timeout set?`)
  }
}

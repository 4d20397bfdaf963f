/**
 * The restore drill: a mark is written, the backups alone are restored into a scratch place, and the copy has to be
 * sound and to hold the mark. What it took is the time to recover; how long the mark took to reach the backups is what
 * a disaster would have cost.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../log.ts'
import { listWal } from '../repository.ts'
import { planRestore } from '../restore/plan.ts'
import { forgetScratch, type Restored, restoreInto } from '../restore/scratch.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { anchorKeyOf } from '../seals/anchor-key.ts'
import { anchorsIn, verifyCopy } from '../seals/check-trails.ts'
import { checkSoundness, type Soundness } from '../soundness-storage.ts'
import type { Store } from '../stores/store.ts'
import { beginDrill, type DrillOutcome, endDrill, holdsMark, type Mark } from './drill-storage.ts'

export interface DrillSetting {
  ownerUrl: string
  dataDir: string
  store: Store
  key: BackupKey
  log: Log
}

const arrivesWithinMs = 180_000

/** Its row says how it went; it fails by saying so there, and by throwing only when not even that can be written. */
export const runDrill = (setting: DrillSetting) =>
  noteDrill({ ...setting, stores: [setting.store], place: setting.store.place }, (drill) => attempt(setting, drill))

export interface Drilled {
  ownerUrl: string
  dataDir: string
  /** Whose backups are restored. */
  place: string
  /** Where heads of the audit's chain are anchored and archives lie. */
  stores: readonly Store[]
  key: BackupKey
}

export interface Drill {
  mark: Mark
  /** The copy has to be sound, to hold the mark, and to have its trails as they were sealed. */
  inspect(copy: { ownerUrl: string; server: Restored['server'] }): Promise<Soundness & { seals: number }>
}

/** One drill with its mark and its row, whosever backups are restored. */
export async function noteDrill(
  drilled: Drilled,
  work: (drill: Drill) => Promise<DrillOutcome>,
): Promise<{ state: 'passed' | 'failed'; error: string | null }> {
  // What is anchored before the mark is set has to be in the copy.
  const anchors = await anchorsIn({ stores: drilled.stores, anchorKey: anchorKeyOf(drilled.dataDir) }).catch(() => [])
  const mark = await beginDrill(drilled.ownerUrl)
  const outcome = await work({ mark, inspect: (copy) => inspect(copy, { mark, anchors, drilled }) }).catch((error: unknown) => ({
    state: 'failed' as const,
    error: error instanceof Error ? error.message : String(error),
    findings: { place: drilled.place },
  }))
  await endDrill(drilled.ownerUrl, mark.id, outcome)
  return { state: outcome.state, error: outcome.error }
}

async function attempt(setting: DrillSetting, { mark, inspect: look }: Drill): Promise<DrillOutcome> {
  const { store, key } = setting
  const lostMs = await untilArrived(store, mark)
  const began = Date.now()
  const plan = await planRestore(store, key, 'latest')
  const home = join(setting.dataDir, `drill-${randomUUID().slice(0, 8)}`)
  try {
    const restored = await restoreInto({ plan, key, home, log: setting.log, memory: 'small' })
    const restoreMs = Date.now() - began
    return outcomeOf(await look(restored), { backupId: plan.manifest.id, restoreMs, lostMs, place: store.place })
  } finally {
    await forgetScratch(home)
  }
}

type Figures = { backupId: string; restoreMs: number; lostMs: number; place: string }

export function outcomeOf(findings: Soundness & { seals: number }, { place, ...figures }: Figures): DrillOutcome {
  const [fault] = findings.faults
  return { state: fault === undefined ? 'passed' : 'failed', error: fault ?? null, ...figures, findings: { ...findings, place } }
}

/** How long the mark was in the database alone, in ms. */
async function untilArrived(store: Store, { segment, at }: Mark): Promise<number> {
  const end = Date.now() + arrivesWithinMs
  while (!(await listWal(store)).includes(segment)) {
    if (Date.now() > end) throw new Error(`The write-ahead log does not arrive in ${store.place}: ${segment} is missing.`)
    await sleep(250)
  }
  return Date.now() - at.getTime()
}

type Anchors = Awaited<ReturnType<typeof anchorsIn>>

interface Expected {
  mark: Mark
  anchors: Anchors
  drilled: Drilled
}

async function inspect({ ownerUrl, server }: Pick<Restored, 'ownerUrl' | 'server'>, { mark, anchors, drilled }: Expected) {
  try {
    const soundness: Soundness = await checkSoundness(ownerUrl)
    const faults = (await holdsMark(ownerUrl, mark.id)) ? [] : ['The last change before the drill is not in the copy']
    const trails = await verifyCopy({ ownerUrl, stores: drilled.stores, key: drilled.key, anchors })
    if (trails.fault) faults.push(`The audit trail of the copy is not as it was sealed: ${trails.fault}`)
    return { ...soundness, faults: [...faults, ...soundness.faults], seals: trails.seals }
  } finally {
    await server.stop()
  }
}

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
import { beginDrill, endDrill, holdsMark, type Mark } from './drill-storage.ts'

export interface DrillSetting {
  ownerUrl: string
  dataDir: string
  store: Store
  key: BackupKey
  log: Log
}

const arrivesWithinMs = 180_000

/** Its row says how it went; it fails by saying so there, and by throwing only when not even that can be written. */
export async function runDrill(setting: DrillSetting): Promise<{ state: 'passed' | 'failed'; error: string | null }> {
  // What is anchored before the mark is set has to be in the copy.
  const anchors = await anchorsIn({ stores: [setting.store], anchorKey: anchorKeyOf(setting.dataDir) }).catch(() => [])
  const mark = await beginDrill(setting.ownerUrl)
  const outcome = await attempt(setting, mark, anchors).catch((error: unknown) => ({
    state: 'failed' as const,
    error: error instanceof Error ? error.message : String(error),
  }))
  await endDrill(setting.ownerUrl, mark.id, outcome)
  return { state: outcome.state, error: outcome.error }
}

async function attempt(setting: DrillSetting, mark: Mark, anchors: Anchors) {
  const { store, key } = setting
  const lostMs = await untilArrived(store, mark)
  const began = Date.now()
  const plan = await planRestore(store, key, 'latest')
  const home = join(setting.dataDir, `drill-${randomUUID().slice(0, 8)}`)
  try {
    const restored = await restoreInto({ plan, key, home, log: setting.log, memory: 'small' })
    const restoreMs = Date.now() - began
    const findings = await inspect(restored, { mark, anchors, setting })
    const [fault] = findings.faults
    return {
      state: fault === undefined ? ('passed' as const) : ('failed' as const),
      error: fault ?? null,
      backupId: plan.manifest.id,
      restoreMs,
      lostMs,
      findings: { ...findings, place: store.place },
    }
  } finally {
    await forgetScratch(home)
  }
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
  setting: DrillSetting
}

async function inspect({ ownerUrl, server }: Restored, { mark, anchors, setting }: Expected) {
  try {
    const soundness: Soundness = await checkSoundness(ownerUrl)
    const faults = (await holdsMark(ownerUrl, mark.id)) ? [] : ['The last change before the drill is not in the copy']
    const trails = await verifyCopy({ ownerUrl, stores: [setting.store], key: setting.key, anchors })
    if (trails.fault) faults.push(`The audit trail of the copy is not as it was sealed: ${trails.fault}`)
    return { ...soundness, faults: [...faults, ...soundness.faults], seals: trails.seals }
  } finally {
    await server.stop()
  }
}

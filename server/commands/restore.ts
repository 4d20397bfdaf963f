/** npm run restore -- --to TIME|latest [--into FOLDER] [--yes]: brings the data back to a moment. */
import { parseArgs } from 'node:util'
import { type Config, ownConfig } from '../config.ts'
import { givenBackupKey, keepGivenKey, storesOf } from '../operations/places.ts'
import type { AskedTime } from '../operations/restore/asked-time.ts'
import { requireEmpty } from '../operations/restore/empty-folder.ts'
import { findPlan, zoneOf } from '../operations/restore/find-plan.ts'
import { type RestorePlan } from '../operations/restore/plan.ts'
import { restoreClinic, shipLeftovers } from '../operations/restore/restore.ts'
import { restoreInto } from '../operations/restore/scratch.ts'
import type { BackupKey } from '../operations/seal/backup-key.ts'
import { checkSoundness } from '../operations/soundness-storage.ts'
import { lockData } from '../start/data-lock.ts'
import { stopServerOn } from '../start/stop-server.ts'
import { CommandError, complain, say, sayingWhy } from './command.ts'
import { askedMoment, confirmed, requireSound, tellOutcome, tellRows } from './restore-asking.ts'
import { restoreExternal } from './restore-external.ts'

const log = { info: say, warn: complain, error: complain }

await sayingWhy(async () => {
  const { values } = parseArgs({ options: { to: { type: 'string' }, into: { type: 'string' }, yes: { type: 'boolean', default: false } } })
  if (values.to === undefined) throw new CommandError('Say to when: npm run restore -- --to "2026-11-22 10:15", or --to latest.')
  const config = ownConfig()
  if (config.databaseUrl !== undefined) return restoreExternal({ config, asked: values.to, into: values.into, isSure: values.yes })
  if (values.into !== undefined) requireEmpty(values.into)
  const key = givenBackupKey(config)
  const stores = storesOf(config)
  const to = askedMoment(values.to, await zoneOf(stores, key, config.clinicTimeZone))
  if (values.into === undefined) await replaceData({ config, key, to, isSure: values.yes })
  else await restoreBeside(values.into, key, await findPlan(stores, key, to))
})

/** A copy beside the clinic's data, to look things up in. */
async function restoreBeside(home: string, key: BackupKey, plan: RestorePlan): Promise<void> {
  say(`Restoring backup ${plan.manifest.id} from ${plan.store.place} into ${home} ...`)
  const { server, ownerUrl, clusterDir } = await restoreInto({ plan, key, home, keptDir: home, log })
  const { rows, faults } = await checkSoundness(ownerUrl).finally(() => server.stop())
  tellRows(rows, faults)
  requireSound(faults)
  say(`The copy is in ${clusterDir}. To look into it: DATA_DIR=${home} npm start, with another PORT.`)
}

interface Replacing {
  config: Config
  key: BackupKey
  to: AskedTime
  isSure: boolean
}

async function replaceData({ config, key, to, isSure }: Replacing): Promise<void> {
  const stores = storesOf(config)
  const first = await findPlan(stores, key, to)
  say(`This brings HealthCRM in ${config.dataDir} to ${to === 'latest' ? 'the latest state that was kept' : to.toISOString()},`)
  say(`from backup ${first.manifest.id} in ${first.store.place}. A server that runs is stopped; the present data is kept aside.`)
  if (!isSure && !(await confirmed())) throw new CommandError('Nothing was done.')
  await stopServerOn(config.dataDir, say)
  const lock = lockData(config.dataDir)
  try {
    await shipLeftovers({ dataDir: config.dataDir, stores, key })
    const began = Date.now()
    const outcome = await restoreClinic({
      plan: await findPlan(stores, key, to),
      key,
      dataDir: config.dataDir,
      stores,
      log,
      now: new Date(),
    })
    keepGivenKey(config)
    tellOutcome(outcome, began)
    say('Start again with npm start. Everybody signs in afresh.')
  } finally {
    lock.release()
  }
}

/** npm run restore for a PostgreSQL of the operator's own: a copy beside it, or in its place while it is stopped. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { findTimeZone } from '../operations/external/archiving-storage.ts'
import { keptTimeZone } from '../operations/external/backing-up.ts'
import { findExternal, findPlaceFor, serverPid } from '../operations/external/finding.ts'
import { openPgBackRest, type PgBackRest, PgBackRestError } from '../operations/external/pgbackrest.ts'
import { type ExternalPlan, planExternal } from '../operations/external/planning.ts'
import { replaceExternal } from '../operations/external/replacing.ts'
import { databaseIn, restoreCopy } from '../operations/external/restoring.ts'
import { givenBackupKey, storesOf } from '../operations/places.ts'
import type { AskedTime } from '../operations/restore/asked-time.ts'
import { checkSoundness } from '../operations/soundness-storage.ts'
import { stopServerOn } from '../start/stop-server.ts'
import { CommandError, complain, say } from './command.ts'
import { askedMoment, confirmed, requireSound, tellOutcome, tellRows } from './restore-asking.ts'

const log = { info: say, warn: complain, error: complain }

export interface ExternalAsking {
  config: Config
  asked: string
  into: string | undefined
  isSure: boolean
}

interface Restoring {
  config: Config
  tool: PgBackRest
  to: AskedTime
}

export async function restoreExternal({ config, asked, into, isSure }: ExternalAsking): Promise<void> {
  const tool = openPgBackRest(config, placeOf(config), { key: givenBackupKey(config), use: 'restore' })
  const zone = config.databaseUrl ? await findTimeZone(config.databaseUrl).catch(() => undefined) : undefined
  const to = askedMoment(asked, zone ?? keptTimeZone(tool) ?? config.clinicTimeZone)
  const restoring = { config, tool, to }
  await (into === undefined ? inPlace(restoring, isSure) : beside(restoring, into)).catch((error: unknown) => {
    throw error instanceof PgBackRestError ? new CommandError(error.message) : error
  })
}

/** The data directory may be gone altogether. */
function placeOf(config: Config) {
  const { databaseDataDir: dataDir } = config
  if (dataDir === undefined) {
    throw new CommandError(
      'Set DATABASE_DATA_DIR to the data directory of your PostgreSQL, or restore where it runs (docs/operations/external-postgresql.md).',
    )
  }
  const finding = findExternal(config)
  if ('found' in finding) return finding.found
  const place = finding.missing === 'not_here' ? findPlaceFor(dataDir) : undefined
  if (place) return place
  throw new CommandError(
    finding.missing === 'no_right'
      ? 'The data directory belongs to another user: run this as that user or as root.'
      : 'pgBackRest is not on this machine: install it.',
  )
}

async function beside({ config, tool, to }: Restoring, home: string): Promise<void> {
  const plan = await planExternal(tool, to)
  say(`Restoring backup ${plan.backup.label} from ${plan.repository.place} into ${home} ...`)
  const copy = await restoreCopy({ tool, plan, home, database: databaseIn(config.databaseUrl ?? ''), log })
  const { rows, faults } = await checkSoundness(copy.url).finally(() => copy.server.stop())
  tellRows(rows, faults)
  requireSound(faults)
  say(`The copy is in ${copy.clusterDir}. To look into it, as ${tool.found.account}:`)
  const files = ['postgresql.conf', 'pg_hba.conf'].map((name, at) => `-c ${at ? 'hba_file' : 'config_file'}=${join(home, name)}`)
  say(
    `${join(copy.bin, 'postgres')} -D ${copy.clusterDir} ${files.join(' ')} -c listen_addresses= -c unix_socket_directories=${home} -c archive_mode=off`,
  )
}

async function inPlace({ config, tool, to }: Restoring, isSure: boolean): Promise<void> {
  const { dataDir } = tool.found
  const running = serverPid(dataDir)
  if (running !== undefined) throw new CommandError(`PostgreSQL runs on ${dataDir} (process ${running}): stop it first, then ask again.`)
  if (hasTablespaces(dataDir)) throw new CommandError(`${dataDir} has tablespaces: restore beside it, with --into.`)
  const plan = await planExternal(tool, to)
  say(words({ plan, to, dataDir }))
  if (!isSure && !(await confirmed())) throw new CommandError('Nothing was done.')
  await stopServerOn(config.dataDir, say)
  const began = Date.now()
  const outcome = await replaceExternal({
    tool,
    plan,
    database: databaseIn(config.databaseUrl ?? ''),
    stores: storesOf(config),
    log,
    now: new Date(),
  })
  tellOutcome(outcome, began)
  say('Start PostgreSQL, then HealthCRM. Everybody signs in afresh.')
}

function hasTablespaces(dataDir: string): boolean {
  const folder = join(dataDir, 'pg_tblspc')
  return existsSync(folder) && readdirSync(folder).length > 0
}

const words = ({ plan, to, dataDir }: { plan: ExternalPlan; to: AskedTime; dataDir: string }) =>
  `This brings the whole PostgreSQL in ${dataDir}, with every database in it, to ${to === 'latest' ? 'the latest state that was kept' : to.toISOString()},
from backup ${plan.backup.label} in ${plan.repository.place}. A HealthCRM that runs is stopped; the present data is kept aside.`

/** npm run backup for a PostgreSQL of the operator's own: through pgBackRest, or how to do it where the database is. */
import { BackupRunning } from '../operations/backup/backup.ts'
import { adviceElsewhere, adviceHere } from '../operations/external/advice.ts'
import { findArchiving, findServer } from '../operations/external/archiving-storage.ts'
import { backUpThrough, verifyRepository } from '../operations/external/backing-up.ts'
import { configureArchiving } from '../operations/external/configuring.ts'
import { wantedNow } from '../operations/external/external-keeping.ts'
import { findExternal, type Missing } from '../operations/external/finding.ts'
import { openPgBackRest, type PgBackRest } from '../operations/external/pgbackrest.ts'
import { repositoryStates } from '../operations/external/repository-state.ts'
import { ownBackupKey } from '../operations/places.ts'
import { type Command, CommandError, complain, say } from './command.ts'

const whys: Record<Missing, string> = {
  unset: 'DATABASE_DATA_DIR is not set: it names the data directory of your PostgreSQL, if that is on this machine.',
  not_here: 'DATABASE_DATA_DIR names no data directory on this machine.',
  another: 'DATABASE_DATA_DIR is the data directory of another PostgreSQL than the one of DATABASE_URL.',
  no_right: 'The data directory belongs to another user: run this as that user or as root.',
  no_program: 'pgBackRest is not on this machine: install it.',
}

/** As operators who may not restart their database from here have to hear of it. */
export async function configureExternal({ config, ownerUrl }: Command, { yes }: { yes: boolean }): Promise<void> {
  const { systemId, version } = await findServer(ownerUrl)
  const finding = findExternal(config, systemId)
  const key = ownBackupKey(config)
  if ('missing' in finding) {
    complain(`${whys[finding.missing]} Where it runs, this backs it up:`)
    return tell(adviceElsewhere(config, { reason: finding.missing, version, key }))
  }
  const tool = openPgBackRest(config, finding.found, { key, use: 'keep' })
  say(`The configuration for pgBackRest is in ${tool.configPath}.`)
  if (!yes) {
    say('PostgreSQL has to be told this once; with --yes it is told now (as its superuser, by ALTER SYSTEM):')
    return tell(adviceHere(tool, config))
  }
  const { needsRestart } = await configureArchiving(tool)
  say(`PostgreSQL hands its log over to pgBackRest${needsRestart ? ' once it is restarted: restart it now' : ''}. Then: npm run backup`)
}

function tell({ configuration, steps }: { configuration: string; steps: string[] }): void {
  say(`\n${configuration}\n${steps.join('\n')}`)
}

export async function backUpExternal({ config, ownerUrl }: Command, { full }: { full: boolean }): Promise<void> {
  const tool = await toolFor({ config, ownerUrl })
  const wanted = await wantedNow(tool, ownerUrl)
  if (full) for (const key of wanted.keys()) wanted.set(key, 'full')
  const taken = await failingInWords(backUpThrough(tool, ownerUrl, { wanted }))
  if (!taken) throw new CommandError(new BackupRunning().message)
  for (const { repository, label, type, bytes } of taken) {
    const place = tool.repositories.find(({ key }) => key === repository)?.place
    say(`Backup ${label} (${type}) stands in ${place}: ${Math.max(1, Math.round(bytes / 1e6))} MB.`)
  }
}

/** pgBackRest's own check and verify, and what it does not see: a piece of the log that is missing. */
export async function checkExternal({ config, ownerUrl }: Command): Promise<void> {
  const tool = await toolFor({ config, ownerUrl })
  const faults: string[] = []
  const failed = await tool.run('check').then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  if (failed !== undefined) faults.push(failed)
  const { last } = await findArchiving(ownerUrl)
  for (const { key, place, backups, restorableFrom, gap, damage, error } of await repositoryStates(tool, last)) {
    const own = [error, damage, ...(error === null ? await verifyRepository(tool, key) : [])].filter((fault) => fault !== null)
    if (backups === 0 && own.length === 0) own.push('there is no backup yet')
    faults.push(...own.map((fault) => `${place}: ${fault}`))
    if (!own.length && gap === null) say(`${place}: ${backups} backups, whole; any second since ${restorableFrom}.`)
  }
  for (const fault of faults) complain(fault)
  if (faults.length) throw new CommandError('The backups are not whole.')
}

async function toolFor({ config, ownerUrl }: Pick<Command, 'config' | 'ownerUrl'>): Promise<PgBackRest> {
  const finding = findExternal(config, (await findServer(ownerUrl)).systemId)
  if ('found' in finding) return openPgBackRest(config, finding.found, { key: ownBackupKey(config), use: 'keep' })
  throw new CommandError(`${whys[finding.missing]} npm run backup -- --configure says what to do instead.`)
}

/** A failure of pgBackRest's is for people. */
async function failingInWords<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof Error ? new CommandError(error.message) : error
  })
}

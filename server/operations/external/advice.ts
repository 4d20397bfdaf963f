/** What the operator has to do so that his PostgreSQL is backed up: the configuration, and what to type where. */
import type { Config } from '../../config.ts'
import type { BackupSetup } from '../keeping.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { archiveCommand, archiveSettings, asStatements, configurationText, type Server, stanza } from './configuration.ts'
import type { PgBackRest } from './pgbackrest.ts'

const debian = { program: '/usr/bin/pgbackrest', configPath: '/etc/pgbackrest/pgbackrest.conf', user: 'postgres' }

/** Where the database runs, when that is not here or we may not do it. */
export function adviceElsewhere(config: Config, given: { reason: BackupSetup['reason']; version: string; key?: BackupKey }): BackupSetup {
  const server: Server = {
    dataDir: config.databaseDataDir ?? `/var/lib/postgresql/${given.version}/main`,
    socketDir: '/var/run/postgresql',
    port: Number(portOf(config)),
    account: debian.user,
  }
  const tool = `sudo -u ${debian.user} pgbackrest --stanza=${stanza}`
  return {
    reason: given.reason,
    configuration: configurationText({ config, server, key: given.key, where: 'there' }),
    steps: [
      'sudo apt-get install pgbackrest',
      `# the configuration as ${debian.configPath}, for ${debian.user} alone to read`,
      '# as a superuser in psql, then restart PostgreSQL:',
      ...asStatements(archiveSettings(archiveCommand(debian.program, debian.configPath))),
      `${tool} stanza-create`,
      `${tool} check`,
      '# every Sunday, and with --type=diff on the other days; with a second place also with --repo=2:',
      `${tool} --repo=1 --type=full backup`,
    ],
  }
}

/** `npm run backup -- --configure` does the same with --yes. */
export const adviceHere = ({ found, configPath }: PgBackRest, config: Config): BackupSetup => ({
  reason: 'not_archiving',
  configuration: configurationText({ config, server: found }),
  steps: [
    ...asStatements(archiveSettings(archiveCommand(found.pgbackrest, configPath))),
    '# then restart PostgreSQL, and take the first backup:',
    'npm run backup',
  ],
})

const portOf = ({ databaseUrl }: Config) => (databaseUrl ? new URL(databaseUrl).port : '') || '5432'

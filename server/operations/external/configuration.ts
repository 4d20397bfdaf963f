/** pgBackRest's configuration, made from our settings. */
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { StartError } from '../../start-error.ts'
import { everySecondDays } from '../backup/retention.ts'
import { type BackupKey, canonicalKey } from '../seal/backup-key.ts'

export const stanza = 'healthcrm'

export type RepositoryConfig = Pick<Config, 'dataDir' | 'backupDir' | 'backupCopyDir' | 'backupBucket'>

export interface Repository {
  /** Its number in the configuration. */
  key: number
  /** A folder, or the address of a bucket. */
  place: string
  /** On this machine; a bucket has none. */
  folder: string | undefined
}

/** In the order of the settings: the first is where a restore looks first. */
export function repositoriesOf({ backupDir, backupCopyDir, backupBucket }: RepositoryConfig): Repository[] {
  const folders = [backupDir, ...(backupCopyDir === undefined ? [] : [backupCopyDir])].map((folder) => join(resolve(folder), 'pgbackrest'))
  const places = [
    ...folders.map((folder) => ({ place: folder, folder })),
    ...(backupBucket ? [{ place: backupBucket.url, folder: undefined }] : []),
  ]
  return places.map((place, at) => ({ key: at + 1, ...place }))
}

/** Where what pgBackRest needs beside its repositories lies. */
export const homeOf = (dataDir: string) => join(resolve(dataDir), 'pgbackrest')
export const configPathOf = (dataDir: string) => join(homeOf(dataDir), 'pgbackrest.conf')

/** Of the PostgreSQL that is backed up. */
export interface Server {
  dataDir: string
  socketDir: string
  port: number
  /** Who pgBackRest signs in as: the system user's namesake. */
  account: string
}

/** Where its own files lie: with ours, or where Debian's package has them on the machine of the database. */
export type Whereabouts = 'here' | 'there'

export interface Wanted {
  config: RepositoryConfig
  server: Server
  /** Without it the text can be shown to anybody: placeholders stand where secrets do. With it the text has to work. */
  key?: BackupKey | undefined
  where?: Whereabouts
}

export function configurationText({ config, server, key: backupKey, where = 'here' }: Wanted): string {
  const repositories = repositoriesOf(config).flatMap(({ key, folder }) => [
    ...(folder === undefined ? bucketLines(config, key, backupKey !== undefined) : [`repo${key}-path=${folder}`]),
    `repo${key}-cipher-type=aes-256-cbc`,
    `repo${key}-cipher-pass=${backupKey ? canonicalKey(backupKey) : '<the backup key>'}`,
    ...(where === 'here' ? keepsAll(key) : [`repo${key}-retention-full-type=time`, `repo${key}-retention-full=${everySecondDays}`]),
  ])
  return `${[
    '# Made by HealthCRM from its settings (npm run backup -- --configure): change the settings instead.',
    '[global]',
    ...repositories,
    'compress-type=zst',
    'start-fast=y',
    ...(where === 'here' ? ['expire-auto=n'] : []),
    `process-max=${Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))}`,
    ...(where === 'here' ? ownFolders(homeOf(config.dataDir)) : []),
    '',
    `[${stanza}]`,
    `pg1-path=${server.dataDir}`,
    `pg1-socket-path=${server.socketDir}`,
    `pg1-port=${server.port}`,
    `pg1-user=${server.account}`,
  ].join('\n')}\n`
}

/** What goes is chosen by us after each backup (expiring.ts); this is the largest number it takes. */
const keepsAll = (key: number) => [`repo${key}-retention-full-type=count`, `repo${key}-retention-full=9999999`]

const ownFolders = (home: string) => [
  'log-level-file=off',
  `log-path=${join(home, 'log')}`,
  `lock-path=${join(home, 'lock')}`,
  `spool-path=${join(home, 'spool')}`,
]

function bucketLines({ backupBucket }: RepositoryConfig, key: number, secrets: boolean): string[] {
  if (!backupBucket) return []
  const url = new URL(backupBucket.url)
  if (url.protocol !== 'https:') {
    const why = 'pgBackRest reaches a bucket over TLS alone: BACKUP_COPY_URL must begin with https://.'
    if (secrets) throw new StartError(why)
    return [`# ${why}`]
  }
  const [bucket = '', ...folder] = decodeURIComponent(url.pathname).split('/').filter(Boolean)
  const lines = {
    type: 's3',
    path: `/${[...folder, 'pgbackrest'].join('/')}`,
    's3-endpoint': url.hostname,
    's3-bucket': bucket,
    's3-region': backupBucket.region,
    's3-uri-style': 'path',
    's3-key': backupBucket.keyId,
    's3-key-secret': secrets ? backupBucket.secret : '<BACKUP_COPY_SECRET>',
    ...(url.port ? { 'storage-port': url.port } : {}),
    ...(backupBucket.caFile === undefined ? {} : { 'storage-ca-file': backupBucket.caFile }),
  }
  return Object.entries(lines).map(([name, value]) => `repo${key}-${name}=${value}`)
}

export const archiveCommand = (program: string, configPath: string) =>
  `${program} --config=${configPath} --stanza=${stanza} archive-push %p`

/** What PostgreSQL has to be told once, by a superuser. Turning `archive_mode` on needs a restart. */
export const archiveSettings = (command: string): Record<string, string> => ({
  wal_level: 'replica',
  archive_mode: 'on',
  archive_timeout: '60s',
  archive_command: command,
})

export const asStatements = (settings: Record<string, string>): string[] =>
  Object.entries(settings).map(([name, value]) => `ALTER SYSTEM SET ${name} = '${value.replaceAll("'", "''")}';`)

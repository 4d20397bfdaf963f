/** The PostgreSQLs that this machine has installed, started for a test. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { connect } from './data-folders.ts'

const installed = '/usr/lib/postgresql'

/** Of those we promise to work with. */
export const installedVersions = existsSync(installed) ? readdirSync(installed).filter((version) => Number(version) >= 15) : []

/** A server that goes with the test; answers the URL of an empty database in it, as its owner, who is no superuser. */
export async function startInstalledPostgres(version: string): Promise<string> {
  const server = startServer(version, makeHome(version))
  onTestFinished(server.remove)
  return makeOwnedDatabase(server.home)
}

/** The same, whose connections over the network are TLS alone; `makeKeys` leaves server.key and server.crt in its folder. */
export async function startTlsPostgres(version: string, port: number, makeKeys: (home: string) => void): Promise<string> {
  const { home } = startTlsServer(version, port, makeKeys)
  return makeOwnedDatabase(home, port)
}

/** A primary and its streaming replica that speak TLS alone, to each other too. Both go with the test. */
export async function startTlsPair(version: string, ports: { primary: number; replica: number }, makeKeys: (home: string) => void) {
  const primary = startTlsServer(version, ports.primary, makeKeys)
  const ownerUrl = await makeOwnedDatabase(primary.home, ports.primary)
  const authority = join(primary.home, 'ca.crt')
  const client = await connect(primary.adminUrl())
  await client.query("create role replicator login replication password 'streams'")
  await client.end()
  const home = emptyHome()
  const line = `host=localhost port=${ports.primary} user=replicator password=streams sslmode=verify-full sslrootcert=${authority}`
  const copying = ['-d', line, '-D', join(home, 'data'), '-R', '-X', 'stream', '-c', 'fast', '--no-sync']
  // Libpq looks for keys at home, and root's home is closed to it.
  const env = { ...process.env, HOME: home }
  execFileSync(join(installed, version, 'bin', 'pg_basebackup'), copying, { ...systemUser(), cwd: '/', stdio: 'ignore', env })
  const replica = startServer(version, home, tlsSettings(primary.home, ports.replica), ports.replica)
  onTestFinished(replica.remove)
  await untilOpen(replica.adminUrl())
  return { primary, replica, ownerUrl, authority }
}

function startTlsServer(version: string, port: number, makeKeys: (home: string) => void): InstalledServer {
  const home = makeHome(version)
  makeKeys(home)
  const user = systemUser()
  for (const file of ['server.key', 'server.crt']) {
    chmodSync(join(home, file), 0o600)
    if (user) chownSync(join(home, file), user.uid, user.gid)
  }
  const callers = ['all all', 'replication replicator'].map((who) => `hostssl ${who} 127.0.0.1/32 scram-sha-256\n`)
  writeFileSync(join(home, 'data', 'pg_hba.conf'), `local all all trust\n${callers.join('')}`)
  const server = startServer(version, home, tlsSettings(home, port), port)
  onTestFinished(server.remove)
  return server
}

const tlsSettings = (keys: string, port: number) =>
  [
    'ssl=on',
    `ssl_cert_file=${join(keys, 'server.crt')}`,
    `ssl_key_file=${join(keys, 'server.key')}`,
    'listen_addresses=127.0.0.1',
    `port=${port}`,
  ].flatMap((setting) => ['-c', setting])

interface InstalledServer {
  home: string
  /** As its superuser, in any database. */
  adminUrl(database?: string): string
  pid: number
  remove(): Promise<void>
}

export interface ServerPair {
  primary: InstalledServer
  replica: InstalledServer
  /** An empty database's owner, who is no superuser. */
  ownerUrl: string
}

/** A primary and its streaming replica. */
export async function startPair(version: string): Promise<ServerPair> {
  const primary = startServer(version, makeHome(version))
  const ownerUrl = await makeOwnedDatabase(primary.home)
  const home = emptyHome()
  const copying = ['-h', primary.home, '-U', 'postgres', '-D', join(home, 'data'), '-R', '-X', 'stream', '-c', 'fast', '--no-sync']
  execFileSync(join(installed, version, 'bin', 'pg_basebackup'), copying, { ...systemUser(), cwd: '/', stdio: 'ignore' })
  const replica = startServer(version, home)
  await untilOpen(replica.adminUrl())
  return { primary, replica, ownerUrl }
}

function emptyHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-given-'))
  const user = systemUser()
  if (user) chownSync(home, user.uid, user.gid)
  return home
}

function makeHome(version: string): string {
  const home = emptyHome()
  const options = ['-D', join(home, 'data'), '-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8']
  execFileSync(join(installed, version, 'bin', 'initdb'), options, { ...systemUser(), cwd: '/', stdio: 'ignore' })
  return home
}

function startServer(version: string, home: string, more: string[] = [], port = 5432): InstalledServer {
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${home}`, '-c', 'fsync=off']
  const monitoring = ['-c', 'shared_preload_libraries=pg_stat_statements']
  const program = join(installed, version, 'bin', 'postgres')
  const server = spawn(program, ['-D', join(home, 'data'), ...settings, ...monitoring, ...more], {
    ...systemUser(),
    cwd: '/',
    stdio: 'ignore',
    env: { ...process.env, HOME: home },
  })
  const ended = new Promise((done) => server.once('exit', done))
  return {
    home,
    adminUrl: (database = 'postgres') => `postgres://postgres@${encodeURIComponent(home)}:${port}/${database}`,
    pid: server.pid ?? 0,
    remove: async () => {
      server.kill('SIGCONT')
      server.kill('SIGQUIT')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function makeOwnedDatabase(socketDir: string, port = 5432): Promise<string> {
  const host = `${encodeURIComponent(socketDir)}:${port}`
  await untilOpen(`postgres://postgres@${host}/postgres`)
  const client = await connect(`postgres://postgres@${host}/postgres`)
  await client.query("create role clinic_owner login createrole createdb password 'owner'")
  await client.query('create database clinic owner clinic_owner')
  await client.end()
  return `postgres://clinic_owner:owner@${host}/clinic`
}

async function untilOpen(url: string): Promise<void> {
  for (const end = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return await (await connect(url)).end()
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

/** PostgreSQL refuses to run as root. */
function systemUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

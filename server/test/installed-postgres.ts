/** The PostgreSQLs that this machine has installed, started for a test. */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { connect } from './data-folders.ts'

const installed = '/usr/lib/postgresql'

/** Of those we promise to work with. */
export const installedVersions = existsSync(installed) ? readdirSync(installed).filter((version) => Number(version) >= 15) : []

/** A server that goes with the test; answers the URL of an empty database in it, as its owner, who is no superuser. */
export async function startInstalledPostgres(version: string): Promise<string> {
  const bin = join(installed, version, 'bin')
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-given-'))
  const user = systemUser()
  if (user) chownSync(home, user.uid, user.gid)
  const data = join(home, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8'], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  })
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${home}`, '-c', 'fsync=off']
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings], { ...user, cwd: '/', stdio: 'ignore' })
  onTestFinished(async () => {
    server.kill('SIGQUIT')
    await new Promise((done) => server.once('exit', done))
    rmSync(home, { recursive: true, force: true })
  })
  return makeOwnedDatabase(home)
}

async function makeOwnedDatabase(socketDir: string): Promise<string> {
  const host = encodeURIComponent(socketDir)
  await expect
    .poll(() => connect(`postgres://postgres@${host}/postgres`).then((client) => client.end()), { timeout: 20_000 })
    .toBeUndefined()
  const client = await connect(`postgres://postgres@${host}/postgres`)
  await client.query("create role clinic_owner login createrole createdb password 'owner'")
  await client.query('create database clinic owner clinic_owner')
  await client.end()
  return `postgres://clinic_owner:owner@${host}/clinic`
}

/** PostgreSQL refuses to run as root. */
function systemUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect, testFolders } from '../test/data-folders.ts'

const installed = '/usr/lib/postgresql'
const versions = existsSync(installed) ? readdirSync(installed).filter((version) => Number(version) >= 15) : []
const folder = testFolders()

test.each(versions)('it runs on the PostgreSQL %s of this machine, as an owner who is no superuser', async (version) => {
  const url = await startPostgres(join(installed, version, 'bin'))
  const server = folder.run({ DATABASE_URL: url })
  const address = await server.ready()
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect(await server.ended('SIGTERM')).toBe(0)
  const again = folder.run({ DATABASE_URL: url })
  await again.ready()
})

/** A throwaway server; answers the URL of an empty database in it, as its owner. */
async function startPostgres(bin: string): Promise<string> {
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
  await client.query("create role clinic_owner login createrole password 'owner'")
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

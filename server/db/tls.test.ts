/** TLS to the database (J1). */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../config.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { fullTrust } from '../test/counts.ts'
import { connect, queryAt } from '../test/data-folders.ts'
import { freePort } from '../test/free-port.ts'
import { installedVersions, startTlsPair, startTlsPostgres } from '../test/installed-postgres.ts'
import { makeAuthority, makeServerKeys } from '../test/keys.ts'
import { runServer } from '../test/run-server.ts'
import { appUrl, directUrl } from './roles.ts'

test('the app’s own login takes over how the owner’s address wants TLS', () => {
  const options = '?sslmode=verify-full&sslrootcert=/etc/ca.pem'
  expect(appUrl(`postgres://owner:one@db:5432/clinic${options}`, 'two')).toBe(`postgres://healthcrm_app:two@db:5432/clinic${options}`)
  expect(directUrl(`postgres://replica:5432/clinic${options}`, 'postgres://app:two@db/clinic')).toBe(
    `postgres://app:two@replica:5432/clinic${options}`,
  )
})

test.each(fullTrust ? installedVersions.slice(0, 1) : [])(
  'on PostgreSQL %s verify-full is honoured for every connection, and no other name or authority will do',
  async (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'healthcrm-tls-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const foreign = join(folder, 'foreign')
    mkdirSync(foreign)
    makeAuthority(foreign, 'Somebody else')
    const port = await freePort()
    let authority = ''
    const socketUrl = await startTlsPostgres(version, port, (home) => {
      makeAuthority(home, 'Clinic')
      makeServerKeys(home, 'localhost')
      authority = join(home, 'ca.crt')
    })
    const urlOf = (host: string, ca: string) => `postgres://clinic_owner:owner@${host}:${port}/clinic?sslmode=verify-full&sslrootcert=${ca}`

    const server = runServer({ env: { DATA_DIR: join(folder, 'data'), DATABASE_URL: urlOf('localhost', authority), LOG_LEVEL: 'error' } })
    onTestFinished(async () => void (await server.ended('SIGKILL')))
    const address = await server.ready()
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    const sessions = (await queryAt(
      socketUrl.replace('clinic_owner:owner', 'postgres'),
      "select a.application_name as name, s.ssl, s.version from pg_stat_activity a join pg_stat_ssl s using (pid) where a.datname = 'clinic' and a.application_name like 'healthcrm%'",
    )) as { name: string; ssl: boolean; version: string }[]
    // A look of the operations may be under way, or not.
    const names = new Set(sessions.map(({ name }) => name).filter((name) => name !== 'healthcrm operations'))
    expect(names).toEqual(new Set(['healthcrm', 'healthcrm listener', 'healthcrm jobs']))
    expect(sessions.filter(({ ssl, version }) => !ssl || !/^TLSv1\.[23]$/.test(version))).toEqual([])
    expect(await server.ended('SIGTERM')).toBe(0)

    await expect(connect(urlOf('127.0.0.1', authority))).rejects.toThrow(/altnames|does not match/i)
    await expect(connect(urlOf('localhost', join(foreign, 'ca.crt')))).rejects.toThrow(/certificate/i)
    await expect(connect(`postgres://clinic_owner:owner@localhost:${port}/clinic`)).rejects.toThrow(/no encryption/i)
    const refused = runServer({ env: { DATA_DIR: join(folder, 'other'), DATABASE_URL: urlOf('localhost', join(foreign, 'ca.crt')) } })
    expect(await refused.ended()).toBe(1)
    expect(refused.said()).toMatch(/cannot be used .*certificate/)
    expect(refused.said()).not.toContain('owner:owner')
  },
)

test('replicas without TLS beside a database with it are refused by name', () => {
  const tls = '?sslmode=verify-full&sslrootcert=/etc/ca.pem'
  const read = (replica: string) => () => readConfig({ DATABASE_URL: `postgres://db/clinic${tls}`, DATABASE_REPLICA_URLS: replica })
  expect(read('postgres://copy/clinic')).toThrow(/DATABASE_REPLICA_URLS.*sslmode/s)
  expect(read(`postgres://copy/clinic${tls},postgres://other/clinic?sslmode=disable`)).toThrow(/DATABASE_REPLICA_URLS/)
  expect(read(`postgres://copy/clinic${tls}`)().replicaUrls).toEqual([`postgres://copy/clinic${tls}`])
})

test.each(fullTrust ? installedVersions.slice(0, 1) : [])(
  'a streaming replica on PostgreSQL %s is read over TLS, follows its primary over TLS, and one that another authority vouches for is not read',
  async (version) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-tls-replica-'))
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
    const ports = { primary: await freePort(), replica: await freePort() }
    const { primary, replica, authority } = await startTlsPair(version, ports, (home) => {
      makeAuthority(home, 'Clinic')
      makeServerKeys(home, 'localhost')
    })
    const foreign = join(dataDir, 'foreign')
    mkdirSync(foreign)
    makeAuthority(foreign, 'Somebody else')
    const urlOf = (port: number, ca: string) =>
      `postgres://clinic_owner:owner@localhost:${port}/clinic?sslmode=verify-full&sslrootcert=${ca}`
    const open = (ca: string) =>
      testApp({ onto: { ownerUrl: urlOf(ports.primary, authority), dataDir, replicaUrls: [urlOf(ports.replica, ca)] } })
    const stateOf = ({ database }: TestApp) => database.replicas?.states().map(({ state }) => state)

    const clinic = await open(authority)
    onTestFinished(clinic.close)
    await expect.poll(() => stateOf(clinic), { timeout: 20_000 }).toEqual(['in step'])
    expect((await clinic.as(clinic.people.admin).get('/reports/work')).status).toBe(200)
    expect(clinic.database.replicas?.reads.replica).toBeGreaterThan(0)
    const sessions = (await queryAt(
      replica.adminUrl(),
      "select s.ssl, s.version from pg_stat_activity a join pg_stat_ssl s using (pid) where a.application_name like 'healthcrm%'",
    )) as { ssl: boolean; version: string }[]
    expect(sessions.length).toBeGreaterThan(0)
    expect(sessions.filter(({ ssl, version }) => !ssl || !/^TLSv1\.[23]$/.test(version))).toEqual([])
    expect(await queryAt(primary.adminUrl(), 'select ssl from pg_stat_replication join pg_stat_ssl using (pid)')).toEqual([{ ssl: true }])

    const doubting = await open(join(foreign, 'ca.crt'))
    onTestFinished(doubting.close)
    expect((await doubting.as(doubting.people.admin).get('/reports/work')).status).toBe(200)
    expect([stateOf(doubting), doubting.database.replicas?.reads.replica]).toEqual([['away'], 0])
  },
)

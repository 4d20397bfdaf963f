/** A PostgreSQL of an operator's own, as Debian has it: its settings are its own, and pgBackRest comes to it as its system user. */
import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { connect } from './data-folders.ts'

export const bin = '/usr/lib/postgresql/15/bin'

export interface OwnPostgres {
  home: string
  dataDir: string
  /** Of its database's owner, who is no superuser. */
  ownerUrl: string
  /** As the superuser, past every policy. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  start(): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  remove(): Promise<void>
}

const idOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
/** PostgreSQL refuses to run as root. */
export const systemUser = () => (process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {})

/** With checksums, so that every page can be checked. `env` is for the server alone. */
export async function makeOwnPostgres(env: Record<string, string> = {}): Promise<OwnPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-own-'))
  chmodSync(home, 0o711)
  const cluster = join(home, 'cluster')
  mkdirSync(cluster)
  const user = systemUser()
  if (user.uid !== undefined) chownSync(cluster, user.uid, user.gid)
  const dataDir = join(cluster, 'main')
  const options = ['-D', dataDir, '-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--data-checksums']
  execFileSync(join(bin, 'initdb'), options, { ...user, cwd: '/', stdio: 'ignore' })
  appendFileSync(join(dataDir, 'postgresql.conf'), `listen_addresses = ''\nunix_socket_directories = '${cluster}'\nfsync = off\n`)
  let ended: Promise<unknown> = Promise.resolve()
  let server: ReturnType<typeof spawn> | undefined
  const host = encodeURIComponent(cluster)
  const ownerUrl = `postgres://clinic_owner:owner@${host}/clinic`
  const admin = `postgres://postgres@${host}/postgres`
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    ask<Row>(`postgres://postgres@${host}/clinic`, text, values)
  const ask = async <Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = await connect(url)
    return client.query<Row>(text, values).then(
      ({ rows }) => client.end().then(() => rows),
      (error: unknown) =>
        client.end().then(() => {
          throw error
        }),
    )
  }
  const start = async () => {
    server = spawn(join(bin, 'postgres'), ['-D', dataDir], { ...user, cwd: '/', stdio: 'ignore', env: { ...process.env, ...env } })
    ended = new Promise((done) => server?.once('exit', done))
    for (const end = Date.now() + 60_000; ; await sleep(50)) {
      const isOpen = await ask(admin, 'select 1').then(
        () => true,
        () => false,
      )
      if (isOpen) return
      if (Date.now() > end) throw new Error('The PostgreSQL of the test does not start')
    }
  }
  const stop = async (signal: NodeJS.Signals = 'SIGINT') => {
    server?.kill(signal)
    await ended
  }
  await start()
  await ask(admin, "create role clinic_owner login createrole createdb password 'owner'")
  await ask(admin, 'create database clinic owner clinic_owner')
  const remove = async () => {
    await stop('SIGQUIT')
    rmSync(home, { recursive: true, force: true })
  }
  return { home, dataDir, ownerUrl, query, start, stop, remove }
}

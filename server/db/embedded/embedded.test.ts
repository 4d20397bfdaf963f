import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Log } from '../../log.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { processesIn } from './leftovers.ts'
import type { Purpose } from './settings.ts'

let root: string
let folder: string
let started: EmbeddedPostgres | undefined
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'healthcrm-embedded-'))
  folder = root
})
afterEach(async () => {
  await started?.stop()
  started = undefined
  rmSync(root, { recursive: true })
})

test('what was written is there after a stop and a start', async () => {
  await start()
  await query('create table kept as select 42 answer')
  await started?.stop()
  expect(processesIn(join(folder, 'postgres'))).toEqual([])
  await start()
  expect(await query('select answer from kept')).toEqual([{ answer: 42 }])
})

test('the cluster speaks UTF-8 and UTC, checks its pages and listens on no port', async () => {
  await start()
  const names = ['server_encoding', 'TimeZone', 'data_checksums', 'listen_addresses', 'shared_preload_libraries']
  expect(await query(`select ${names.map((name) => `current_setting('${name}') "${name}"`)}, lower('ÉÄ') lower`)).toEqual([
    {
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      data_checksums: 'on',
      listen_addresses: '',
      shared_preload_libraries: 'pg_stat_statements',
      lower: 'éä',
    },
  ])
})

test('a path with spaces, or one too long for a socket, is fine', async () => {
  folder = join(folder, 'a clinic', 'with a very long name '.repeat(6))
  await start()
  expect(await query('select 1 one')).toEqual([{ one: 1 }])
})

test('nobody gets in without the password', async () => {
  await start()
  const url = new URL(started?.ownerUrl ?? '')
  url.password = 'guess'
  await expect(new Client({ connectionString: url.href }).connect()).rejects.toThrow('password authentication failed')
  expect(statSync(join(folder, 'secrets', 'database-owner')).mode & 0o777).toBe(0o600)
})

test('a first start that was killed halfway is done again', async () => {
  mkdirSync(join(folder, 'postgres.making', 'base'), { recursive: true })
  writeFileSync(join(folder, 'postgres.making', 'PG_VERSION'), '18\n')
  await start()
  expect(await query('select 1 one')).toEqual([{ one: 1 }])
  expect(readdirSync(folder).sort()).toEqual(['postgres', 'run', 'secrets'])
})

test('a database that dies is started again, with nothing acknowledged lost', async () => {
  await start('keep')
  await query('create table kept as select 1 answer')
  const [postmaster] = processesIn(join(folder, 'postgres')).sort((a, b) => a - b)
  process.kill(postmaster ?? 0, 'SIGKILL')
  await eventually(async () => expect(await query('select answer from kept')).toEqual([{ answer: 1 }]))
})

test('a lock file that names a process of somebody else does not stop the start', async () => {
  await start()
  await started?.stop()
  writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${process.ppid}\n${folder}\n0\n5432\n\n\n`)
  await start()
  expect(await query('select 1 one')).toEqual([{ one: 1 }])
})

test('data of another major version is refused with what to do', async () => {
  mkdirSync(join(folder, 'postgres'))
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n')
  await expect(startEmbeddedPostgres({ dataDir: folder, log: quiet })).rejects.toThrow(/made by PostgreSQL 17.*brings 18/)
})

test('the log of the database holds no values', async () => {
  await start('keep')
  await query('create table people (email text unique)')
  await query("insert into people values ('ann@clinic.example')")
  await expect(query("insert into people values ('ann@clinic.example')")).rejects.toThrow()
  await started?.stop()
  const logs = join(folder, 'postgres', 'log')
  expect(existsSync(logs)).toBe(true)
  expect(
    execFileSync(
      'cat',
      readdirSync(logs).map((name) => join(logs, name)),
      { encoding: 'utf8' },
    ),
  ).not.toContain('ann@clinic')
})

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function start(purpose: Purpose = 'throwaway'): Promise<void> {
  started = await startEmbeddedPostgres({ dataDir: folder, log: quiet, purpose })
}

async function query(text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: started?.ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function eventually(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const failed = await attempt()
      .then(() => false)
      .catch(() => true)
    if (!failed) return
    await sleep(50)
  }
  await attempt()
}

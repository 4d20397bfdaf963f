import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Log } from '../log.ts'
import { borrowDatabase } from './borrow-database.ts'
import { isLocked } from './data-lock.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-borrow-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('a command starts the embedded database, a second one shares it, and it stops with the first', async () => {
  const config = readConfig({ DATA_DIR: dataDir })
  const first = await borrowDatabase(config, quiet)
  const second = await borrowDatabase(config, quiet)
  expect(await nameOf(second.ownerUrl)).toBe('healthcrm')
  await second.giveBack()
  expect(await nameOf(first.ownerUrl)).toBe('healthcrm')
  await first.giveBack()
  expect(isLocked(dataDir)).toBe(false)
})

test('a command uses the given database and leaves it running', async () => {
  const config = readConfig({ DATA_DIR: dataDir, DATABASE_URL: inject('clusterUrl') })
  const borrowed = await borrowDatabase(config, quiet)
  await borrowed.giveBack()
  expect(borrowed.ownerUrl).toBe(inject('clusterUrl'))
  expect(await nameOf(borrowed.ownerUrl)).toBe('healthcrm')
})

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function nameOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select current_database() name')
  await client.end()
  return rows[0].name
}

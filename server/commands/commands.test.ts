import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'
import { makeDatabase, type OwnDatabase } from '../test/databases.ts'

const home = join(import.meta.dirname, '..', '..')

vi.setConfig({ testTimeout: 120_000 })

let dataDir: string
let given: OwnDatabase

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-commands-'))
  given = await makeDatabase()
})
afterEach(async () => {
  await given.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

type Settings = Record<string, string>

/** Runs a command as its npm script does. The given database shares the cluster, hence the password of the app's login. */
function run(command: string, args: string[] = [], settings: Settings = { DATABASE_URL: given.url, DATA_DIR: inject('clusterDataDir') }) {
  const child = spawn(process.execPath, [join(home, 'server', 'commands', `${command}.ts`), ...args], {
    env: { PATH: process.env.PATH, ...settings },
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise<{ code: number | null; said: string }>((done) => child.on('close', (code) => done({ code, said })))
}

test('db:push, db:check, db:migrate and db:seed follow one another on a given database', async () => {
  expect(await run('db-push')).toMatchObject({ code: 0, said: expect.stringContaining('The database has the tables of shared/schema.ts') })
  expect(await run('db-check')).toEqual({ code: 0, said: 'The database is what the migrations and guards make of it.\n' })
  expect(await run('db-migrate')).toEqual({ code: 0, said: '0 migrations applied, guards unchanged.\n' })
  expect(await run('db-seed')).toMatchObject({ code: 0, said: expect.stringContaining('The demo clinic is loaded.') })
  expect((await given.sql<{ leads: number }>('SELECT count(*)::int AS leads FROM leads'))[0]?.leads).toBeGreaterThan(500)
  expect(await run('db-seed')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^The demo clinic goes into an empty database only[^\n]*\n$/),
  })
  expect(await run('db-push')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^db:push is for an empty development database[^\n]*\n$/),
  })
})

test('the commands start the embedded database themselves and stop it', async () => {
  const own = { DATA_DIR: dataDir }
  expect(await run('db-migrate', [], own)).toMatchObject({ code: 0, said: expect.stringMatching(/\d+ migrations applied, guards applied/) })
  expect(await run('db-check', [], own)).toMatchObject({ code: 0, said: 'The database is what the migrations and guards make of it.\n' })
})

test('db:check fails on a drifted database and says how it drifted, and on an empty one what to do', async () => {
  expect(await run('db-check')).toEqual({ code: 1, said: 'The database is empty: npm run db:migrate makes its tables\n' })
  await run('db-migrate')
  await given.sql('ALTER TABLE leads ADD COLUMN score integer')
  expect(await run('db-check')).toEqual({ code: 1, said: 'The database has drifted:\n  not ours: column leads.score (integer)\n' })
})

test('db:transform tries a data migration out, runs it, and lists them when asked for another', async () => {
  await run('db-migrate')
  await given.sql("INSERT INTO leads (first_name, last_name, email) VALUES (' Lena', 'Lead', 'lena@example.com')")
  expect(await run('db-transform', ['tidy-leads', '--dry-run'])).toEqual({
    code: 0,
    said: 'tidy-leads: would change; 1 rows seen, 1 to change.\n',
  })
  expect(await run('db-transform', ['tidy-leads'])).toEqual({ code: 0, said: 'tidy-leads: finished; 1 rows seen, 1 changed.\n' })
  expect(await run('db-transform', ['tidy-leads'])).toEqual({ code: 0, said: 'tidy-leads: finished before; 1 rows seen, 1 changed.\n' })
  expect(await run('db-transform', ['other'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('tidy-contacts: takes needless blanks'),
  })
})

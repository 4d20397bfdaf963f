import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { runningOwnerUrl } from '../db/embedded/embedded.ts'
import { processesWith, type Run, runServer } from './run-server.ts'

export type DataFolder = {
  path: string
  /** Fills it with what a first start makes, without waiting for one. */
  fill(): void
  /** Starts the server on it; it ends with the test. */
  run(env?: Record<string, string>): Run
  /** Runs SQL as the owner in its running database. */
  query(text: string): Promise<unknown[]>
}

/** A data folder for each test of a file, and nothing left of it afterwards: no process and no file. */
export function testFolders(): DataFolder {
  const root = mkdtempSync(join(tmpdir(), 'healthcrm-start-'))
  const made = join(root, 'made')
  let runs: Run[] = []
  let count = 0
  const folder: DataFolder = {
    path: '',
    fill: () => void execFileSync('cp', ['-a', `${made}/.`, folder.path]),
    run(env = {}) {
      const server = runServer({ env: { DATA_DIR: folder.path, LOG_LEVEL: 'error', ...env } })
      runs.push(server)
      return server
    },
    query: (text) => queryAt(runningOwnerUrl(folder.path), text),
  }
  beforeAll(async () => {
    const first = runServer({ env: { DATA_DIR: made, LOG_LEVEL: 'error' } })
    await first.ready()
    await first.ended('SIGTERM')
  })
  beforeEach(() => {
    folder.path = mkdtempSync(join(root, `${++count}-`))
  })
  afterEach(async () => {
    for (const run of runs) if (run.process.exitCode === null && run.process.signalCode === null) await run.ended('SIGTERM')
    runs = []
    await nothingRuns(folder.path)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return folder
}

/** Waits until no process works on the folder any more. */
export async function nothingRuns(path: string): Promise<void> {
  await expect.poll(() => processesWith(path), { timeout: 20_000 }).toEqual([])
}

export async function connect(url: string | undefined): Promise<Client> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export async function queryAt(url: string | undefined, text: string): Promise<unknown[]> {
  const client = await connect(url)
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

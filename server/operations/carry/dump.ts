/**
 * The whole database as one sealed file that any PostgreSQL we work with can take: a line of JSON for each table, its rows
 * as COPY writes them, `\.`; at the end the sequences, the jobs that wait and how many rows there are.
 */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { BackupKey } from '../seal/backup-key.ts'
import { sealing } from '../seal/sealing.ts'
import { copyOut, countRows, findSequences, findTables, findWaitingJobs, newestMigration } from './carry-storage.ts'

export const dumpName = 'dump'
export const endOfRows = '\\.'

/** Answers how many rows of how many tables are in it. */
export async function dumpDatabase(ownerUrl: string, key: BackupKey, path: string): Promise<{ tables: number; rows: number }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'healthcrm dump', options: '-c timezone=UTC' })
  await client.connect()
  const draft = `${path}.part`
  const counts: Record<string, number> = {}
  try {
    // All of it as it stands at one moment.
    await client.query('begin isolation level repeatable read read only')
    await pipeline(
      Readable.from(linesOf(client, counts)),
      ...sealing(key, dumpName),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    )
    await rename(draft, path)
  } finally {
    await client.end()
    await rm(draft, { force: true })
  }
  return { tables: Object.keys(counts).length, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}

async function* linesOf(client: pg.Client, counts: Record<string, number>): AsyncGenerator<Buffer> {
  const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`)
  yield line({ format: 1, migration: await newestMigration(client) })
  for (const table of await findTables(client)) {
    counts[table.name] = await countRows(client, table)
    yield line(table)
    for await (const chunk of client.query(copyTo(copyOut(table)))) yield Buffer.from(chunk)
    yield Buffer.from(`${endOfRows}\n`)
  }
  yield line({ sequences: await findSequences(client), jobs: await findWaitingJobs(client), counts })
}

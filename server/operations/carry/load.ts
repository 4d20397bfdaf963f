/** Takes a dump into an empty database of the same release, in one transaction: all of it is there, or nothing. */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { z } from 'zod'
import { StartError } from '../../start-error.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { unsealing } from '../seal/sealing.ts'
import { addJobs, copyIn, countRows, emptyTables, findTables, isInUse, newestMigration, setSequences, type Table } from './carry-storage.ts'
import { dumpName, endOfRows } from './dump.ts'
import { type Lines, linesIn } from './lines.ts'

const Head = z.object({ format: z.literal(1), migration: z.string() })
const TableHead = z.object({ name: z.string(), columns: z.array(z.string()) })
const Job = z.object({ name: z.string(), data: z.unknown(), afterSeconds: z.int() })
const Foot = z.object({ sequences: z.record(z.string(), z.string()), jobs: z.array(Job), counts: z.record(z.string(), z.int()) })

/** Throws StartError with what stands in the way. Answers how many rows there are. */
export async function loadDatabase(ownerUrl: string, key: BackupKey, path: string): Promise<{ tables: number; rows: number }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'healthcrm load', options: '-c timezone=UTC' })
  await client.connect()
  const opened = new PassThrough({ highWaterMark: 1024 * 1024 })
  const opening = pipeline(createReadStream(path), ...unsealing(key, dumpName), opened)
  opening.catch((error) => opened.destroy(error))
  try {
    await client.query('begin')
    const counts = await takeAll(client, linesIn(opened))
    await opening
    await client.query('commit')
    return { tables: Object.keys(counts).length, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) }
  } finally {
    await client.end()
    opened.destroy()
  }
}

async function takeAll(client: pg.Client, lines: Lines): Promise<Record<string, number>> {
  const { migration } = Head.parse(await nextJson(lines))
  if (migration !== (await newestMigration(client))) throw new StartError('The dump is of another release: dump with that which loads.')
  if (await isInUse(client)) throw new StartError('This database has people in it already: a dump is loaded into an empty one.')
  const tables = await findTables(client)
  await emptyTables(client, tables)
  for (;;) {
    const head = await nextJson(lines)
    const table = TableHead.safeParse(head)
    if (!table.success) return finish(client, Foot.parse(head))
    await takeTable(client, table.data, lines)
  }
}

async function nextJson(lines: Lines): Promise<unknown> {
  const line = await lines.next()
  if (line === undefined) throw new StartError('The dump ends too early.')
  return JSON.parse(line.toString())
}

async function takeTable(client: pg.Client, table: Table, lines: Lines): Promise<void> {
  const sink = client.query(copyFrom(copyIn(table)))
  for (let line = await lines.next(); ; line = await lines.next()) {
    if (line === undefined) throw new StartError('The dump ends too early.')
    if (line.toString('latin1') === `${endOfRows}\n`) break
    if (!sink.write(line)) await once(sink, 'drain')
  }
  sink.end()
  await finished(sink)
}

async function finish(client: pg.Client, { sequences, jobs, counts }: z.infer<typeof Foot>): Promise<Record<string, number>> {
  for (const [name, count] of Object.entries(counts)) {
    const found = await countRows(client, { name, columns: [] })
    if (found !== count) throw new StartError(`${name} has ${found} rows after loading, and had ${count}: nothing was loaded.`)
  }
  await setSequences(client, sequences)
  await addJobs(client, jobs)
  return counts
}

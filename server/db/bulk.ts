/**
 * Bulk work: one long transaction on a connection of its own, so that it takes none from the requests. It acts as the
 * product on behalf of a person: the policy has been asked before, triggers and the trail name that person.
 */
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { noteWrite } from './actor.ts'
import { drizzleOn, type Tx } from './connection.ts'
import type { OpenDatabase } from './open.ts'

export interface Bulk {
  db: Tx
  /** Opens `COPY <target> FROM STDIN`; `target` is a table with its columns, in our own words. */
  copyInto(target: string): CopyTarget
}
export interface CopyTarget {
  write(rows: (string | number | null)[][]): Promise<void>
  end(): Promise<void>
}

const settings = [
  'SET LOCAL ROLE system',
  "SET LOCAL timezone = 'UTC'",
  "SET LOCAL app.bulk = 'on'",
  'SET LOCAL statement_timeout = 0',
  'SET LOCAL idle_in_transaction_session_timeout = 0',
  "SET LOCAL work_mem = '64MB'",
  "SET LOCAL temp_buffers = '32MB'",
  // Index entries of the search gather before they are sorted in: ten times faster than one by one.
  "SET LOCAL gin_pending_list_limit = '16MB'",
]

export async function inBulk<T>(database: OpenDatabase, userId: number, work: (bulk: Bulk) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: database.url,
    application_name: 'healthcrm bulk',
    connectionTimeoutMillis: 10_000,
  })
  // A connection that dies fails the statement under way; without a listener it would end the process as well.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`BEGIN; ${settings.join('; ')}; SET LOCAL app.user_id = '${Math.trunc(userId)}'`)
    const result = await work({ db: drizzleOn(client) as Tx, copyInto: (target) => copyInto(client, target) })
    const end = await client.query('COMMIT')
    if (end.command === 'ROLLBACK') throw new Error('The transaction had failed and was rolled back')
    if (database.replicas) await noteWrite(database, client, { userId })
    return result
  } finally {
    // Ending the connection rolls back what was not committed.
    await client.end().catch(() => undefined)
  }
}

function copyInto(client: pg.Client, target: string): CopyTarget {
  const stream = client.query(copyFrom(`COPY ${target} FROM STDIN`))
  const done = finished(stream)
  done.catch(() => undefined)
  return {
    write: async (rows) => {
      if (!stream.write(rows.map(asCopyLine).join(''))) await Promise.race([once(stream, 'drain'), done])
    },
    end: async () => {
      stream.end()
      await done
    },
  }
}

function asCopyLine(cells: (string | number | null)[]): string {
  let line = ''
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    if (at) line += '\t'
    line += cell === null || cell === undefined ? '\\N' : typeof cell === 'number' ? cell : escaped(cell)
  }
  return `${line}\n`
}

function escaped(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

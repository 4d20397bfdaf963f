/** The database that is measured: the PostgreSQL that HealthCRM brings, with its own durable settings. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../server/db/embedded/embedded.ts'
import { openDatabase } from '../server/db/open.ts'
import { makeClinic, staffFor } from './data.ts'

export interface Clinic {
  rows: number
  ownerUrl: string
  dataDir: string
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** An API token of an SDR, and one of the Admin. */
  tokens: { seller: string; admin: string }
  close(): Promise<void>
}

interface Wanted {
  rows: number
  /** `kept` data is there again at the next run. */
  data: 'kept' | 'thrown away'
  say: (line: string) => void
}

const log = { info: () => undefined, warn: () => undefined, error: (line: string) => process.stderr.write(`${line}\n`) }

export async function openClinic({ rows, data, say }: Wanted): Promise<Clinic> {
  const dataDir = join(tmpdir(), `healthcrm-bench-${rows}${data === 'kept' ? '' : `-${process.pid}`}`)
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const { ownerUrl } = postgres
  const database = await openDatabase({ ownerUrl, dataDir, pooler: 'none' })
  await database.close()
  const made = join(dataDir, 'made')
  if (!existsSync(made)) {
    say(`Making a clinic of ${rows.toLocaleString('en')} leads ...`)
    await makeClinic(ownerUrl, rows, say)
    writeFileSync(made, '')
  }
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, options: '-c timezone=UTC' })
  // The database may stop before the last connection has gone.
  pool.on('error', () => undefined)
  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await pool.query<Row>(text, values)).rows
  const { sellers, coaches } = staffFor(rows)
  return {
    rows,
    ownerUrl,
    dataDir,
    query,
    tokens: { seller: await giveToken(query, 1), admin: await giveToken(query, sellers + coaches + 1) },
    close: async () => {
      await pool.end()
      await postgres.stop()
      if (data !== 'kept') await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function giveToken(query: Clinic['query'], userId: number): Promise<string> {
  const token = `hcrm_${randomBytes(32).toString('base64url')}`
  const digest = createHash('sha256').update(token).digest('base64url')
  await query(
    `insert into api_tokens (user_id, name, token_hash, scope, expires_at) values ($1, 'bench', $2, 'write', now() + interval '1 day')`,
    [userId, digest],
  )
  return token
}

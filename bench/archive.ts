/**
 * npm run bench:archive [ROWS]: seals and archives a trail of that many rows (10 million unless said otherwise) in a
 * database of its own while people write, says what the writers noticed, and verifies the chain over archives and rest.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../server/db/embedded/embedded.ts'
import { migrateDatabase } from '../server/db/migrate.ts'
import { archiveTrails } from '../server/operations/archive/archive-trails.ts'
import { newBackupKey, readBackupKey } from '../server/operations/seal/backup-key.ts'
import { verifyAgainst } from '../server/operations/seals/check-trails.ts'
import { sealTrails } from '../server/operations/seals/seal-trails.ts'
import { openSettling } from '../server/operations/seals/settled.ts'
import { folderStore } from '../server/operations/stores/folder-store.ts'

const rows = Number(process.argv[2] ?? 10_000_000)
const home = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), 'healthcrm-archive-bench-'))
const quiet = { info: () => undefined, warn: () => undefined, error: console.error }
const postgres = await startEmbeddedPostgres({ dataDir: home, log: quiet })
const connected = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: postgres.ownerUrl, options: '-c timezone=UTC' })
  await client.connect()
  // As the app's own writes, which announce themselves after their commit.
  await client.query("select set_config('app.bulk', 'on', false)")
  return work(client).finally(() => client.end())
}

try {
  await migrateDatabase(postgres.ownerUrl)
  await fill()
  const sealed = await timed('sealed', () => connected((client) => sealTrails(client, openSettling())))
  console.info(`${rows} rows sealed in ${sealed.seconds} s`)
  const key = readBackupKey(newBackupKey())
  if (!key) throw new Error('A new key is always one')
  const place = { stores: [folderStore(join(home, 'archive-store'))], key }
  const before = await writing(async () => new Promise<void>((done) => setTimeout(done, 20_000)))
  const during = await writing(() =>
    timed('archived', () => connected((client) => archiveTrails(client, { place, months: 12, now: new Date() }))),
  )
  console.info(
    `${during.result.result} rows moved in ${during.result.seconds} s (${Math.round(Number(during.result.result) / during.result.seconds)} a second)`,
  )
  console.info(`Writers before: ${before.said}`)
  console.info(`Writers during: ${during.said}`)
  await connected((client) => sealTrails(client, openSettling()))
  const verified = await timed('verified', () => connected((client) => verifyAgainst(client, place, [])))
  console.info(
    `${verified.result.rows} rows verified across table and archive in ${verified.seconds} s: ${verified.result.fault ?? 'whole'}`,
  )
  if (verified.result.fault !== undefined) process.exitCode = 1
} finally {
  await postgres.stop()
  await rm(home, { recursive: true, force: true })
}

async function timed<T>(_what: string, work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now()
  const result = await work()
  return { result, seconds: Math.round((performance.now() - began) / 100) / 10 }
}

/** Thirty months of deeds, the older twenty of them to be moved. */
async function fill(): Promise<void> {
  const slice = 500_000
  await connected(async (client) => {
    for (let from = 0; from < rows; from += slice) {
      await client.query(
        `insert into activity_logs (entity_type, entity_id, action, details, created_at)
         select case n % 3 when 0 then 'task' else 'lead' end, n % 200000 + 1, 'updated', '{"changes":{"status":["HHQ Started","HHQ Signed"]}}',
           now() - interval '30 months' + n * (interval '30 months' / $2::float8)
         from generate_series($1::int, $1::int + least($3, $2::int - $1) - 1) n`,
        [from, rows, slice],
      )
    }
    await client.query('vacuum analyze activity_logs')
  })
}

/** Four who write an entry at a time, as a change of a record does, for as long as the work takes. */
async function writing<T>(work: () => Promise<T>): Promise<{ result: T; said: string }> {
  const took: number[] = []
  let goesOn = true
  const writers = [1, 2, 3, 4].map(() =>
    connected(async (client) => {
      while (goesOn) {
        const began = performance.now()
        await client.query(
          `insert into activity_logs (entity_type, entity_id, action, details) values ('lead', 1, 'updated', '{"fields":["notes"]}')`,
        )
        took.push(performance.now() - began)
      }
    }),
  )
  const began = performance.now()
  const result = await work()
  goesOn = false
  await Promise.all(writers)
  const sorted = took.sort((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  const each = took.length / ((performance.now() - began) / 1000)
  return {
    result,
    said: `${Math.round(each)} writes a second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
  }
}

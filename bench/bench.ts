/** `npm run bench [-- --rows 100000]`: prints the goals of `docs/operations/benchmarks.md` with today's figure beside each. */
import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Clinic, openClinic } from './clinic.ts'
import { runImport } from './imports.ts'
import { loadsFor } from './loads.ts'
import { findProgram } from './pgbench.ts'
import { type Running, root, startProcess } from './processes.ts'
import { runReads } from './reads.ts'
import { runRounds, type Setting } from './rounds.ts'
import { firstLoad, secondStart } from './starts.ts'
import { runStreams } from './streams.ts'
import { type Findings, type Maybe, machine, print, ratesOf, tableOf } from './table.ts'
import { beUrgent } from './urgent.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
/** As the server's own pool. */
const poolSize = 6

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    streams: { type: 'string', default: '1000' },
    'import-rows': { type: 'string' },
    keep: { type: 'boolean', default: false },
    urgent: { type: 'boolean', default: false },
    'skip-start': { type: 'boolean', default: false },
  },
})
const number = (name: 'rows' | 'seconds' | 'rounds' | 'connections' | 'streams') => Number(options[name])

process.exitCode = await main()

async function main(): Promise<number> {
  const [pgbench, psql] = [findProgram('pgbench'), findProgram('psql')]
  if (!pgbench || !psql) {
    process.stderr.write(
      'The bench compares with pgbench and psql: install postgresql-client and postgresql-contrib, or put them in PATH.\n',
    )
    return 1
  }
  const [loadBefore = 0] = loadavg()
  const clinic = await openClinic({ rows: number('rows'), data: options.keep ? 'kept' : 'thrown away', say })
  try {
    const findings = await measure(clinic, { pgbench, psql })
    say(`\n${machine(loadBefore)}`)
    say(
      `${clinic.rows.toLocaleString('en')} leads, ${options.connections} connections, ${options.rounds} rounds of ${options.seconds} s: median (least-most)\n`,
    )
    say(print(tableOf(findings)))
    say(`\n${ratesOf(findings.results, findings.reads).join('\n')}`)
  } finally {
    await clinic.close()
  }
  return 0
}

async function measure(clinic: Clinic, { pgbench, psql }: { pgbench: string; psql: string }): Promise<Findings> {
  const secret = randomBytes(32).toString('base64url')
  const server = await startServer(clinic, secret)
  const baseline = await startBaseline(clinic)
  const beCalm = options.urgent ? beUrgent(clinic, [server.pid, baseline.pid]) : () => undefined
  try {
    // A small trail is sealed in passing.
    if (clinic.rows > 10_000) await untilSealed(clinic)
    const setting = { clinic, pgbench, ours: server.address, baseline: baseline.address, ...sizes() } satisfies Setting
    const loads = loadsFor(clinic.rows)
    say('Running each load in turn ...')
    const results = await runRounds(setting, loads, say)
    say('Reading deep, counting, searching ...')
    const reads = await unlessMissing(() => runReads(setting, secret, loads))
    const memory = server.memory()
    say('Opening event streams ...')
    const streams = await unlessMissing(() => runStreams(server, clinic, number('streams')))
    say('Importing ...')
    const imported = await unlessMissing(() => runImport({ server, clinic, psql, rows: Number(options['import-rows'] ?? clinic.rows) }))
    return { results, reads, memory, streams, imported, ...(await outside()) }
  } finally {
    beCalm()
    await baseline.stop()
    await server.stop()
  }
}

/** The data come without seals, and sealing millions of entries beside the loads would be measured instead of them. */
async function untilSealed(clinic: Clinic): Promise<void> {
  say('Waiting until the trail is sealed ...')
  const end = performance.now() + 600_000
  const sealed = `select coalesce((select max(to_id) from audit_seals where trail = 'activity'), 0) >= coalesce((select max(id) from activity_logs), 0) as all`
  while (!(await clinic.query<{ all: boolean }>(sealed))[0]?.all) {
    if (performance.now() > end) throw new Error('The trail was not sealed within ten minutes')
    await sleep(1000)
  }
}

function sizes() {
  return { connections: number('connections'), seconds: number('seconds'), rounds: number('rounds') }
}

/** What needs no clinic: the start and the pages it built. */
async function outside(): Promise<Pick<Findings, 'start' | 'firstLoad'>> {
  if (options['skip-start']) return { start: { unmeasured: 'skipped' }, firstLoad: { unmeasured: 'skipped' } }
  say('Starting twice ...')
  const start = await unlessMissing(secondStart)
  return { start, firstLoad: await unlessMissing(firstLoad) }
}

/** What fails is told in its line, and the others are measured all the same. */
async function unlessMissing<T>(measureIt: () => Promise<T>): Promise<Maybe<T>> {
  try {
    return await measureIt()
  } catch (error) {
    return { unmeasured: (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? 'failed' }
  }
}

/** With the flags of `npm start`. */
function startServer({ ownerUrl, dataDir }: Clinic, secret: string): Promise<Running> {
  const env = { DATABASE_URL: ownerUrl, DATA_DIR: join(dataDir, 'server'), PORT: '0', SESSION_SECRET: secret, LOG_LEVEL: 'warn' }
  return startProcess({ command: [process.execPath, join(root, 'scripts', 'program.mjs'), 'server/main.ts'], env })
}

function startBaseline({ ownerUrl }: Clinic): Promise<Running> {
  const env = { DATABASE_URL: ownerUrl, POOL_SIZE: String(poolSize) }
  return startProcess({ command: [process.execPath, join(root, 'bench', 'baseline', 'server.ts')], env })
}

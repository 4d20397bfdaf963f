/**
 * npm run bench:seals [-- --pairs 20 --seconds 5]: what sealing costs those who write. People change leads through the real
 * server without a pause, in short rounds while the server seals and rounds while it may not, turn and turn about. On a
 * machine with other things to do such pairs spread far, and the spread is told; what decides then is processor time, which
 * others do not add to: of sealing an entry, as a share of that of writing it.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { sealTrails } from '../server/operations/seals/seal-trails.ts'
import { openSettling } from '../server/operations/seals/settled.ts'
import { type Clinic, openClinic } from './clinic.ts'
import { cpuOf } from './cpu.ts'
import { type Running, root, startProcess } from './processes.ts'
import { intervalOf } from './spread.ts'
import { median } from './table.ts'

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '5' },
    people: { type: 'string', default: '4' },
    /** How often the server seals, in seconds: by itself it does so once a minute. */
    every: { type: 'string', default: '2' },
  },
})
const goal = 5
const began = performance.now()
const say = (line: string) => void process.stdout.write(`${line}\n`)

interface Measuring {
  clinic: Clinic
  server: Running
  /** Processor time so far of the server and of PostgreSQL. */
  cpu(): number
}

/** What the writing of so many entries cost, and what their sealing. */
interface Spent {
  writing: number
  sealing: number
  rows: number
}

const clinic = await openClinic({ rows: 10_000, data: 'thrown away', say })
try {
  const server = await startServer()
  const postmaster = Number(readFileSync(join(clinic.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  try {
    process.exitCode = await measure({ clinic, server, cpu: () => cpuOf(server.pid) + cpuOf(postmaster) })
  } finally {
    await server.stop()
  }
} finally {
  await clinic.close()
}

function startServer(): Promise<Running> {
  const secret = randomBytes(32).toString('base64url')
  const env = {
    DATABASE_URL: clinic.ownerUrl,
    DATA_DIR: join(clinic.dataDir, 'server'),
    PORT: '0',
    SESSION_SECRET: secret,
    LOG_LEVEL: 'warn',
  }
  return startProcess({ command: [process.execPath, join(root, 'scripts', 'program.mjs'), 'server/main.ts'], env })
}

/** Each round is compared with the one beside it: what else the machine does falls on both. */
async function measure(measuring: Measuring): Promise<number> {
  const costs: number[] = []
  const spent: Spent = { writing: 0, sealing: 0, rows: 0 }
  await sealAll()
  await write(measuring, 3)
  await sealAll()
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const rates = { with: 0, without: 0 }
    for (const kind of pair % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
      rates[kind] = kind === 'with' ? await whileSealing(measuring) : await withoutSealing(measuring, spent)
    }
    costs.push((1 - rates.with / rates.without) * 100)
    say(`pair ${pair + 1}: ${rates.without.toFixed(0)} writes a second without, ${rates.with.toFixed(0)} with`)
  }
  return tell(costs, spent)
}

/** The server does its own job, as every minute, but more often. */
async function whileSealing(measuring: Measuring): Promise<number> {
  const end = performance.now() + Number(values.seconds) * 1000
  const writing = write(measuring, Number(values.seconds))
  while (performance.now() < end) {
    await measuring.clinic.query("select enqueue_job('operations.seal', '{}', 0)")
    await sleep(Math.min(Number(values.every) * 1000, Math.max(1, end - performance.now())))
  }
  const rate = await writing
  await sealAll()
  return rate
}

/** While somebody else holds the lock of the seals the server's job has nothing to do. What was written is sealed when nobody writes. */
async function withoutSealing(measuring: Measuring, spent: Spent): Promise<number> {
  return locked(async (seal) => {
    const before = measuring.cpu()
    const rate = await write(measuring, Number(values.seconds))
    // Looks are written down half a second behind their answers.
    await sleep(700)
    const between = { writers: measuring.cpu(), all: measuring.cpu() + cpuOf(process.pid) }
    const rows = await seal()
    spent.sealing += measuring.cpu() + cpuOf(process.pid) - between.all
    spent.writing += between.writers - before
    spent.rows += rows
    return rate
  })
}

function sealAll(): Promise<number> {
  return locked((seal) => seal())
}

/** The lock lasts as long as the session; the server's job may hold it for a moment. */
async function locked<T>(work: (seal: () => Promise<number>) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: clinic.ownerUrl, options: '-c timezone=UTC' })
  await client.connect()
  const settled = openSettling()
  const seal = async () => {
    for (;;) {
      const sealed = await sealTrails(client, settled)
      if (sealed) return sealed.rows
      await sleep(50)
    }
  }
  try {
    await seal()
    return await work(seal)
  } finally {
    await client.end()
  }
}

/** Changes a second, of so many people at once, for so long. */
async function write({ server }: Measuring, seconds: number): Promise<number> {
  const started = performance.now()
  const end = started + seconds * 1000
  let changes = 0
  const work = async (at: number) => {
    for (let turn = at; performance.now() < end; turn += Number(values.people)) {
      const answer = await fetch(`${server.address}/api/v1/leads/${1 + ((turn * 7919) % clinic.rows)}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${clinic.tokens.seller}`, 'content-type': 'application/json' },
        body: JSON.stringify({ notes: `seen ${turn} ${started}` }),
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`)
      changes += 1
    }
  }
  await Promise.all(Array.from({ length: Number(values.people) }, (_, at) => work(at)))
  return changes / ((performance.now() - started) / 1000)
}

function tell(costs: readonly number[], { writing, sealing, rows }: Spent): number {
  const [low, high] = intervalOf(costs)
  const share = (sealing / writing) * 100
  say(
    `pairs: sealing costs writers ${median([...costs]).toFixed(1)} % in the median of ${costs.length}; 90 % sure between ${low.toFixed(1)} and ${high.toFixed(1)} %`,
  )
  say(
    `processor: ${((sealing / rows) * 1000).toFixed(0)} µs to seal an entry, ${((writing / rows) * 1000).toFixed(0)} µs to write it: ${share.toFixed(1)} % (goal <= ${goal} %; ${rows} entries)`,
  )
  say(`took ${Math.round((performance.now() - began) / 1000)} s`)
  if (low > goal || share > goal) return 1
  say(
    high <= goal
      ? 'Within the goal.'
      : 'Within the goal by processor time; the pairs spread too far to say more: run it on a quiet machine.',
  )
  return 0
}

/**
 * npm run bench:seals [-- --rounds 12 --seconds 10]: what sealing costs those who write. People change leads through the real
 * server without a pause, in rounds with sealing and rounds without, turn and turn about. Where the machine has much else
 * to do such pairs say little: processor time for each entry, of its writing and of its sealing, is told beside them.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { sealTrails } from '../server/operations/seals/seal-trails.ts'
import { openSettling } from '../server/operations/seals/settled.ts'
import { openClinic } from './clinic.ts'
import { cpuOf } from './cpu.ts'
import { root, startProcess } from './processes.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '10' },
    people: { type: 'string', default: '4' },
    /** How often the seals are made: the server does it once a minute. */
    every: { type: 'string', default: '5' },
  },
})
const goal = 5
const say = (line: string) => void process.stdout.write(`${line}\n`)

const clinic = await openClinic({ rows: 10_000, data: 'thrown away', say })
const server = await startProcess({
  command: [process.execPath, join(root, 'scripts', 'program.mjs'), 'server/main.ts'],
  env: {
    DATABASE_URL: clinic.ownerUrl,
    DATA_DIR: join(clinic.dataDir, 'server'),
    PORT: '0',
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'warn',
  },
})
const postmaster = Number(readFileSync(join(clinic.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0])
try {
  process.exitCode = await measure()
} finally {
  await server.stop()
  await clinic.close()
}

/** A round with sealing is compared with the one beside it: what else the machine does falls on both. */
async function measure(): Promise<number> {
  // The server's own job would seal in rounds without; the lock is one that it respects.
  const sealer = new pg.Client({ connectionString: clinic.ownerUrl, options: '-c timezone=UTC' })
  await sealer.connect()
  const settled = openSettling()
  await sealTrails(sealer, settled)
  await write(3)
  const ratios: number[] = []
  const spent = { writing: 0, sealing: 0, rows: 0 }
  let sealed = 0
  for (let round = 0; round < Number(values.rounds); round++) {
    const rates = { with: 0, without: 0 }
    for (const kind of round % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
      const before = cpuOf(server.pid) + cpuOf(postmaster)
      const writing = write(Number(values.seconds))
      const end = performance.now() + Number(values.seconds) * 1000
      while (kind === 'with' && performance.now() < end) {
        await sleep(Math.min(Number(values.every) * 1000, Math.max(1, end - performance.now())))
        sealed += (await sealTrails(sealer, settled))?.rows ?? 0
      }
      rates[kind] = await writing
      // Rows of a round without are sealed between the rounds, when nobody writes.
      const between = { all: cpuOf(postmaster) + cpuOf(process.pid), writers: cpuOf(server.pid) + cpuOf(postmaster) }
      const rows = (await sealTrails(sealer, settled))?.rows ?? 0
      if (kind === 'with') continue
      spent.writing += between.writers - before
      spent.sealing += cpuOf(postmaster) + cpuOf(process.pid) - between.all
      spent.rows += rows
    }
    ratios.push(rates.with / rates.without)
    say(`round ${round + 1}: ${rates.without.toFixed(0)} writes a second without, ${rates.with.toFixed(0)} with`)
  }
  await sealer.end()
  const sorted = ratios.toSorted((one, other) => one - other)
  const median = ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
  const cost = (1 - median) * 100
  say(
    `${sealed} rows sealed while people wrote; sealing costs them ${cost.toFixed(1)} % in the median of ${ratios.length} pairs (goal <= ${goal} %)`,
  )
  return cost <= goal ? 0 : 1
}

/** Changes a second, of so many people at once, for so long. */
async function write(seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000
  const began = performance.now()
  let changes = 0
  const work = async (at: number) => {
    for (let turn = at; performance.now() < end; turn += Number(values.people)) {
      const answer = await fetch(`${server.address}/api/v1/leads/${1 + ((turn * 7919) % clinic.rows)}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${clinic.tokens.seller}`, 'content-type': 'application/json' },
        body: JSON.stringify({ notes: `seen ${turn} ${seconds}` }),
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`)
      changes += 1
    }
  }
  await Promise.all(Array.from({ length: Number(values.people) }, (_, at) => work(at)))
  return changes / ((performance.now() - began) / 1000)
}

/**
 * `npm run soak [-- --minutes 30]`: a mixed load for a long time, with 200 slow connections beside it, and what it did to the
 * server. With `--live` a full collection every half minute tells what it still holds: that costs waits, which then say nothing.
 */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort } from '../server/test/free-port.ts'
import { type Clinic, openClinic } from './clinic.ts'
import { openLiveHeap } from './live-heap.ts'
import { type Running, root, startProcess } from './processes.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rows: { type: 'string', default: '10000' },
    slow: { type: 'string', default: '200' },
    live: { type: 'boolean', default: false },
  },
})
const goals = { p99: 250, slope: 1, loop: 100 }
const people = 8
const say = (line: string) => void process.stdout.write(`${line}\n`)

interface Tally {
  latencies: number[]
  failed: string[]
}

const clinic = await openClinic({ rows: Number(values.rows), data: 'thrown away', say })
try {
  process.exitCode = await soak(clinic)
} finally {
  await clinic.close()
}

async function soak(clinic: Clinic): Promise<number> {
  const metricsPort = await freePort()
  const inspectPort = await freePort()
  const server = await startServer(clinic, { metricsPort, inspectPort })
  const live = values.live ? await openLiveHeap(inspectPort) : undefined
  const lives: { minute: number; megabytes: number }[] = []
  const tally: Tally = { latencies: [], failed: [] }
  const memory: { minute: number; megabytes: number }[] = []
  const loops: number[] = []
  const heaps: { minute: number; megabytes: number }[] = []
  const end = performance.now() + Number(values.minutes) * 60_000
  const slow = attack(server.address, Number(values.slow), end)
  const working = Array.from({ length: people }, (_, at) => work(server.address, { clinic, at, end, tally }))
  for (const began = performance.now(); performance.now() < end; ) {
    await sleep(Math.min(5_000, Math.max(1, end - performance.now())))
    memory.push({ minute: (performance.now() - began) / 60_000, megabytes: server.memory() })
    const figures = await figuresAt(metricsPort)
    loops.push(figures.loop)
    heaps.push({ minute: (performance.now() - began) / 60_000, megabytes: figures.heap })
    if (live && heaps.length % 6 === 0) lives.push({ minute: (performance.now() - began) / 60_000, megabytes: await live.measure() })
  }
  await Promise.all(working)
  const held = await slow
  live?.close()
  await server.stop()
  tellLive(lives)
  return tell({ tally, memory, heaps, loops, held })
}

function startServer(
  { ownerUrl, dataDir }: Clinic,
  { metricsPort, inspectPort }: Record<'metricsPort' | 'inspectPort', number>,
): Promise<Running> {
  const secret = randomBytes(32).toString('base64url')
  const env = { DATABASE_URL: ownerUrl, DATA_DIR: join(dataDir, 'server'), PORT: '0', SESSION_SECRET: secret, LOG_LEVEL: 'warn' }
  const command = values.live
    ? [process.execPath, '--max-semi-space-size=4', `--inspect=127.0.0.1:${inspectPort}`, 'server/main.ts']
    : [process.execPath, join(root, 'scripts', 'program.mjs'), 'server/main.ts']
  return startProcess({ command, env: { ...env, METRICS_PORT: String(metricsPort) } })
}

/** Looks at lists and records, searches, changes, as somebody who is quick. */
async function work(address: string, { clinic, at, end, tally }: { clinic: Clinic; at: number; end: number; tally: Tally }): Promise<void> {
  const headers = { authorization: `Bearer ${clinic.tokens.seller}` }
  for (let turn = at; performance.now() < end; turn++) {
    const id = 1 + ((turn * 7919) % clinic.rows)
    const paths = ['/leads', `/leads/${id}`, '/tasks', `/search?q=mil${turn % 10}`, '/reports/work', `/leads/${id}/timeline`, '/contacts']
    const change = turn % 5 === 0
    const began = performance.now()
    try {
      const answer = await fetch(`${address}/api/v1${change ? `/leads/${id}` : paths[turn % paths.length]}`, {
        headers: { ...headers, ...(change ? { 'content-type': 'application/json' } : {}) },
        ...(change ? { method: 'PATCH', body: JSON.stringify({ notes: `seen ${turn}` }) } : {}),
      })
      await answer.arrayBuffer()
      if (!answer.ok) tally.failed.push(`${answer.status} ${answer.url}`)
    } catch (error) {
      tally.failed.push(String(error))
    }
    tally.latencies.push(performance.now() - began)
    await sleep(20)
  }
}

/** Connections that send their headers byte by byte and never end them. Answers how many the server still bore at the end. */
async function attack(address: string, count: number, end: number): Promise<number> {
  const { hostname, port } = new URL(address)
  const open = (): Socket => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ')
    return socket
  }
  const sockets = Array.from({ length: count }, open)
  while (performance.now() < end) {
    sockets.forEach((socket, at) => {
      if (socket.destroyed || socket.writableEnded || socket.readableEnded) sockets[at] = open()
      else socket.write('a')
    })
    await sleep(1_000)
  }
  const held = sockets.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded).length
  for (const socket of sockets) socket.destroy()
  return held
}

/** The event loop's p99 in milliseconds, and the heap in megabytes. */
async function figuresAt(port: number): Promise<{ loop: number; heap: number }> {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`).then((answer) => answer.text())
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1])
  return { loop: figure('nodejs_eventloop_lag_p99_seconds') * 1000, heap: figure('nodejs_heap_size_used_bytes') / 1e6 }
}

/** The lowest of each two minutes: what stays when the rubbish is out. */
function lowest(points: readonly { minute: number; megabytes: number }[]) {
  const groups = Map.groupBy(points, ({ minute }) => Math.floor(minute / 2))
  return [...groups.values()].flatMap((group) => group.toSorted((one, other) => one.megabytes - other.megabytes).slice(0, 1))
}

function tell({
  tally,
  memory,
  heaps,
  loops,
  held,
}: {
  tally: Tally
  memory: { minute: number; megabytes: number }[]
  heaps: { minute: number; megabytes: number }[]
  loops: number[]
  held: number
}): number {
  const sorted = tally.latencies.toSorted((one, other) => one - other)
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
  const slope = slopeOf(memory.slice(Math.floor(memory.length / 2)))
  const loop = loops.toSorted((one, other) => one - other)[Math.floor(loops.length / 2)] ?? Number.NaN
  say(`${values.minutes} minutes, ${sorted.length} requests of ${people} people, ${values.slow} slow connections (${held} open at the end)`)
  say(`failed: ${tally.failed.length} (goal 0)${tally.failed.length ? `: ${[...new Set(tally.failed)].slice(0, 5).join('; ')}` : ''}`)
  say(`p99: ${p99.toFixed(0)} ms (goal ${goals.p99})`)
  say(
    `memory: ${memory.at(0)?.megabytes.toFixed(0)} to ${memory.at(-1)?.megabytes.toFixed(0)} MB; second half ${slope.toFixed(2)} MB a minute (goal < ${goals.slope})`,
  )
  const low = lowest(heaps)
  const kept = slopeOf(low.slice(Math.floor(low.length / 2)))
  say(
    `heap at its lowest: ${low.at(0)?.megabytes.toFixed(0)} to ${low.at(-1)?.megabytes.toFixed(0)} MB; second half ${kept.toFixed(2)} MB a minute`,
  )
  say(`event loop: p99 ${loop.toFixed(0)} ms in the median (goal < ${goals.loop})`)
  return tally.failed.length || p99 > goals.p99 || slope >= goals.slope || loop >= goals.loop ? 1 : 0
}

function tellLive(lives: { minute: number; megabytes: number }[]): void {
  if (!lives.length) return
  say(
    `live: ${lives.map(({ megabytes }) => megabytes.toFixed(1)).join(' ')} MB; second half ${slopeOf(lives.slice(Math.floor(lives.length / 2))).toFixed(2)} MB a minute`,
  )
}

/** Least squares, in megabytes a minute. */
function slopeOf(points: { minute: number; megabytes: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [mean(({ minute }) => minute), mean(({ megabytes }) => megabytes)]
  const spread = points.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0)
  return points.reduce((sum, { minute, megabytes }) => sum + (minute - x) * (megabytes - y), 0) / (spread || 1)
}

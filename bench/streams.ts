/** Open event streams: what they cost, and how soon all of them hear of a change. */
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clinic } from './clinic.ts'
import type { Running } from './processes.ts'

export interface Streams {
  count: number
  /** MB that the server grew by. */
  memory: number
  /** Milliseconds from the change until the last stream heard, for each change. */
  heard: number[]
}

const changes = 20
const patienceMs = 10_000

export async function runStreams(server: Running, clinic: Clinic, count: number): Promise<Streams> {
  const before = server.memory()
  const hearers = { waiting: undefined as { mark: string; left: Set<Socket>; done(): void } | undefined }
  const sockets = await Promise.all(
    Array.from({ length: count }, () => follow(server, clinic, (socket, text) => hear(hearers, socket, text))),
  )
  await sleep(1000)
  const memory = server.memory() - before
  const heard: number[] = []
  for (let id = 1; id <= changes; id++) {
    const all = new Promise<void>((done) => (hearers.waiting = { mark: `"entityId":${id},`, left: new Set(sockets), done }))
    const began = performance.now()
    await changeLead(server, clinic, id)
    const timer = sleep(patienceMs, 'late', { ref: false })
    if ((await Promise.race([all, timer])) === 'late') throw new Error(`Some streams heard nothing of lead ${id}`)
    heard.push(performance.now() - began)
  }
  for (const socket of sockets) socket.destroy()
  return { count, memory, heard }
}

function hear(hearers: { waiting: { mark: string; left: Set<Socket>; done(): void } | undefined }, socket: Socket, text: string) {
  const { waiting } = hearers
  if (!waiting || !text.includes(waiting.mark) || !waiting.left.delete(socket)) return
  if (waiting.left.size === 0) waiting.done()
}

/** Resolves once the stream has begun. */
function follow({ address }: Running, { tokens }: Clinic, onText: (socket: Socket, text: string) => void): Promise<Socket> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.write(
    `GET /api/v1/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${tokens.seller}\r\naccept: text/event-stream\r\n\r\n`,
  )
  return new Promise((done, failed) => {
    socket.once('error', failed)
    socket.once('data', (chunk) => {
      if (!chunk.toString().startsWith('HTTP/1.1 200')) return failed(new Error(`No event stream: ${chunk.toString().slice(0, 200)}`))
      socket.on('data', (more) => onText(socket, more.toString()))
      done(socket)
    })
  })
}

async function changeLead({ address }: Running, { tokens }: Clinic, id: number): Promise<void> {
  const response = await fetch(`${address}/api/v1/leads/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${tokens.seller}`, 'content-type': 'application/json' },
    body: JSON.stringify({ leadOutcome: `Heard at ${performance.now()}` }),
  })
  if (!response.ok) throw new Error(`The change was refused: ${response.status} ${await response.text()}`)
}

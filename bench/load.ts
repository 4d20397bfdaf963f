/**
 * HTTP load from keep-alive connections, each asking again once it has its answer. Our own few lines because the machine
 * is shared with what is measured: autocannon took twice the CPU for each request and counts latency in whole ms.
 */
import { connect, type Socket } from 'node:net'

export interface Ask {
  method: 'GET' | 'PATCH' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: unknown
}
export interface Measured {
  /** Answers a second. */
  rate: number
  /** Milliseconds. */
  p99: number
  longest: number
}
export interface HttpLoad {
  address: string
  asks: Ask[]
  connections: number
  seconds: number
}

export async function runHttpLoad({ address, asks, connections, seconds }: HttpLoad): Promise<Measured> {
  const { hostname, port } = new URL(address)
  const requests = asks.map((ask) => requestText(ask, `${hostname}:${port}`))
  const latencies: number[] = []
  const began = performance.now()
  const end = began + seconds * 1000
  const loops = Array.from({ length: connections }, async (_, index) => {
    const socket = connect(Number(port), hostname).setNoDelay(true)
    const next = answers(socket)
    for (let at = Math.floor((index * requests.length) / connections); performance.now() < end; at++) {
      const asked = performance.now()
      socket.write(requests[at % requests.length] as Buffer)
      await next()
      latencies.push(performance.now() - asked)
    }
    socket.destroy()
  })
  await Promise.all(loops)
  return measured(latencies, performance.now() - began)
}

export function measured(latencies: number[], tookMs: number): Measured {
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  return { rate: (latencies.length / tookMs) * 1000, p99: at(0.99), longest: at(1) }
}

function requestText({ method, path, headers = {}, body }: Ask, host: string): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all: Record<string, string> = { host, ...headers }
  if (body !== undefined) Object.assign(all, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) })
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
}

/** Waits for one whole answer; any other status than 200 ends the run. */
function answers(socket: Socket): () => Promise<void> {
  let settle: { done(): void; failed(error: Error): void } | undefined
  let missing = 0
  socket.on('data', (chunk) => {
    missing = missing > 0 ? missing - chunk.length : restOf(chunk, (error) => settle?.failed(error))
    if (missing <= 0) settle?.done()
  })
  socket.on('error', (error) => settle?.failed(error))
  socket.on('close', () => settle?.failed(new Error('The server closed the connection')))
  return () => new Promise((done, failed) => (settle = { done, failed }))
}

/** Bytes of the answer that are still to come after its first chunk. */
function restOf(chunk: Buffer, fail: (error: Error) => void): number {
  const headEnd = chunk.indexOf('\r\n\r\n')
  const head = chunk.toString('latin1', 0, headEnd)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
    fail(new Error(`Unexpected answer: ${chunk.toString().slice(0, 600)}`))
    return 0
  }
  return headEnd + 4 + Number(length) - chunk.length
}

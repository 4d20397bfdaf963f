/** What stands in front of several instances: sends each request to one that `/readyz` calls ready, and tries nothing twice. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Balancer {
  address: string
  /** How many stand ready. */
  ready(): number
  close(): Promise<void>
}

const checkEveryMs = 100

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true })
  const ready = new Set<number>()
  const closed = new AbortController()
  const watch = async (port: number, heard: () => void) => {
    for (;;) {
      const state = await readiness(port)
      if (closed.signal.aborted) return
      if (state) ready.add(port)
      else if (state === false) ready.delete(port)
      if (state !== undefined) heard()
      await sleep(checkEveryMs)
    }
  }
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const port = [...ready][turn++ % Math.max(1, ready.size)]
    if (port === undefined) return void outgoing.writeHead(599, 'nobody is ready').end()
    pass(incoming, outgoing, { port, agent })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  await Promise.all(ports.map((port) => new Promise<void>((heard) => void watch(port, heard))))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: () => ready.size,
    close: async () => {
      closed.abort()
      agent.destroy()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** What it says of itself. One that is silent for a second says nothing new, and is asked again: machines stall. */
const readiness = (port: number): Promise<boolean | undefined> =>
  fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.ok
    },
    (error: Error) => (error.name === 'TimeoutError' ? undefined : false),
  )

function pass(incoming: IncomingMessage, outgoing: ServerResponse, { port, agent }: { port: number; agent: Agent }): void {
  const { method, url: path, headers } = incoming
  const onward = request({ port, agent, method, path, headers, host: '127.0.0.1' }, (answer) => {
    const { connection: _, ...rest } = answer.headers
    outgoing.writeHead(answer.statusCode ?? 599, rest)
    answer.pipe(outgoing)
  })
  onward.on('error', (error) => outgoing.writeHead(599, error.message.replace(/\W/g, ' ')).end())
  incoming.pipe(onward)
}

/** A line to PostgreSQL that can be slow, or hold everything back; what it held goes on when it is well again. */
import { createConnection, createServer, type Socket } from 'node:net'
import { join } from 'node:path'

export interface LazyLine {
  /** The same database, over this line. */
  urlFor(url: string): string
  /** How long each piece that PostgreSQL says takes; `Infinity` holds it back. */
  delay(ms: number): void
  close(): void
}

export async function openLazyLine(clusterUrl: string): Promise<LazyLine> {
  const path = join(decodeURIComponent(new URL(clusterUrl).hostname), '.s.PGSQL.5432')
  const ends = new Set<Socket>()
  const held: (() => void)[] = []
  let pause = 0
  const server = createServer((near) => {
    const far = createConnection(path)
    for (const socket of [near, far]) {
      ends.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => ends.delete(socket))
    }
    near.on('data', (bytes) => far.write(bytes))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    far.on('data', (bytes) => {
      const pass = () => near.destroyed || near.write(bytes)
      if (pause === Number.POSITIVE_INFINITY) held.push(pass)
      else if (pause) setTimeout(pass, pause)
      else pass()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const port = Object(server.address()).port
  return {
    urlFor: (url) => {
      const { username, password, pathname } = new URL(url)
      return `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`
    },
    delay: (ms) => {
      pause = ms
      if (ms === Number.POSITIVE_INFINITY) return
      for (const pass of held.splice(0)) pass()
    },
    close: () => {
      server.close()
      for (const socket of ends) socket.destroy()
    },
  }
}

/** Stopping without waiting for connections that have nothing to say. */
import type { Socket } from 'node:net'
import type { App } from './house.ts'

const sweepMs = 50

/**
 * Browsers open connections ahead of need, and Node counts one that has never asked anything as busy: a stop would wait
 * for it. One that falls idle while the server stops is closed at once too, not when its keep-alive runs out.
 */
export function closePromptly(app: App): void {
  const silent = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', ({ socket }) => silent.delete(socket))
  let sweep: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    sweep = setInterval(() => {
      for (const socket of silent) socket.destroy()
      app.server.closeIdleConnections()
    }, sweepMs)
  })
  app.addHook('onClose', async () => clearInterval(sweep))
}

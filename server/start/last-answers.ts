import type { Server, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

const sweepEveryMs = 50

/**
 * Answers how to close the app so that no request fails. For `drainMs` it is not ready, but takes what still comes. Then
 * requests under way are answered: their answers say that the connection ends with
 * them, and connections that fall idle are closed instead of being kept for a next request.
 */
export function closesAfterLastAnswers(app: FastifyInstance, drainMs: number): () => Promise<void> {
  const server: Server = app.server
  const underWay = new Set<ServerResponse>()
  let isClosing = false
  server.on('request', (_request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    if (isClosing) sayGoodbye(response)
  })
  return async () => {
    app.leave()
    isClosing = true
    if (drainMs) await sleep(drainMs)
    for (const response of underWay) sayGoodbye(response)
    const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs)
    try {
      await app.close()
    } finally {
      clearInterval(sweep)
    }
  }
}

function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
}

import type { Server, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

const sweepEveryMs = 50

/**
 * Answers how to close the app so that requests under way are answered: their answers say that the connection ends with
 * them, and connections that fall idle are closed instead of being kept for a next request.
 */
export function closesAfterLastAnswers(app: FastifyInstance): () => Promise<void> {
  const server: Server = app.server
  const underWay = new Set<ServerResponse>()
  let isClosing = false
  server.on('request', (_request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    if (isClosing) sayGoodbye(response)
  })
  return async () => {
    isClosing = true
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

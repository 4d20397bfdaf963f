import { createServer } from 'node:http'
import type { Registry } from 'prom-client'
import { portError } from './checks.ts'

export type MetricsListener = { port: number; close(): Promise<void> }

/** Prometheus text at /metrics on a listener of its own, on this machine only. Throws StartError for a taken port. */
export async function serveMetrics(metrics: Registry, port: number): Promise<MetricsListener> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.metrics())
  })
  await new Promise<void>((done, failed) => {
    server.once('error', (error) => failed(portError(error, port, '127.0.0.1', 'METRICS_PORT')))
    server.listen(port, '127.0.0.1', done)
  })
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

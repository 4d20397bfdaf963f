import { Counter, Registry } from 'prom-client'
import { afterEach, expect, test } from 'vitest'
import { type MetricsListener, serveMetrics } from './metrics.ts'

let listener: MetricsListener | undefined
afterEach(() => listener?.close())

test('the figures are served as Prometheus text on a port of their own, and nothing else is', async () => {
  const metrics = new Registry()
  new Counter({ name: 'claims_total', help: 'Claims', registers: [metrics] }).inc(3)
  listener = await serveMetrics(metrics, 0)
  const answer = await fetch(`http://127.0.0.1:${listener.port}/metrics`)
  expect(await answer.text()).toContain('claims_total 3')
  expect((await fetch(`http://127.0.0.1:${listener.port}/`)).status).toBe(404)
})

test('a taken metrics port is named', async () => {
  listener = await serveMetrics(new Registry(), 0)
  await expect(serveMetrics(new Registry(), listener.port)).rejects.toThrow(`METRICS_PORT ${listener.port} is taken`)
})

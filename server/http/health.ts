/** Health for load balancers and figures for Prometheus. Cheap: at most one database query a second, whoever asks. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { knownMigrations } from '../db/migrate.ts'
import type { App } from './house.ts'
import { measurePools } from './pool-metrics.ts'

const askEveryMs = 1000

export function serveHealth(app: App, standing: () => readonly StandingAlarm[] = () => []) {
  const metrics = measure(app)
  showAlarms(metrics, standing)
  const readiness = readinessOf(app)
  let isLeaving = false
  app.decorate('leave', () => {
    isLeaving = true
  })
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const { ready, alarms } = isLeaving ? { ready: false, alarms: ['This instance is going down'] } : await readiness()
    if (!ready) reply.code(503).header('retry-after', '2')
    return { status: ready ? 'ready' : 'not ready', alarms: [...alarms, ...standing().map(({ text }) => text)] }
  })
  app.decorate('metrics', metrics)
}

/** What somebody has to see to, though it keeps nobody from working: a late backup. */
interface StandingAlarm {
  kind: string
  text: string
}

function showAlarms(registry: Registry, standing: () => readonly StandingAlarm[]): void {
  new Gauge({
    name: 'healthcrm_alarm',
    help: 'Alarms that stand, by kind',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { kind } of standing()) this.set({ kind }, 1)
    },
  })
}

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Registry
    /** From now on it is not ready: whoever shares out requests sends none here. */
    leave(): void
  }
}

/** The metrics go to their own listener (METRICS_PORT), never to the public one. */
function measure(app: App): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  /** Those of each route and status, found once. */
  const known = new Map<string, Histogram.Internal<'route' | 'status'>>()
  app.addHook('onResponse', (request, reply, done) => {
    done()
    const route = request.routeOptions.config.endpoint?.key ?? 'other'
    const name = `${reply.statusCode} ${route}`
    const its = known.get(name) ?? seconds.labels({ route, status: String(reply.statusCode) })
    known.set(name, its)
    its.observe(reply.elapsedTime / 1000)
  })
  measurePools(registry, app.house.database)
  return registry
}

interface Readiness {
  ready: boolean
  alarms: string[]
}

/** The last answer serves for a second; concurrent callers share one question. */
export function readinessOf(app: App): () => Promise<Readiness> {
  let asked = 0
  let answer: Promise<Readiness> | undefined
  return () => {
    if (!answer || Date.now() - asked >= askEveryMs) {
      asked = Date.now()
      answer = ask(app)
    }
    return answer
  }
}

const answersWithinMs = 2000

async function ask(app: App): Promise<Readiness> {
  const late = new Promise<Readiness>((resolve) => {
    setTimeout(() => resolve({ ready: false, alarms: ['The database is slow to answer'] }), answersWithinMs).unref()
  })
  return Promise.race([askDatabase(app), late])
}

async function askDatabase(app: App): Promise<Readiness> {
  try {
    const { rows } = await app.house.database.pool.query<{ newest: string; recovering: boolean }>(
      'SELECT newest_migration()::text AS newest, pg_is_in_recovery() AS recovering',
    )
    const newest = knownMigrations().at(-1)?.when
    if (rows[0]?.recovering) return { ready: false, alarms: ['The database is read-only'] }
    if (Number(rows[0]?.newest) !== newest) return { ready: false, alarms: ['Migrations of another release'] }
    return { ready: true, alarms: [] }
  } catch {
    return { ready: false, alarms: ['The database is away'] }
  }
}

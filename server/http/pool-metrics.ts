/** Figures of the connections to the database and to its replicas. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { onWait } from '../db/connection.ts'
import { allHits } from '../db/hits.ts'
import type { OpenDatabase } from '../db/open.ts'

export function measurePools(registry: Registry, database: OpenDatabase): void {
  const { pool } = database
  const connections = { total: () => pool.totalCount, idle: () => pool.idleCount, waiting: () => pool.waitingCount }
  new Gauge({
    name: 'database_pool_connections',
    help: 'Connections of the pool by state, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(connections)) this.set({ state }, count())
    },
  })
  const waited = new Histogram({
    name: 'database_pool_wait_seconds',
    help: 'How long those waited who found no idle connection',
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2],
    registers: [registry],
  })
  onWait(pool, (seconds) => waited.observe(seconds))
  new Counter({
    name: 'kept_reads_total',
    help: 'Reads of what this instance keeps in memory, by what and whether it was there',
    labelNames: ['what', 'outcome'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [what, { hits, misses }] of allHits()) {
        this.inc({ what, outcome: 'hit' }, hits)
        this.inc({ what, outcome: 'miss' }, misses)
      }
    },
  })
  if (database.replicas) measureReplicas(registry, database.replicas)
}

function measureReplicas(registry: Registry, replicas: NonNullable<OpenDatabase['replicas']>): void {
  const registers = [registry]
  const labelNames = ['replica'] as const
  new Gauge({
    name: 'database_replica_up',
    help: '1 where a replica serves reads',
    labelNames,
    registers,
    collect() {
      for (const { name, state } of replicas.states()) this.set({ replica: name }, state === 'in step' ? 1 : 0)
    },
  })
  new Gauge({
    name: 'database_replica_lag_seconds',
    help: 'Since when a replica lacks something',
    labelNames,
    registers,
    collect() {
      for (const { name, ageMs } of replicas.states()) this.set({ replica: name }, ageMs / 1000)
    },
  })
  new Gauge({
    name: 'database_replica_lag_bytes',
    help: 'How much of the log a replica lacks',
    labelNames,
    registers,
    collect() {
      for (const { name, bytesBehind } of replicas.states()) this.set({ replica: name }, bytesBehind)
    },
  })
  new Counter({
    name: 'database_replica_reads_total',
    help: 'Reads that a replica may serve, by who did',
    labelNames: ['by'],
    registers,
    collect() {
      this.reset()
      for (const [by, count] of Object.entries(replicas.reads)) this.inc({ by }, count)
    },
  })
}

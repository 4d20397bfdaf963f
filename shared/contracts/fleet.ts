/** What runs beside this instance: other instances, replicas, and what the database spends its time on. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { SentTime } from '../inputs.ts'

export const Fleet = z
  .object({
    instances: z.int().describe('Instances of HealthCRM that listen to this database'),
    replicas: z.array(
      z.object({
        name: z.string(),
        state: z.enum(['in step', 'behind', 'away']).describe('Only those in step serve reads'),
        since: SentTime,
        ageSeconds: z.number().describe('Since when it lacks something; 0 if it lacks nothing'),
        bytesBehind: z.int(),
      }),
    ),
    reads: z.object({ replica: z.int(), primary: z.int() }).describe('Reads of this instance that a replica may serve, by who did'),
  })
  .meta({ id: 'Fleet' })

const Hint = z.object({
  table: z.string(),
  columns: z.array(z.string()).describe('An index that begins with one of them would spare reading the table'),
  rows: z.int().describe('That are read, as the database estimates'),
})

export const SlowQueries = z
  .object({
    state: z
      .enum(['collecting', 'not_installed', 'not_loaded', 'hidden'])
      .describe('Whether PostgreSQL collects them (pg_stat_statements) and lets us see them'),
    since: SentTime.nullable(),
    data: z.array(
      z.object({
        id: z.string(),
        text: z.string().describe('With $1, $2 in the place of values'),
        calls: z.int(),
        totalMs: z.number(),
        meanMs: z.number(),
        maxMs: z.number(),
        rows: z.int().describe('Returned or changed, by all calls'),
        hints: z.array(Hint).describe('Tables that are read as a whole to find few rows'),
      }),
    ),
  })
  .meta({ id: 'SlowQueries' })

export const QueryPlan = z
  .object({
    text: z.string(),
    plan: z.array(z.string()).describe('Lines of EXPLAIN for any values; the statement is not run. Empty where it cannot be planned alone'),
    hints: z.array(Hint),
  })
  .meta({ id: 'QueryPlan' })

const QueryId = z.strictObject({ id: z.string().regex(/^-?\d{1,19}$/, 'must be the id of a statement') })
const Order = z.strictObject({
  sort: z.enum(['-totalMs', '-meanMs', '-calls']).default('-totalMs'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

export const fleetApi = {
  fleet: endpoint('GET', '/system/fleet', { summary: 'Instances beside this one, and replicas with their lag', reply: Fleet }),
  slowQueries: endpoint('GET', '/system/slow-queries', {
    summary: 'What the database spends its time on, with hints at missing indexes',
    query: Order,
    reply: SlowQueries,
  }),
  plan: endpoint('GET', '/system/slow-queries/:id/plan', {
    summary: 'How the database would run a statement',
    params: QueryId,
    reply: QueryPlan,
  }),
}

/** System health: what an Admin or operator needs to know of the machine, and nothing of people. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { SentTime } from '../inputs.ts'

export const SystemHealth = z
  .object({
    state: z.object({ ready: z.boolean(), alarms: z.array(z.string()) }),
    app: z.object({
      version: z.string(),
      node: z.string(),
      startedAt: SentTime,
      memoryBytes: z.int(),
      openStreams: z.int().describe('Pages that hear of changes as they happen'),
      mail: z.boolean().describe('Whether a mail server is set'),
    }),
    database: z.object({
      version: z.string(),
      bytes: z.int(),
      connections: z.object({ used: z.int(), most: z.int() }),
      pool: z.object({ open: z.int(), idle: z.int(), waiting: z.int() }),
      tables: z.array(z.object({ name: z.string(), rows: z.int().describe('As the database estimates'), bytes: z.int() })),
    }),
    migrations: z.object({ newest: z.string().nullable(), applied: z.int(), known: z.int(), at: SentTime.nullable() }),
    jobs: z.object({
      waiting: z.int(),
      active: z.int(),
      failed: z.int().describe('Given up, within the last day'),
      oldestWaitingAt: SentTime.nullable(),
      queues: z.array(z.object({ name: z.string(), waiting: z.int(), active: z.int(), failed: z.int() })),
    }),
    lastImport: z.object({ id: z.int(), kind: z.string(), state: z.string(), at: SentTime }).nullable(),
    disk: z.object({ freeBytes: z.int(), totalBytes: z.int() }),
  })
  .meta({ id: 'SystemHealth' })

export const systemApi = {
  health: endpoint('GET', '/system', { summary: 'How the system is: versions, database, jobs, disk', reply: SystemHealth }),
}

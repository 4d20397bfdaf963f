/**
 * Work done behind a request: a job is a row written in the change's own transaction, so it exists exactly when the
 * change does. Handlers live in their rooms; they act at least once and must bear a repetition.
 */
import { PgBoss } from 'pg-boss'
import type { Tx } from '../db/connection.ts'
import { jobsSchema } from '../db/jobs-schema.ts'
import type { OpenDatabase } from '../db/open.ts'

/** Ids and kinds only, or what is sealed: a job may outlive what it speaks of, and its row is no place for people's data. */
export type JobData = Record<string, number | string | boolean | null>

export interface QueueSettings {
  /** Tries after the first, with growing pauses: by itself for most of a day, in which a mail server comes back. */
  retries?: number
  /** A job that takes longer is given to another worker. */
  longestSeconds?: number
  /** Jobs of this queue at work at the same time on this instance. */
  atOnce?: number
}

export interface Jobs {
  /** Names who does the jobs of a queue; before `start`. */
  work<Data extends JobData>(queue: string, handle: (data: Data) => Promise<void>, settings?: QueueSettings): void
  /** A job at fixed times: `cron` with five fields, in UTC. */
  schedule(queue: string, cron: string, handle: () => Promise<void>): void
  start(): Promise<void>
  close(): Promise<void>
}

/** Writes a job in the transaction of the change that asks for it; it runs once that is committed. */
export async function enqueue(db: Tx, queue: string, data: JobData, afterSeconds = 0): Promise<void> {
  await db.$client.query('select enqueue_job($1, $2, $3)', [queue, JSON.stringify(data), afterSeconds])
}

interface Work {
  queue: string
  handle: (data: never) => Promise<void>
  settings: QueueSettings
  cron: string | undefined
}

export function openJobs(database: Pick<OpenDatabase, 'url'>, onError: (error: unknown) => void): Jobs {
  const works: Work[] = []
  let boss: PgBoss | undefined
  return {
    work: (queue, handle, settings = {}) => void works.push({ queue, handle, settings, cron: undefined }),
    schedule: (queue, cron, handle) => void works.push({ queue, handle, settings: { retries: 0 }, cron }),
    start: async () => {
      boss = newBoss(database, onError)
      await boss.start()
      for (const work of works) await begin(boss, work, onError)
    },
    close: async () => {
      await boss?.stop({ graceful: true, timeout: 20_000 })
      boss = undefined
    },
  }
}

function newBoss(database: Pick<OpenDatabase, 'url'>, onError: (error: unknown) => void): PgBoss {
  const boss = new PgBoss({
    connectionString: database.url,
    // The login itself may do nothing: every session of the queue acts as the product.
    options: '-c timezone=UTC -c role=system',
    application_name: 'healthcrm jobs',
    schema: jobsSchema,
    max: 2,
    migrate: false,
    createSchema: false,
    // A job whose worker was killed is given to another within a minute.
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    // Both ask for ownership, which the app does not have.
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
  })
  boss.on('error', onError)
  return boss
}

async function begin(boss: PgBoss, { queue, handle, settings, cron }: Work, onError: (error: unknown) => void) {
  const options = {
    retryLimit: settings.retries ?? 30,
    retryDelay: 2,
    retryDelayMax: 60 * 60,
    retryBackoff: true,
    expireInSeconds: settings.longestSeconds ?? 300,
    // A worker says so often that it is still at it.
    heartbeatSeconds: 30,
    deleteAfterSeconds: 24 * 60 * 60,
    notify: true,
  }
  await boss.createQueue(queue, options)
  await boss.updateQueue(queue, options)
  for (let at = 0; at < (settings.atOnce ?? 1); at++) await hire(boss, queue, handle, onError)
  if (cron) await boss.schedule(queue, cron, null, { tz: 'UTC' })
}

/** Takes the next job as soon as one is done, while there are any: pg-boss alone would have each wait for the next look. */
async function hire(boss: PgBoss, queue: string, handle: Work['handle'], onError: (error: unknown) => void): Promise<void> {
  let worker: string | undefined
  const options = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 }
  worker = await boss.work(queue, options, async ([job]) => {
    try {
      await handle((job?.data ?? {}) as never)
    } catch (error) {
      onError(error)
      throw error
    } finally {
      if (worker !== undefined) boss.notifyWorker(worker)
    }
  })
}

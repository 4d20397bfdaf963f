import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type pino from 'pino'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from '../db/embedded/embedded.ts'
import { openDatabase } from '../db/open.ts'
import type { Log } from '../log.ts'
import { findKeeping } from '../operations/external/external-keeping.ts'
import { startKeeping } from '../operations/keeping.ts'
import { upgradeSafely } from '../operations/upgrade/upgrade.ts'
import { newWatch } from '../operations/watch.ts'
import { keptSecret, randomSecret } from '../secrets.ts'
import { prepareClinic } from '../setup/prepare.ts'
import { createSetupLink } from '../setup/setup.ts'
import { checkDatabase, checkFolder, checkPort, portError } from './checks.ts'
import type { Closing } from './closing.ts'
import { lockData } from './data-lock.ts'
import { closesAfterLastAnswers } from './last-answers.ts'
import { serveMetrics } from './metrics.ts'

export type Started = {
  /** Where a browser on this machine finds us. */
  address: string
  /** Until somebody is there: the page, once, that makes the first Admin. */
  setupLink: string | undefined
}

type Starting = { config: Config; closing: Closing; log: pino.Logger; say: (line: string) => void }

/**
 * From the settings to a server that answers; what is cheap to refuse is refused before the work. Each step leaves with
 * `closing` how it ends. Throws StartError or DatabaseUnfit with a line for a person.
 */
export async function start(starting: Starting): Promise<Started> {
  const { config, closing, log } = starting
  await checkPort(config.port, config.host)
  if (config.backupDir !== join(config.dataDir, 'backups')) checkFolder('BACKUP_DIR', config.backupDir)
  const lock = lockData(config.dataDir)
  closing.add(lock.release)
  const keeping = config.databaseUrl ? undefined : startKeeping(config, plainLog(starting))
  if (keeping) closing.add(keeping.close)
  const { ownerUrl, stop } = await findDatabase(starting)
  const open = () =>
    openDatabase({
      ownerUrl,
      appUrl: config.databaseAppUrl,
      dataDir: config.dataDir,
      pooler: config.databasePooler,
      poolSize: config.poolSize,
      replicaUrls: config.replicaUrls,
    })
  const database =
    keeping && stop
      ? await upgradeSafely({ ownerUrl, dataDir: config.dataDir, backups: keeping, stop, log: plainLog(starting) }, open)
      : await open()
  closing.add(database.close)
  const backups = keeping ?? (await findKeeping(config, ownerUrl, plainLog(starting)))
  const sessionSecret = config.sessionSecret ?? keptSecret(config.dataDir, 'session', randomSecret)
  const watch = newWatch({
    database,
    ownerUrl,
    dataDir: config.dataDir,
    backups,
    hasMail: config.smtpUrl !== undefined,
    onError: (error) => log.error(`The alarms could not be looked at: ${error instanceof Error ? error.message : error}`),
  })
  closing.add(watch.close)
  const app = await buildApp({ config: { ...config, sessionSecret }, database, log, alarms: watch.standing, backups })
  closing.add(closesAfterLastAnswers(app, config.drainSeconds * 1000))
  if (config.metricsPort !== undefined) closing.add((await serveMetrics(app.metrics, config.metricsPort)).close)
  await prepareClinic(database, { ...config, sessionSecret }, new Date())
  if (backups.kind !== 'elsewhere') backups.begin({ ownerUrl, database, jobs: app.house.jobs })
  await app.house.jobs.start()
  watch.begin()
  const address = await listen(app, config)
  lock.tell(address)
  return { address, setupLink: await createSetupLink(database, address, new Date()) }
}

/** The owner's URL of the given PostgreSQL, or of the one that comes with HealthCRM, started. */
async function findDatabase(starting: Starting): Promise<{ ownerUrl: string; stop?: () => Promise<void> }> {
  const { config, closing } = starting
  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl)
    return { ownerUrl: config.databaseUrl }
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log: plainLog(starting) })
  closing.add(postgres.stop)
  return postgres
}

/** News of the start are for the person who watches it, trouble is for the log. */
const plainLog = ({ say, log }: Starting): Log => ({
  info: say,
  warn: (line) => log.warn(line),
  error: (line) => log.error(line),
})

async function listen(app: FastifyInstance, { port, host, publicUrl }: Config): Promise<string> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    throw portError(error, port, host)
  }
  const bound = app.server.address()
  const boundPort = typeof bound === 'object' && bound ? bound.port : port
  const isLocal = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host)
  return publicUrl ?? `http://${isLocal ? 'localhost' : host}:${boundPort}`
}

/** Puts the house together: plugins, gate, rooms, pages. */
import { type FastifyBaseLogger, fastify, LogController } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { openReadTrail } from './activity/reads.ts'
import { serveStartPages } from './arrivals/start-routes.ts'
import { openAuth } from './auth/auth.ts'
import type { Config } from './config.ts'
import { openKept } from './db/kept.ts'
import { openListener } from './db/listen.ts'
import type { OpenDatabase } from './db/open.ts'
import { errorCode } from './db/sqlstate.ts'
import { noteReads } from './http/access.ts'
import { requestAllowances } from './http/allowances.ts'
import { bodyLimit, readJsonStrictly, validateParts } from './http/body.ts'
import { closePromptly } from './http/closing.ts'
import { notFound } from './http/errors.ts'
import { refuseUnknownRoutes } from './http/fallback.ts'
import { setHeaders } from './http/headers.ts'
import { serveHealth } from './http/health.ts'
import type { App } from './http/house.ts'
import { describeApi, serveApiDocument } from './http/openapi.ts'
import { servePages } from './http/pages.ts'
import { refuseUnreadable, sendProblem } from './http/problem.ts'
import { speakPlainly } from './http/words.ts'
import { openJobs } from './jobs/jobs.ts'
import type { Alarm } from './operations/alarms/alarms.ts'
import { openArchives } from './operations/archive/reading.ts'
import type { KnownBackups } from './operations/operations.ts'
import { auditPlaceOf } from './operations/seals/audit-jobs.ts'
import { patientIdentity } from './portal/identity.ts'
import { openRooms } from './rooms.ts'
import { publishSigningKeys } from './signatures/well-known.ts'

export interface AppParts {
  config: Config & { sessionSecret: string }
  database: OpenDatabase
  log: FastifyBaseLogger | false
  /** The clock; tests bring their own. */
  now?: () => Date
  /** What stands to be seen to, for readiness and metrics. */
  alarms?: (() => readonly Alarm[]) | undefined
  /** Of the database. */
  backups?: KnownBackups
}

export async function buildApp({ config, database, log, now = () => new Date(), alarms, backups }: AppParts): Promise<App> {
  const app = newApp(config, log)
  app.setValidatorCompiler(validateParts)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  speakPlainly()
  readJsonStrictly(app)
  const reads = openReadTrail(database, (error) => app.log.error({ code: errorCode(error) }, 'the access log could not be written'))
  // Never the message: that of a database error can hold people's data.
  const onError = (error: unknown) =>
    app.log.error({ code: errorCode(error), kind: error instanceof Error ? error.name : typeof error }, 'work behind the requests failed')
  const listener = await openListener(database.url, onError)
  const jobs = openJobs(database, onError)
  const auth = await openAuth({ config, database, listener, now, onError })
  app.decorate('house', {
    database,
    secret: config.sessionSecret,
    publicUrl: config.publicUrl,
    listener,
    jobs,
    kept: await openKept(database, listener),
    identify: auth.identify,
    identifyPatient: patientIdentity({ config, database, now }),
    takeRequest: requestAllowances({ database, now, perMinute: config.requestsPerMinute }),
    noteAccess: reads.note,
    archives: openArchives(auditPlaceOf(config)),
    now,
  })
  app.decorateRequest('caller', undefined)
  app.decorateRequest('patient', undefined)
  app.decorateRequest('shownIds')
  app.decorateRequest('isTold', false)
  app.decorateRequest('shown')
  app.addHook('onClose', async () => {
    await jobs.close()
    await auth.close()
    await listener.close()
    await reads.close()
  })
  closePromptly(app)
  setHeaders(app)
  noteReads(app)
  refuseUnknownRoutes(app)
  await describeApi(app)
  await app.register(async (api) => openRooms(api, { config, database, auth, now, backups }), { prefix: '/api/v1' })
  await serveApiDocument(app)
  serveHealth(app, alarms)
  publishSigningKeys(app)
  await serveStartPages(app)
  await servePages(app)
  return app
}

function newApp(config: Config, log: AppParts['log']): App {
  return fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    // Addresses can hold what somebody searched for: requests are counted, not written down.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // A machine that stalls while it starts is waited for; ten seconds would have it give up.
    pluginTimeout: 120_000,
    routerOptions: { maxParamLength: 300 },
    // An address that the router itself refuses: no record has a name so long.
    frameworkErrors: (error, request, reply) => {
      sendProblem(error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? notFound('What this address names') : error, request, reply)
    },
    clientErrorHandler: refuseUnreadable,
    forceCloseConnections: 'idle',
    // Long enough for a large list over a slow line.
    requestTimeout: 600_000,
    genReqId: () => crypto.randomUUID(),
    // A logger for each request would cost more than the few lines it writes; problems name their request.
    childLoggerFactory: (logger) => logger,
    // A proxy on this machine says whose call it passes on, once an address for people is set; nobody else is believed.
    trustProxy: config.publicUrl ? 'loopback' : false,
  })
}

/**
 * The real app on a real database of its own, copied from the migrated template; one for each test file. People of
 * every role hold an API token; `as(person)` calls the API like a program of theirs.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import type { UserRole } from '../../shared/values.ts'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { forbidNesting } from '../db/nesting.ts'
import { type OpenDatabase, openDatabase } from '../db/open.ts'
import type { App } from '../http/house.ts'
import type { Alarm } from '../operations/alarms/alarms.ts'
import type { KnownBackups } from '../operations/operations.ts'
import { databaseAt } from './cluster.ts'

export interface Person {
  id: number
  role: UserRole
  email: string
  token: string
}
export interface Answer<T = Record<string, unknown>> {
  status: number
  headers: Record<string, string | undefined>
  text: string
  body: T
}
interface Asking {
  headers?: Record<string, string>
}
export interface Client {
  get<T = Record<string, unknown>>(path: string, asking?: Asking): Promise<Answer<T>>
  post<T = Record<string, unknown>>(path: string, body?: unknown, asking?: Asking): Promise<Answer<T>>
  put<T = Record<string, unknown>>(path: string, body?: unknown, asking?: Asking): Promise<Answer<T>>
  patch<T = Record<string, unknown>>(path: string, body?: unknown, asking?: Asking): Promise<Answer<T>>
  delete<T = Record<string, unknown>>(path: string, asking?: Asking): Promise<Answer<T>>
}
export interface TestApp {
  app: App
  database: OpenDatabase
  /** Raw SQL as the owner, past every policy. */
  sql<Row extends pg.QueryResultRow = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  people: { sdr: Person; otherSdr: Person; coach: Person; otherCoach: Person; admin: Person }
  as(person: Person | undefined): Client
  addPerson(role: UserRole): Promise<Person>
  close(): Promise<void>
}

interface Options {
  now?: () => Date
  env?: Record<string, string>
  poolSize?: number
  /** Answers the app's login through a pooler that lends connections by the transaction. */
  throughPooler?: (ownerUrl: string) => string
  /** Of an embedded database. */
  backups?: KnownBackups
  /** What stands to be seen to. */
  alarms?: () => readonly Alarm[]
  /** Faults of the server show in the test run, unless they are wanted here. */
  log?: FastifyBaseLogger
  /** One more instance on a database that somebody else made and drops, or a database of another server. */
  onto?: { ownerUrl: string; dataDir: string; replicaUrls?: string[] }
}

export async function testApp({
  now,
  env = {},
  poolSize = 4,
  throughPooler,
  backups,
  alarms,
  log = faults(),
  onto,
}: Options = {}): Promise<TestApp> {
  forbidNesting()
  const ownerUrl = onto?.ownerUrl ?? (await copyTemplate())
  const dataDir = onto?.dataDir ?? inject('clusterDataDir')
  const pooling = throughPooler ? ({ pooler: 'transaction', appUrl: throughPooler(ownerUrl) } as const) : ({ pooler: 'none' } as const)
  const database = await openDatabase({ ownerUrl, dataDir, poolSize, replicaUrls: onto?.replicaUrls ?? [], ...pooling })
  const config = {
    ...readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test', ...env }),
    sessionSecret: 'a secret of the tests, forty letters long',
  }
  const app = await buildApp({ config, database, log, backups, alarms, ...(now ? { now } : {}) })
  await app.ready()
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2, options: '-c timezone=UTC' })
  // A connection that is still saying goodbye when its database goes is no fault.
  owner.on('connect', (client) => client.on('error', () => undefined))
  // A test that takes the database away ends these connections too.
  owner.on('error', () => undefined)
  const run = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await owner.query<Row>(text, values)).rows
  const addPerson = (role: UserRole) => makePerson(run, role)
  const people = {
    sdr: await addPerson('SDR'),
    otherSdr: await addPerson('SDR'),
    coach: await addPerson('Health Coach'),
    otherCoach: await addPerson('Health Coach'),
    admin: await addPerson('Admin'),
  }
  return {
    app,
    database,
    sql: run,
    people,
    addPerson,
    as: (person) => clientFor(app, person),
    close: async () => {
      await app.close()
      await database.close()
      await owner.end()
      if (!onto) await dropDatabase(ownerUrl)
    },
  }
}

/** Faults of the server show in the test run; refusals do not. */
const faults = () => pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))

type Run = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>

let made = 0

export async function makePerson(run: Run, role: UserRole): Promise<Person> {
  made += 1
  const email = `person${made}.${randomUUID().slice(0, 8)}@clinic.example`
  const [user] = await run<{ id: number }>('insert into users (email, first_name, last_name, role) values ($1, $2, $3, $4) returning id', [
    email,
    role.replace(' ', ''),
    `Number${made}`,
    role,
  ])
  const id = (user as { id: number }).id
  const token = `hcrm_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(token).digest('base64url')
  await run(
    `insert into api_tokens (user_id, name, token_hash, scope, expires_at) values ($1, 'test', $2, 'write', now() + interval '90 days')`,
    [id, hash],
  )
  return { id, role, email, token }
}

export function clientFor(app: App, person: Person | undefined): Client {
  const call = async <T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: unknown, asking: Asking = {}) => {
    const response = await app.inject({
      method,
      url: path.startsWith('/api/') ? path : `/api/v1${path}`,
      headers: { ...(person ? { authorization: `Bearer ${person.token}` } : {}), ...asking.headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string | undefined>,
      text: response.body,
      body: (String(response.headers['content-type']).includes('json') && response.body ? response.json() : {}) as T,
    }
  }
  return {
    get: (path, asking) => call('GET', path, undefined, asking),
    post: (path, body, asking) => call('POST', path, body, asking),
    put: (path, body, asking) => call('PUT', path, body, asking),
    patch: (path, body, asking) => call('PATCH', path, body, asking),
    delete: (path, asking) => call('DELETE', path, undefined, asking),
  }
}

async function copyTemplate(): Promise<string> {
  const clusterUrl = inject('clusterUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // One copy at a time: a template that is being copied cannot be copied again meanwhile.
  await asOwner(clusterUrl, async (client) => {
    await client.query('select pg_advisory_lock(727003)')
    await client.query(`create database ${name} template ${inject('templateName')}`)
  })
  return databaseAt(clusterUrl, name)
}

async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  await asOwner(inject('clusterUrl'), (client) => client.query(`drop database if exists ${name} with (force)`))
}

async function asOwner(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

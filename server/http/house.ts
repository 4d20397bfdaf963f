/** What every route can reach: the database, who is calling, where reads are noted. Rooms get it from `app.ts`. */

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ArchivedAsk, ArchivedPage, Lines } from '../activity/lines.ts'
import type { Actor, PatientActor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import type { Kept } from '../db/kept.ts'
import type { Listener } from '../db/listen.ts'
import type { OpenDatabase } from '../db/open.ts'
import type { Jobs } from '../jobs/jobs.ts'

export interface Caller extends Actor {
  via: 'session' | 'token'
  /** A `read` token may only GET. */
  scope: 'read' | 'write'
  /** Identifies the session or token, to end it or to spare it. */
  credentialId: number
}

export interface PatientCaller extends PatientActor {
  /** Identifies the session, to end it or to spare it. */
  sessionId: number
}

export interface AccessEvent {
  userId: number | undefined
  via: 'session' | 'token' | 'portal' | 'anonymous'
  route: string
  status: number
  entityType: string | undefined
  entityIds: number[]
  /** Of each of the ids, where they are of several kinds; `entityType` is none then. */
  entityTypes?: string[] | undefined
  address: string
  requestId: string
}

/** Entries of the trails that moved to files: of what matches, the lines that the one who asks may know of. */
export interface ArchivedTrails {
  page<Trail extends keyof Lines>(db: Db, ask: ArchivedAsk<Trail>, page: ArchivedPage): Promise<Lines[Trail][]>
  /** How many there are that do not stand in their table too. */
  count<Trail extends keyof Lines>(db: Db, ask: ArchivedAsk<Trail>): Promise<number>
  /** Changes when files are added: who saw another one before has to look again. */
  version(db: Db): Promise<number>
}

/** Files take their time, and whoever waits for them holds nothing (decision 188). */
export interface Archives {
  /** Runs `once`, which reads in a transaction of its own; is something missing from files, it ends, they are read, and it runs again. */
  reading<T>(once: (archived: ArchivedTrails) => Promise<T>): Promise<T>
}

export interface House {
  archives: Archives
  database: OpenDatabase
  /** Hears what the database announces. */
  listener: Listener
  jobs: Jobs
  /** What is read often and changes seldom. */
  kept: Kept
  /** Signs cursors and the like. */
  secret: string
  /** The address people reach us at, when the operator named one; decides whether cookies are `Secure`. */
  publicUrl: string | undefined
  /** Without a promise where the caller is known. */
  identify(request: FastifyRequest): Caller | undefined | Promise<Caller | undefined>
  /** Who is signed in to the portal. */
  identifyPatient(request: FastifyRequest): Promise<PatientCaller | undefined>
  /** Takes one request of what the caller may ask for in a minute; throws a 429 when nothing is left. */
  takeRequest(caller: Caller | PatientCaller): void | Promise<void>
  noteAccess(event: AccessEvent): void
  now(): Date
}

declare module 'fastify' {
  interface FastifyInstance {
    house: House
  }
  interface FastifyRequest {
    caller: Caller | undefined
    /** Of the portal's own routes. */
    patient: PatientCaller | undefined
    /** Ids a reply showed, for the access log. */
    shownIds: number[]
    /** The event of this request stands in the other trail already: of a change, and of an export before its first line leaves. */
    isTold: boolean
    /** The same where a reply shows records of several kinds, or not those of its path. */
    shown: { entityType: string; id: number }[] | undefined
  }
}

export type App = FastifyInstance

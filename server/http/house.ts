/** What every route can reach: the database, who is calling, where reads are noted. Rooms get it from `app.ts`. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor, PatientActor } from '../db/actor.ts'
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
  address: string
  requestId: string
}

export interface House {
  database: OpenDatabase
  /** Hears what the database announces. */
  listener: Listener
  jobs: Jobs
  /** Signs cursors and the like. */
  secret: string
  /** The address people reach us at, when the operator named one; decides whether cookies are `Secure`. */
  publicUrl: string | undefined
  /** Without a promise where the caller is known. */
  identify(request: FastifyRequest): Caller | undefined | Promise<Caller | undefined>
  /** Who is signed in to the portal. */
  identifyPatient(request: FastifyRequest): Promise<PatientCaller | undefined>
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
    /** The same where a reply shows records of several kinds, or not those of its path. */
    shown: { entityType: string; id: number }[] | undefined
  }
}

export type App = FastifyInstance

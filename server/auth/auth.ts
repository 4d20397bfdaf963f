/** Opens signing in: who calls, and what the rooms of sign-in, staff and set-up share. */
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Listener } from '../db/listen.ts'
import type { OpenDatabase } from '../db/open.ts'
import { notSignedIn } from '../http/errors.ts'
import type { Caller } from '../http/house.ts'
import { readCookie } from './cookies.ts'
import { openIdentity } from './identity.ts'

export interface AuthParts {
  config: Config & { sessionSecret: string }
  database: OpenDatabase
  listener: Listener
  now: () => Date
  onError: (error: unknown) => void
}

export interface Auth {
  /** Throws a 401 for a bearer token that is not good, whatever cookie comes along. */
  identify(request: FastifyRequest): Caller | undefined | Promise<Caller | undefined>
  /** The same without counting as activity: for event streams, which outlive the person's presence. */
  recheck(request: FastifyRequest): Promise<Caller | undefined>
  /** Forgets a user; call it in the transaction that changes their rights or ends their sessions. */
  identityChanged(userId: number): void
  /** Told once such a change stands, on every instance; `everyone` after a gap in the announcements. */
  onIdentityChange(hear: (whose: number | 'everyone') => void): void
  close(): Promise<void>
}

function orRefuse(caller: Caller | undefined): Caller {
  if (!caller) throw notSignedIn('This token is not valid. It may have expired or been revoked.')
  return caller
}

export async function openAuth({ config, database, listener, now, onError }: AuthParts): Promise<Auth> {
  const identity = await openIdentity({ database, listener, idleMs: config.sessionIdleMinutes * 60_000, now, onError })
  const byBearer = (authorization: string): Caller | Promise<Caller> => {
    const token = /^Bearer ([\w.~+/=-]{1,200})$/i.exec(authorization)?.[1]
    const caller = token ? identity.byToken(token) : undefined
    return caller instanceof Promise ? caller.then(orRefuse) : orRefuse(caller)
  }
  const cookieOf = (request: FastifyRequest) => readCookie(request, 'session', config.publicUrl)
  return {
    identify: (request) => {
      const { authorization } = request.headers
      if (authorization !== undefined) return byBearer(authorization)
      const cookie = cookieOf(request)
      return cookie === undefined ? undefined : identity.bySession(cookie)
    },
    recheck: async (request) => {
      const { authorization } = request.headers
      if (authorization !== undefined) return byBearer(authorization)
      const cookie = cookieOf(request)
      return cookie === undefined ? undefined : identity.stillBySession(cookie)
    },
    identityChanged: identity.changed,
    onIdentityChange: identity.onChange,
    close: identity.close,
  }
}

/** Sessions: begun at sign-in under a new secret, renamed when rights change, ended one by one or all together. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { sessionStages } from '../../shared/schema/auth.ts'
import type { Tx } from '../db/connection.ts'
import { forbidden } from '../http/errors.ts'
import type { Caller } from '../http/house.ts'
import { readCookie, setCookie } from './cookies.ts'
import { newSecretToken, tokenDigest } from './secret-token.ts'
import { deleteSessionByToken, deleteSessionsOf, insertSession, replaceSessionToken } from './sessions-storage.ts'
import type { SigningIn } from './signing-in.ts'
import { deleteTokensOf } from './tokens-storage.ts'

/** How long the second step of a sign-in may take. */
const halfMs = 10 * 60_000

export interface Visit {
  request: FastifyRequest
  reply: FastifyReply
}

/** Answers the cookie's value, for `sendSession` once the transaction is committed. */
export async function beginSession(
  db: Tx,
  signingIn: SigningIn,
  { userId, stage, request }: { userId: number; stage: (typeof sessionStages)[number]; request: FastifyRequest },
): Promise<string> {
  const token = newSecretToken()
  const now = signingIn.now()
  const lifeMs = stage === 'full' ? signingIn.config.sessionHours * 60 * 60_000 : halfMs
  await leaveSession(db, signingIn, request)
  await insertSession(db, {
    userId,
    tokenHash: tokenDigest(token),
    stage,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + lifeMs),
    address: request.ip,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 300),
  })
  return token
}

/** Ends the session that the request came with, whosever it was. */
export async function leaveSession(db: Tx, signingIn: SigningIn, request: FastifyRequest) {
  const cookie = readCookie(request, 'session', signingIn.config.publicUrl)
  const left = cookie === undefined ? undefined : await deleteSessionByToken(db, tokenDigest(cookie))
  if (left) signingIn.auth.identityChanged(left.userId)
  return left
}

export function sendSession(reply: FastifyReply, signingIn: SigningIn, token: string): void {
  setCookie(reply, { name: 'session', value: token }, signingIn.config.publicUrl)
}

export function dropSession(reply: FastifyReply, signingIn: SigningIn): void {
  setCookie(reply, { name: 'session', value: '', keepSeconds: 0 }, signingIn.config.publicUrl)
}

/** Ends every session and token of a user but the one session spared, which goes on under the new name answered. */
export async function endOtherAccess(db: Tx, signingIn: SigningIn, userId: number, spared?: Caller): Promise<string | undefined> {
  const sessionId = spared?.via === 'session' ? spared.credentialId : undefined
  signingIn.auth.identityChanged(userId)
  await deleteSessionsOf(db, userId, sessionId)
  await deleteTokensOf(db, userId)
  if (sessionId === undefined) return undefined
  const token = newSecretToken()
  await replaceSessionToken(db, sessionId, tokenDigest(token))
  return token
}

/** Ends what a user has; tokens follow a changed role by themselves. */
export async function endAccess(db: Tx, signingIn: SigningIn, userId: number, what: 'sessions' | 'sessions and tokens'): Promise<void> {
  signingIn.auth.identityChanged(userId)
  await deleteSessionsOf(db, userId, undefined)
  if (what === 'sessions and tokens') await deleteTokensOf(db, userId)
}

/** What concerns one's own access is for the person, not for programs that hold their token. */
export function requirePerson(caller: Caller): void {
  if (caller.via !== 'session') throw forbidden('Sign in with your password for this; a token cannot do it.')
}

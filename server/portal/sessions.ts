/** Sessions of patients: begun at sign-in under a new secret, renamed when their rights change, ended one by one or all together. */
import type { FastifyReply } from 'fastify'
import { logActivity } from '../activity/activity.ts'
import { readCookie, setCookie } from '../auth/cookies.ts'
import { newSecretToken, tokenDigest } from '../auth/secret-token.ts'
import type { Visit } from '../auth/sessions.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { system, writeAs } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { notFound } from '../http/errors.ts'
import type { PatientCaller } from '../http/house.ts'
import { patientIdleMs } from './identity.ts'
import { byPatient } from './portal.ts'
import {
  deletePatientSession,
  deletePatientSessions,
  deleteSessionByToken,
  insertPatientSession,
  renamePatientSession,
} from './sessions-storage.ts'
import { ownSessionsOf } from './storage.ts'

/** Ends whatever is done meanwhile. */
const lifeMs = 12 * 60 * 60_000
/** How long the second step of a sign-in may take. */
const halfMs = 10 * 60_000

type Begun = { leadId: number; stage: 'full' | 'second-factor'; request: Visit['request'] }

/** Answers the cookie's value, for `sendPatientSession` once the transaction is committed. */
export async function beginPatientSession(db: Tx, signingIn: SigningIn, { leadId, stage, request }: Begun): Promise<string> {
  const token = newSecretToken()
  const now = signingIn.now()
  await leavePatientSession(db, signingIn, request)
  await insertPatientSession(db, {
    leadId,
    tokenHash: tokenDigest(token),
    stage,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + (stage === 'full' ? lifeMs : halfMs)),
    address: request.ip,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 300),
  })
  return token
}

/** Ends the session that the request came with. Answers whose it was. */
export async function leavePatientSession(db: Tx, { config }: SigningIn, request: Visit['request']): Promise<number | undefined> {
  const cookie = readCookie(request, 'portal', config.publicUrl)
  return cookie === undefined ? undefined : deleteSessionByToken(db, tokenDigest(cookie))
}

export function sendPatientSession(reply: FastifyReply, { config }: SigningIn, token: string): void {
  setCookie(reply, { name: 'portal', value: token }, config.publicUrl)
}

export function dropPatientSession(reply: FastifyReply, { config }: SigningIn): void {
  setCookie(reply, { name: 'portal', value: '', keepSeconds: 0 }, config.publicUrl)
}

/** Ends every session but this one, which goes on under the new name answered. */
export async function endOtherPatientSessions(db: Tx, { leadId, sessionId }: PatientCaller): Promise<string> {
  await deletePatientSessions(db, leadId, sessionId)
  const token = newSecretToken()
  await renamePatientSession(db, sessionId, tokenDigest(token))
  return token
}

/** Whoever is not signed in is signed out already. */
export async function signOutPatient(signingIn: SigningIn, { request, reply }: Visit): Promise<void> {
  await writeAs(signingIn.database, system, async (db) => {
    const leadId = await leavePatientSession(db, signingIn, request)
    if (leadId !== undefined) logSignIn(db, leadId, 'portal_signed_out')
  })
  dropPatientSession(reply, signingIn)
  reply.header('clear-site-data', '"cache"')
}

export async function patientSessions(db: Db, { sessionId }: PatientCaller, now: Date) {
  const rows = await ownSessionsOf(db, { now, idleSince: new Date(now.getTime() - patientIdleMs) })
  const data = rows.map(({ createdAt, lastSeenAt, expiresAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isCurrent: row.id === sessionId,
  }))
  return { data }
}

export async function endPatientSession(db: Tx, { leadId }: PatientCaller, id: number): Promise<void> {
  if (!(await deletePatientSession(db, leadId, id))) throw notFound('Session')
  logSignIn(db, leadId, 'portal_session_ended')
}

export async function endMyOtherSessions(db: Tx, { leadId, sessionId }: PatientCaller): Promise<void> {
  const ended = await deletePatientSessions(db, leadId, sessionId)
  if (ended > 0) logSignIn(db, leadId, 'portal_sessions_ended')
}

/** What a patient did about their own sign-in, on their lead. */
export function logSignIn(db: Tx, leadId: number, action: string, facts: Record<string, unknown> = {}): void {
  logActivity(db, { entityType: 'lead', entityId: leadId, action, userId: undefined, details: { ...byPatient({ leadId }), ...facts } })
}

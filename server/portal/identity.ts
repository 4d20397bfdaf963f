/** Who is signed in to the portal. Asked of the database at each request: access withdrawn ends with the next one. */
import type { FastifyRequest } from 'fastify'
import { readCookie } from '../auth/cookies.ts'
import { tokenDigest } from '../auth/secret-token.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/actor.ts'
import type { PatientCaller } from '../http/house.ts'
import { findPatientSession, notePatientSeen } from './identity-storage.ts'

/** Without a look at the portal for this long a patient signs in again; they write long answers, so longer than staff. */
export const patientIdleMs = 30 * 60_000
const writeEveryMs = 60_000

interface Parts {
  config: Pick<Config, 'publicUrl'>
  database: Database
  now: () => Date
}

export function patientIdentity({ config, database, now }: Parts) {
  return async (request: FastifyRequest): Promise<PatientCaller | undefined> => {
    const cookie = readCookie(request, 'portal', config.publicUrl)
    if (cookie === undefined) return undefined
    const found = await findPatientSession(database, tokenDigest(cookie))
    const at = now().getTime()
    if (found?.stage !== 'full' || at >= found.expiresAt || at - found.lastSeenAt >= patientIdleMs) return undefined
    if (at - found.lastSeenAt >= writeEveryMs) await notePatientSeen(database, found.sessionId, new Date(at))
    return { leadId: found.leadId, sessionId: found.sessionId }
  }
}

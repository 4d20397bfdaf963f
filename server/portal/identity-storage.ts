import { eq, sql } from 'drizzle-orm'
import { portalSessions } from '../../shared/schema/portal.ts'
import { type Database, runAs, system, writeAs } from '../db/actor.ts'

export interface FoundPatientSession {
  sessionId: number
  leadId: number
  stage: (typeof portalSessions.$inferSelect)['stage']
  /** Milliseconds since 1970. */
  expiresAt: number
  lastSeenAt: number
}

const text = `select s.id, s.lead_id, s.stage, extract(epoch from s.expires_at)::float8 * 1000, extract(epoch from s.last_seen_at)::float8 * 1000
  from portal_sessions s join leads l on l.id = s.lead_id where s.token_hash = $1 and l.portal_access`

export async function findPatientSession(database: Database, digest: string): Promise<FoundPatientSession | undefined> {
  const [row] = await runAs(database, system, { name: 'portal.session', text, values: [digest] })
  if (!row) return undefined
  const [sessionId, leadId, stage, expiresAt, lastSeenAt] = row as [number, number, FoundPatientSession['stage'], number, number]
  return { sessionId, leadId, stage, expiresAt, lastSeenAt }
}

/** Never backwards: another instance may have written a later time. */
export const notePatientSeen = (database: Database, id: number, at: Date) =>
  writeAs(database, system, (db) =>
    db
      .update(portalSessions)
      .set({ lastSeenAt: sql`greatest(${portalSessions.lastSeenAt}, ${at.toISOString()}::timestamp)` })
      .where(eq(portalSessions.id, id)),
  )

/** SQL of who is calling: one statement a look, prepared. */
import { eq, sql } from 'drizzle-orm'
import { apiTokens, sessions } from '../../shared/schema/auth.ts'
import type { UserRole } from '../../shared/values.ts'
import { type Database, runAs, system, writeAs } from '../db/actor.ts'

export interface FoundCredential {
  id: number
  userId: number
  role: UserRole
  isActive: boolean
  /** Milliseconds since 1970. */
  expiresAt: number
  lastSeenAt: number
}
export interface FoundSession extends FoundCredential {
  stage: (typeof sessions.$inferSelect)['stage']
}
export interface FoundToken extends FoundCredential {
  scope: 'read' | 'write'
}

const sessionText = `select s.id, s.user_id, u.role, u.is_active, extract(epoch from s.expires_at)::float8 * 1000,
  extract(epoch from s.last_seen_at)::float8 * 1000, s.stage from sessions s join users u on u.id = s.user_id where s.token_hash = $1`
const tokenText = `select t.id, t.user_id, u.role, u.is_active, extract(epoch from t.expires_at)::float8 * 1000,
  coalesce(extract(epoch from t.last_used_at)::float8 * 1000, 0), t.scope from api_tokens t join users u on u.id = t.user_id where t.token_hash = $1`

export async function findSession(database: Database, digest: string): Promise<FoundSession | undefined> {
  const row = await findBy(database, { name: 'auth.session', text: sessionText, values: [digest] })
  return row && { ...credential(row), stage: row[6] as FoundSession['stage'] }
}

export async function findToken(database: Database, digest: string): Promise<FoundToken | undefined> {
  const row = await findBy(database, { name: 'auth.token', text: tokenText, values: [digest] })
  return row && { ...credential(row), scope: row[6] as FoundToken['scope'] }
}

type Row = [number, number, UserRole, boolean, number, number, string]

async function findBy(database: Database, statement: { name: string; text: string; values: unknown[] }): Promise<Row | undefined> {
  const [row] = await runAs(database, system, statement)
  return row as Row | undefined
}

const credential = ([id, userId, role, isActive, expiresAt, lastSeenAt]: Row): FoundCredential => ({
  id,
  userId,
  role,
  isActive,
  expiresAt,
  lastSeenAt,
})

/** Never backwards: another instance may have written a later time. */
export const noteSeen = (database: Database, kind: 'session' | 'token', id: number, at: Date) =>
  writeAs(database, system, (db) =>
    kind === 'session'
      ? db
          .update(sessions)
          .set({ lastSeenAt: sql`greatest(${sessions.lastSeenAt}, ${at.toISOString()}::timestamp)` })
          .where(eq(sessions.id, id))
      : db.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id)),
  )

/** SQL of sessions. */
import { and, desc, eq, gt, inArray, lt, ne, notExists, sql } from 'drizzle-orm'
import { secondFactors, sessions } from '../../shared/schema/auth.ts'
import { users } from '../../shared/schema.ts'
import type { UserRole } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

export type NewSession = Omit<typeof sessions.$inferInsert, 'id'>

export async function insertSession(db: Tx, session: NewSession): Promise<void> {
  await db.insert(sessions).values(session)
}

/** The user whose sign-in waits for its second step. */
export async function findHalfSession(db: Db, tokenHash: string, now: Date) {
  const [row] = await db
    .select({ id: sessions.id, userId: sessions.userId, stage: sessions.stage, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), ne(sessions.stage, 'full'), gt(sessions.expiresAt, now), eq(users.isActive, true)))
  return row
}

export async function deleteSessionByToken(db: Tx, tokenHash: string) {
  const [row] = await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning({ userId: sessions.userId })
  return row
}

export function sessionsOf(db: Db, userId: number, now: Date) {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.stage, 'full'), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
}

export async function deleteSession(db: Tx, userId: number, id: number): Promise<boolean> {
  const gone = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
    .returning({ id: sessions.id })
  return gone.length > 0
}

export async function deleteSessionsOf(db: Tx, userId: number, spared: number | undefined): Promise<number> {
  const gone = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), ...(spared === undefined ? [] : [ne(sessions.id, spared)])))
    .returning({ id: sessions.id })
  return gone.length
}

/** Another value for the cookie of a session that goes on. */
export async function replaceSessionToken(db: Tx, id: number, tokenHash: string): Promise<void> {
  await db.update(sessions).set({ tokenHash }).where(eq(sessions.id, id))
}

/** Sessions of these roles that came in without a second factor. Answers whose. */
export async function deleteSessionsWithoutSecondFactor(db: Tx, roles: UserRole[]): Promise<number[]> {
  const ofRoles = db.select({ id: users.id }).from(users).where(inArray(users.role, roles))
  const factor = db
    .select({ one: sql`1` })
    .from(secondFactors)
    .where(and(eq(secondFactors.userId, sessions.userId), sql`${secondFactors.sealedSecret} is not null`))
  const gone = await db
    .delete(sessions)
    .where(and(inArray(sessions.userId, ofRoles), notExists(factor)))
    .returning({ userId: sessions.userId })
  return gone.map(({ userId }) => userId)
}

export async function deleteExpiredSessions(db: Tx, times: { now: Date; idleSince: Date }): Promise<void> {
  await db.delete(sessions).where(sql`${lt(sessions.expiresAt, times.now)} or ${lt(sessions.lastSeenAt, times.idleSince)}`)
}

/** SQL of API tokens. */
import { and, desc, eq, lt } from 'drizzle-orm'
import { apiTokens } from '../../shared/schema/auth.ts'
import type { Db, Tx } from '../db/connection.ts'

const shown = {
  id: apiTokens.id,
  name: apiTokens.name,
  scope: apiTokens.scope,
  createdAt: apiTokens.createdAt,
  lastUsedAt: apiTokens.lastUsedAt,
  expiresAt: apiTokens.expiresAt,
}

export function tokensOf(db: Db, userId: number) {
  return db.select(shown).from(apiTokens).where(eq(apiTokens.userId, userId)).orderBy(desc(apiTokens.id))
}

export async function insertToken(db: Tx, token: typeof apiTokens.$inferInsert) {
  const [row] = await db.insert(apiTokens).values(token).returning(shown)
  if (!row) throw new Error('The token was not stored')
  return row
}

export async function deleteToken(db: Tx, userId: number, id: number): Promise<boolean> {
  const gone = await db
    .delete(apiTokens)
    .where(and(eq(apiTokens.userId, userId), eq(apiTokens.id, id)))
    .returning({ id: apiTokens.id })
  return gone.length > 0
}

export async function deleteTokensOf(db: Tx, userId: number): Promise<void> {
  await db.delete(apiTokens).where(eq(apiTokens.userId, userId))
}

export async function deleteTokensExpiredBefore(db: Tx, time: Date): Promise<void> {
  await db.delete(apiTokens).where(lt(apiTokens.expiresAt, time))
}

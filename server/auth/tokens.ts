/** API tokens: made by a person for a program of theirs, shown once, revoked at once. */
import { logActivity } from '../activity/activity.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, notFound } from '../http/errors.ts'
import type { Caller } from '../http/house.ts'
import { apiTokenPrefix, newSecretToken, tokenDigest } from './secret-token.ts'
import { requirePerson } from './sessions.ts'
import type { SigningIn } from './signing-in.ts'
import { deleteToken, insertToken, tokensOf } from './tokens-storage.ts'

const day = 24 * 60 * 60_000
const usualLifeMs = 365 * day

interface NewToken {
  name: string
  scope: 'read' | 'write'
  expiresAt?: Date | undefined
}

export async function makeToken(db: Tx, signingIn: SigningIn, caller: Caller, { name, scope, expiresAt }: NewToken) {
  requirePerson(caller)
  const now = signingIn.now()
  if (expiresAt && expiresAt <= now) throw badInput({ path: 'expiresAt', message: 'is in the past' })
  const token = newSecretToken(apiTokenPrefix)
  const row = await asProduct(db, () =>
    insertToken(db, {
      userId: caller.userId,
      name,
      scope,
      tokenHash: tokenDigest(token),
      createdAt: now,
      expiresAt: expiresAt ?? new Date(now.getTime() + usualLifeMs),
    }),
  )
  logActivity(db, { entityType: 'token', entityId: row.id, action: 'created', userId: caller.userId, details: { scope } })
  return { ...shown(row), token }
}

export async function ownTokens({ database }: SigningIn, { userId }: Caller) {
  const rows = await readAs(database, system, (db) => tokensOf(db, userId))
  return { data: rows.map(shown) }
}

export async function revokeToken({ database, auth }: SigningIn, caller: Caller, id: number): Promise<void> {
  await writeAs(database, system, async (db) => {
    auth.identityChanged(caller.userId)
    if (!(await deleteToken(db, caller.userId, id))) throw notFound('Token')
    logActivity(db, { entityType: 'token', entityId: id, action: 'revoked', userId: caller.userId })
  })
}

const shown = ({ createdAt, lastUsedAt, expiresAt, ...row }: Awaited<ReturnType<typeof insertToken>>) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt.toISOString(),
})

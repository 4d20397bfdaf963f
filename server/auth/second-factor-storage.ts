/** SQL of second factors and recovery codes. */
import { and, count, eq, inArray, isNull } from 'drizzle-orm'
import { recoveryCodes, secondFactorRoles, secondFactors } from '../../shared/schema/auth.ts'
import type { UserRole } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

/** Locked: the same code sent twice at once is spent once. */
export async function lockSecondFactor(db: Tx, userId: number) {
  const [row] = await db.select().from(secondFactors).where(eq(secondFactors.userId, userId)).for('update')
  return row
}

export async function storeWaitingSecret(db: Tx, userId: number, waitingSecret: string): Promise<void> {
  await db
    .insert(secondFactors)
    .values({ userId, waitingSecret })
    .onConflictDoUpdate({ target: secondFactors.userId, set: { waitingSecret } })
}

export async function confirmWaitingSecret(
  db: Tx,
  userId: number,
  confirmed: { sealedSecret: string; confirmedAt: Date; lastStep: number },
) {
  await db
    .update(secondFactors)
    .set({ ...confirmed, waitingSecret: null })
    .where(eq(secondFactors.userId, userId))
}

export async function spendStep(db: Tx, userId: number, lastStep: number): Promise<void> {
  await db.update(secondFactors).set({ lastStep }).where(eq(secondFactors.userId, userId))
}

export async function deleteSecondFactor(db: Tx, userId: number): Promise<boolean> {
  await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  const gone = await db.delete(secondFactors).where(eq(secondFactors.userId, userId)).returning({ sealed: secondFactors.sealedSecret })
  return gone.some(({ sealed }) => sealed !== null)
}

export async function replaceRecoveryCodes(db: Tx, userId: number, codeHashes: string[]): Promise<void> {
  await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await db.insert(recoveryCodes).values(codeHashes.map((codeHash) => ({ userId, codeHash })))
}

export async function spendRecoveryCode(db: Tx, userId: number, codeHash: string, usedAt: Date): Promise<boolean> {
  const spent = await db
    .update(recoveryCodes)
    .set({ usedAt })
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)))
    .returning({ userId: recoveryCodes.userId })
  return spent.length > 0
}

export async function countRecoveryCodes(db: Db, userId: number): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}

export async function requiredRoles(db: Db): Promise<UserRole[]> {
  const rows = await db.select({ role: secondFactorRoles.role }).from(secondFactorRoles).orderBy(secondFactorRoles.role)
  return rows.map(({ role }) => role)
}

export async function addRequiredRoles(db: Tx, roles: UserRole[], requiredById: number): Promise<void> {
  await db
    .insert(secondFactorRoles)
    .values(roles.map((role) => ({ role, requiredById })))
    .onConflictDoNothing()
}

export async function dropRequiredRoles(db: Tx, roles: UserRole[]): Promise<void> {
  await db.delete(secondFactorRoles).where(inArray(secondFactorRoles.role, roles))
}

/** SQL of patients' second factors and recovery codes. */
import { and, eq, isNull } from 'drizzle-orm'
import { portalRecoveryCodes, portalSecondFactors } from '../../shared/schema/portal.ts'
import type { Tx } from '../db/connection.ts'

/** Locked: the same code sent twice at once is spent once. */
export async function lockPatientFactor(db: Tx, leadId: number) {
  const [row] = await db.select().from(portalSecondFactors).where(eq(portalSecondFactors.leadId, leadId)).for('update')
  return row
}

export async function storeWaitingFactor(db: Tx, leadId: number, waitingSecret: string): Promise<void> {
  await db
    .insert(portalSecondFactors)
    .values({ leadId, waitingSecret })
    .onConflictDoUpdate({ target: portalSecondFactors.leadId, set: { waitingSecret } })
}

export async function confirmWaitingFactor(
  db: Tx,
  leadId: number,
  confirmed: { sealedSecret: string; confirmedAt: Date; lastStep: number },
): Promise<void> {
  await db
    .update(portalSecondFactors)
    .set({ ...confirmed, waitingSecret: null })
    .where(eq(portalSecondFactors.leadId, leadId))
}

export async function spendPatientStep(db: Tx, leadId: number, lastStep: number): Promise<void> {
  await db.update(portalSecondFactors).set({ lastStep }).where(eq(portalSecondFactors.leadId, leadId))
}

/** Whether there was one. */
export async function deletePatientFactor(db: Tx, leadId: number): Promise<boolean> {
  await db.delete(portalRecoveryCodes).where(eq(portalRecoveryCodes.leadId, leadId))
  const gone = await db
    .delete(portalSecondFactors)
    .where(eq(portalSecondFactors.leadId, leadId))
    .returning({ sealed: portalSecondFactors.sealedSecret })
  return gone.some(({ sealed }) => sealed !== null)
}

export async function replacePatientCodes(db: Tx, leadId: number, codeHashes: string[]): Promise<void> {
  await db.delete(portalRecoveryCodes).where(eq(portalRecoveryCodes.leadId, leadId))
  await db.insert(portalRecoveryCodes).values(codeHashes.map((codeHash) => ({ leadId, codeHash })))
}

export async function spendPatientCode(db: Tx, leadId: number, codeHash: string, usedAt: Date): Promise<boolean> {
  const spent = await db
    .update(portalRecoveryCodes)
    .set({ usedAt })
    .where(and(eq(portalRecoveryCodes.leadId, leadId), eq(portalRecoveryCodes.codeHash, codeHash), isNull(portalRecoveryCodes.usedAt)))
    .returning({ leadId: portalRecoveryCodes.leadId })
  return spent.length > 0
}

/** SQL of refunds that a payment service is asked for. The product alone reads and writes them. */
import { and, eq } from 'drizzle-orm'
import { refundsUnderway } from '../../shared/schema/payments.ts'
import type { Db, Tx } from '../db/connection.ts'

type Row = typeof refundsUnderway.$inferSelect
export type RefundWish = Omit<Row, 'heldUntil'>

export async function refundUnderway(db: Db, paymentId: number): Promise<Row | undefined> {
  const [row] = await db.select().from(refundsUnderway).where(eq(refundsUnderway.paymentId, paymentId))
  return row
}

export const holdRefund = (db: Tx, row: Row) =>
  db.insert(refundsUnderway).values(row).onConflictDoUpdate({ target: refundsUnderway.paymentId, set: row })

const same = ({ paymentId, key }: Pick<RefundWish, 'paymentId' | 'key'>) =>
  and(eq(refundsUnderway.paymentId, paymentId), eq(refundsUnderway.key, key))

/** Whether the service did it is not known: the key stays, anybody may ask again. */
export const letRefundGo = (db: Tx, wish: RefundWish, now: Date) => db.update(refundsUnderway).set({ heldUntil: now }).where(same(wish))

export const endRefund = (db: Tx, wish: Pick<RefundWish, 'paymentId' | 'key'>) => db.delete(refundsUnderway).where(same(wish))

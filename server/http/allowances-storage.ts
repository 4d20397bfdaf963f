/** SQL of what callers have taken of a minute. */
import { sql } from 'drizzle-orm'
import { requestAllowances } from '../../shared/schema/auth.ts'
import type { Tx } from '../db/connection.ts'

interface Taking {
  caller: string
  minute: Date
  part: number
  most: number
}

/** How many of the `part` asked for are left: all, some, or 0. Two that take at once take one after the other. */
export async function takeAllowance(db: Tx, { caller, minute, part, most }: Taking): Promise<number> {
  const { taken, minute: counted } = requestAllowances
  const at = sql`${minute.toISOString()}::timestamp`
  // An instance whose clock is behind takes from the minute that stands.
  const before = sql`case when ${counted} >= ${at} then ${taken} else 0 end`
  // `taken` goes past `most` by what was refused, so that the row says how much was given: an insert cannot read what it replaced.
  const [row] = await db
    .insert(requestAllowances)
    .values({ caller, minute, taken: part })
    .onConflictDoUpdate({
      target: requestAllowances.caller,
      set: { minute: sql`greatest(${counted}, ${at})`, taken: sql`least(${before}, ${most}) + ${part}` },
    })
    .returning({ taken })
  return Math.max(0, Math.min(part, most - ((row?.taken ?? part) - part)))
}

/** Of minutes long gone. */
export async function deleteAllowancesBefore(db: Tx, time: Date): Promise<void> {
  await db.delete(requestAllowances).where(sql`${requestAllowances.minute} < ${time.toISOString()}::timestamp`)
}

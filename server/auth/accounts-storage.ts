/** SQL of accounts: a user with what they sign in with. */
import { and, eq, sql } from 'drizzle-orm'
import { secondFactorRoles, secondFactors, userCredentials } from '../../shared/schema/auth.ts'
import { clinicSettings } from '../../shared/schema/records.ts'
import { users } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

const account = {
  id: users.id,
  email: users.email,
  firstName: users.firstName,
  lastName: users.lastName,
  role: users.role,
  isActive: users.isActive,
  passwordHash: userCredentials.passwordHash,
  hasSecondFactor: sql<boolean>`${secondFactors.sealedSecret} is not null`,
  needsSecondFactor: sql<boolean>`${secondFactorRoles.role} is not null`,
}

const accounts = (db: Db) =>
  db
    .select(account)
    .from(users)
    .leftJoin(userCredentials, eq(userCredentials.userId, users.id))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .leftJoin(secondFactorRoles, eq(secondFactorRoles.role, users.role))

export type Account = Awaited<ReturnType<typeof accounts>>[number]

export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  const [row] = await accounts(db).where(sql`lower(${users.email}) = lower(${email})`)
  return row
}

export async function findAccount(db: Db, userId: number): Promise<Account | undefined> {
  const [row] = await accounts(db).where(and(eq(users.id, userId), eq(users.isActive, true)))
  return row
}

export async function clinicName(db: Db): Promise<string> {
  const [row] = await db.select({ name: clinicSettings.name }).from(clinicSettings)
  return row?.name ?? ''
}

export async function storePassword(db: Tx, userId: number, passwordHash: string, changedAt: Date): Promise<void> {
  await db
    .insert(userCredentials)
    .values({ userId, passwordHash, changedAt })
    .onConflictDoUpdate({ target: userCredentials.userId, set: { passwordHash, changedAt } })
}

export async function updateOwnName(
  db: Tx,
  userId: number,
  names: { firstName?: string | undefined; lastName?: string | undefined },
): Promise<void> {
  await db.update(users).set(names).where(eq(users.id, userId))
}

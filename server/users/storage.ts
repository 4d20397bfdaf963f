/** SQL of staff. Admins see whole rows; everybody else names and roles, which is all the database gives them. */
import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Access, Columns } from '../../shared/access.ts'
import { type NewUser, type UserChanges, userAccess } from '../../shared/rows/users.ts'
import { users } from '../../shared/schema.ts'
import type { UserRole } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { caseless, type NamedList } from '../db/list.ts'
import { compile, fill, rowAsJson, type Statement } from '../db/statement.ts'

const colleagueAccess = {
  ...userAccess,
  email: 'secret',
  createdAt: 'secret',
  updatedAt: 'secret',
} as const satisfies Columns<typeof users>

const list = (name: string, access: Record<string, Access>, words: SQL): NamedList => ({
  name,
  table: users,
  access,
  caseless: ['email', 'firstName', 'lastName'],
  sorts: { lastName: { expression: caseless(users.lastName), type: 'text' } },
  search: (word) => sql`${words} like search_pattern(${word})`,
})

const forAdmin = list('users', userAccess, sql`person_words(${users.firstName}, ${users.lastName}, ${users.email}, null)`)
const forColleague = list('colleagues', colleagueAccess, sql`person_words(${users.firstName}, ${users.lastName}, null, null)`)

export const userList = ({ role }: { role: UserRole }) => (role === 'Admin' ? forAdmin : forColleague)

const userJson = rowAsJson(users, userAccess)
const byId = (access: Record<string, Access>) =>
  compile(sql`select ${rowAsJson(users, access)} from ${users} where ${users.id} = ${sql.placeholder('id')}`)
const wholeById = byId(userAccess)
const colleagueById = byId(colleagueAccess)

export const userStatement = (id: number, { role }: { role: UserRole }): Statement =>
  fill(role === 'Admin' ? wholeById : colleagueById, { id })

export interface LockedUser {
  json: string
  user: { id: number; role: UserRole; isActive: boolean; email: string; [column: string]: unknown }
}

/** Not against those who only name this user in a row of theirs. */
export async function lockUser(db: Tx, id: number): Promise<LockedUser | undefined> {
  const [row] = await db
    .select({ json: userJson.mapWith(String) })
    .from(users)
    .where(eq(users.id, id))
    .for('no key update')
  return row && { json: row.json, user: JSON.parse(row.json) }
}

export async function findUser(db: Db, id: number): Promise<LockedUser | undefined> {
  const [row] = await db
    .select({ json: userJson.mapWith(String) })
    .from(users)
    .where(eq(users.id, id))
  return row && { json: row.json, user: JSON.parse(row.json) }
}

export async function insertUser(db: Tx, user: z.output<typeof NewUser>): Promise<string> {
  const [row] = await db
    .insert(users)
    .values(user)
    .returning({ json: userJson.mapWith(String) })
  if (!row) throw new Error('The user was not stored')
  return row.json
}

export async function updateUser(db: Tx, id: number, changes: z.output<typeof UserChanges>): Promise<string | undefined> {
  const [row] = await db
    .update(users)
    .set(changes)
    .where(eq(users.id, id))
    .returning({ json: userJson.mapWith(String) })
  return row?.json
}

/** Those who end an Admin wait for each other here, as the database's own guard does. */
export async function hasOtherAdmin(db: Tx, id: number): Promise<boolean> {
  await db.execute(sql`select pg_advisory_xact_lock(727003)`)
  const { rows } = await db.execute(sql`select from users where role = 'Admin' and is_active and id <> ${id} limit 1`)
  return rows.length > 0
}

export async function isEmailInUse(db: Db, email: string, except?: number): Promise<boolean> {
  const { rows } = await db.execute(sql`select from users where lower(email) = lower(${email}) and id <> ${except ?? 0}`)
  return rows.length > 0
}

/** Somebody who can sign in: the demo clinic's people alone would leave everybody locked out. */
export async function canAnybodySignIn(db: Db): Promise<boolean> {
  const { rows } = await db.execute(sql`select from user_credentials limit 1`)
  return rows.length > 0
}

export async function lockUsers(db: Tx, ids: readonly number[]): Promise<number[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, [...ids]))
    .orderBy(users.id)
    .for('no key update')
  return rows.map(({ id }) => id)
}

/** SQL of availability. Times of day and days are texts of the clinic's calendar, never instants. */
import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import { availabilityExceptions, availabilityRules, clinicHolidays, clinicHours } from '../../shared/schema/calendar.ts'
import { appointmentSlots, clinicSettings } from '../../shared/schema/records.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Clinic {
  name: string
  timeZone: string
}

/** Of a clinic that nobody has named yet, what a new one is called. */
export async function findClinic(db: Db): Promise<Clinic> {
  const [row] = await db.select({ name: clinicSettings.name, timeZone: clinicSettings.timeZone }).from(clinicSettings)
  return row ?? { name: 'My clinic', timeZone: 'UTC' }
}

const shortTime = (column: typeof availabilityRules.startsAt | typeof availabilityExceptions.startsAt) =>
  sql<string>`to_char(${column}, 'HH24:MI')`

const rule = {
  weekday: availabilityRules.weekday,
  startsAt: shortTime(availabilityRules.startsAt),
  endsAt: sql<string>`to_char(${availabilityRules.endsAt}, 'HH24:MI')`,
  validFrom: availabilityRules.validFrom,
  validTo: availabilityRules.validTo,
}
const exception = {
  id: availabilityExceptions.id,
  startsOn: availabilityExceptions.startsOn,
  endsOn: availabilityExceptions.endsOn,
  startsAt: sql<string | null>`to_char(${availabilityExceptions.startsAt}, 'HH24:MI')`,
  endsAt: sql<string | null>`to_char(${availabilityExceptions.endsAt}, 'HH24:MI')`,
  isAvailable: availabilityExceptions.isAvailable,
  reason: availabilityExceptions.reason,
}

export function rulesOf(db: Db, userIds: readonly number[]) {
  return db
    .select({ userId: availabilityRules.userId, ...rule })
    .from(availabilityRules)
    .where(inArray(availabilityRules.userId, [...userIds]))
    .orderBy(availabilityRules.weekday, availabilityRules.startsAt, availabilityRules.id)
}

/** Those that touch the days. */
export function exceptionsOf(db: Db, userIds: readonly number[], from: string, to?: string) {
  const touches = [inArray(availabilityExceptions.userId, [...userIds]), gte(availabilityExceptions.endsOn, from)]
  return db
    .select({ userId: availabilityExceptions.userId, ...exception })
    .from(availabilityExceptions)
    .where(and(...touches, ...(to === undefined ? [] : [lte(availabilityExceptions.startsOn, to)])))
    .orderBy(availabilityExceptions.startsOn, availabilityExceptions.id)
}

export const hoursOfClinic = (db: Db) =>
  db
    .select({
      weekday: clinicHours.weekday,
      opensAt: sql<string>`to_char(${clinicHours.opensAt}, 'HH24:MI')`,
      closesAt: sql<string>`to_char(${clinicHours.closesAt}, 'HH24:MI')`,
    })
    .from(clinicHours)

export const holidaysBetween = (db: Db, from: string, to: string) =>
  db
    .select()
    .from(clinicHolidays)
    .where(and(gte(clinicHolidays.day, from), lte(clinicHolidays.day, to)))
    .orderBy(clinicHolidays.day)

/** The time that live appointments take, of whomever they are; no more than that is told. */
export const takenTime = (db: Db, userIds: readonly number[], from: string, to: string) =>
  db
    .select({
      userId: appointmentSlots.userId,
      startsAt: timeAsText(sql`${appointmentSlots.startsAt}`).mapWith(String),
      endsAt: timeAsText(sql`${appointmentSlots.endsAt}`).mapWith(String),
    })
    .from(appointmentSlots)
    .where(
      and(
        inArray(appointmentSlots.userId, [...userIds]),
        sql`tsrange(${appointmentSlots.startsAt}, ${appointmentSlots.endsAt}) && tsrange(${from}::timestamp, ${to}::timestamp)`,
      ),
    )

/** Takes the place of the whole week. Whoever else does so waits. */
export async function replaceRules(db: Tx, userId: number, rules: readonly Omit<typeof availabilityRules.$inferInsert, 'userId'>[]) {
  await db.execute(sql`select pg_advisory_xact_lock(728, ${userId})`)
  await db.delete(availabilityRules).where(eq(availabilityRules.userId, userId))
  if (rules.length) await db.insert(availabilityRules).values(rules.map((each) => ({ ...each, userId })))
}

export async function insertException(db: Tx, row: typeof availabilityExceptions.$inferInsert) {
  const [made] = await db.insert(availabilityExceptions).values(row).returning(exception)
  if (!made) throw new Error('The database answered no row for the one it took')
  return made
}

export async function removeException(db: Tx, userId: number, id: number): Promise<boolean> {
  const gone = await db
    .delete(availabilityExceptions)
    .where(and(eq(availabilityExceptions.id, id), eq(availabilityExceptions.userId, userId)))
    .returning({ id: availabilityExceptions.id })
  return gone.length > 0
}

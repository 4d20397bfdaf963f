/** SQL of the clinic's settings. */
import { eq, sql } from 'drizzle-orm'
import { clinicHolidays, clinicHours } from '../../shared/schema/calendar.ts'
import { clinicSettings } from '../../shared/schema/records.ts'
import type { Db, Tx } from '../db/connection.ts'

export interface ClinicRow {
  name: string
  timeZone: string
  country: string
  isDemo: boolean
  logoColour: string | null
  reminderMinutes: number[]
  replyHours: number
  convertsByItself: boolean
}
export interface OpenHours extends Record<string, unknown> {
  weekday: number
  opensAt: string
  closesAt: string
}

const columns = {
  name: clinicSettings.name,
  timeZone: clinicSettings.timeZone,
  country: clinicSettings.country,
  isDemo: clinicSettings.isDemo,
  logoColour: clinicSettings.logoColour,
  reminderMinutes: clinicSettings.reminderMinutes,
  replyHours: clinicSettings.replyHours,
  convertsByItself: clinicSettings.convertsByItself,
}

export async function findClinic(db: Db): Promise<ClinicRow | undefined> {
  const [row] = await db.select(columns).from(clinicSettings)
  return row
}

/** A clinic has its row from its first start on. */
export const insertClinic = (db: Tx, timeZone: string) => db.insert(clinicSettings).values({ timeZone }).onConflictDoNothing()

/** Locks it: settings change one after the other. */
export async function lockClinic(db: Tx): Promise<ClinicRow | undefined> {
  const [row] = await db.select(columns).from(clinicSettings).for('update')
  return row
}

export const updateClinic = (db: Tx, changes: Partial<ClinicRow>) =>
  db
    .update(clinicSettings)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(eq(clinicSettings.id, 1))

export async function findHours(db: Db): Promise<OpenHours[]> {
  const { rows } = await db.execute<OpenHours>(sql`select weekday, to_char(opens_at, 'HH24:MI') as "opensAt",
    to_char(closes_at, 'HH24:MI') as "closesAt" from clinic_hours order by weekday`)
  return rows
}

export async function storeHours(db: Tx, hours: readonly OpenHours[]): Promise<void> {
  await db.delete(clinicHours).where(sql`true`)
  if (hours.length) await db.insert(clinicHours).values([...hours])
}

export const findHolidays = (db: Db) => db.select().from(clinicHolidays).orderBy(clinicHolidays.day)

export async function findHoliday(db: Db, day: string) {
  const [row] = await db.select().from(clinicHolidays).where(eq(clinicHolidays.day, day))
  return row
}

export const storeHoliday = (db: Tx, day: string, name: string) =>
  db.insert(clinicHolidays).values({ day, name }).onConflictDoUpdate({ target: clinicHolidays.day, set: { name } })

export const deleteHoliday = (db: Tx, day: string) => db.delete(clinicHolidays).where(eq(clinicHolidays.day, day))

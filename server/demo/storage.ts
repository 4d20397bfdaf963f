/** Writes the demo clinic's rows: sets of rows, in the order their references allow. */
import { sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { userCredentials } from '../../shared/schema/auth.ts'
import { bookings, coachBooking, coachLicences, waitlistEntries } from '../../shared/schema/booking.ts'
import { availabilityExceptions, availabilityRules, clinicHolidays, clinicHours, personProfiles } from '../../shared/schema/calendar.ts'
import { messages, patientTasks } from '../../shared/schema/care.ts'
import { sourceCosts } from '../../shared/schema/clinic.ts'
import { payments } from '../../shared/schema/payments.ts'
import { accessLog, calls, clinicSettings, leadConversions, stageHistory } from '../../shared/schema/records.ts'
import { activityLogs, appointments, contacts, leads, tasks, users } from '../../shared/schema.ts'
import type { LeadSource } from '../../shared/values.ts'
import type { Tx } from '../db/connection.ts'
import { clinicZone } from './hours.ts'
import type { Numbered, Rows } from './making.ts'

/** Another load waits here until this one has committed. */
export const waitForOthers = (db: Tx) => db.execute(sql`select pg_advisory_xact_lock(727003)`)

export async function isInUse(db: Tx): Promise<boolean> {
  const { rows } = await db.execute<{ used: boolean }>(
    sql`select exists (select from leads) or exists (select from contacts) or exists (select from tasks) or exists (select from appointments) as used`,
  )
  return rows[0]?.used ?? true
}

const tableOf: Record<Numbered, string> = {
  user: 'users',
  lead: 'leads',
  contact: 'contacts',
  task: 'tasks',
  appointment: 'appointments',
  call: 'calls',
}

/** Takes so many ids of a kind from its sequence. */
export async function takeIds(db: Tx, kind: Numbered, count: number): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence(${tableOf[kind]}, 'id'))::int as id from generate_series(1, ${count}) order by id`,
  )
  return rows.map(({ id }) => id)
}

/**
 * The history comes from the plan, so the trigger that would begin one now keeps still, and nobody is told of the ten
 * thousand entries one by one.
 */
export async function writeRows(db: Tx, rows: Rows, onProgress: (share: number) => void): Promise<void> {
  await db.execute(sql`select set_config('app.bulk', 'on', true), set_config('app.restoring', 'on', true)`)
  const sets: [PgTable, object[]][] = [
    [users, rows.users],
    [leads, rows.leads],
    [contacts, rows.contacts],
    [leadConversions, rows.conversions],
    [tasks, rows.tasks],
    [appointments, rows.appointments],
    [calls, rows.calls],
    [stageHistory, rows.history],
    [activityLogs, rows.trail],
    [personProfiles, rows.profiles],
    [payments, rows.payments],
    [messages, rows.messages],
    [availabilityRules, rows.rules],
    [availabilityExceptions, rows.exceptions],
    [clinicHolidays, rows.holidays],
    [patientTasks, rows.sharedTasks],
    [accessLog, rows.looks],
    [coachBooking, rows.coachLinks],
    [coachLicences, rows.licences],
    [bookings, rows.bookings],
    [waitlistEntries, rows.waiting],
  ]
  const all = sets.reduce((sum, [, set]) => sum + set.length, 0)
  let written = 0
  for (const [table, set] of sets) {
    for (let from = 0; from < set.length; from += 1000) {
      const some = set.slice(from, from + 1000)
      await db.insert(table).values(some)
      written += some.length
      onProgress(written / all)
    }
  }
  await db.execute(sql`update appointment_details d set choosing_since = c.since
    from jsonb_to_recordset(${JSON.stringify(rows.choosing)}::jsonb) c ("appointmentId" int, since timestamp) where d.appointment_id = c."appointmentId"`)
  await db.execute(sql`select fold_lead_counts()`)
}

/** In place of the hours a new clinic begins with. */
export async function setHours(db: Tx, hours: Rows['hours']): Promise<void> {
  await db.execute(sql`delete from clinic_hours`)
  await db.insert(clinicHours).values(hours)
}

export async function nameClinic(db: Tx): Promise<void> {
  const settings = { name: 'Northgate Clinic', timeZone: clinicZone, isDemo: true }
  await db.insert(clinicSettings).values(settings).onConflictDoUpdate({ target: clinicSettings.id, set: settings })
}

/** What each source cost, a little more from month to month; those that come by themselves cost nothing. */
const monthlyDollars: [LeadSource, number][] = [
  ['HHQ Complete', 640],
  ['Lab Purchase', 380],
  ['Marek Health Discovery Call', 720],
  ['Newsletter Discovery Call', 410],
  ['Social Media Discovery Call', 1480],
  ['Newsletter', 190],
]

export async function payForSources(db: Tx, now: Date): Promise<void> {
  const months = Array.from({ length: 15 }, (_, ago) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)))
  const costs = months.flatMap((month, ago) =>
    monthlyDollars.map(([leadSource, dollars]) => ({
      leadSource,
      month: month.toISOString().slice(0, 10),
      cents: Math.round(dollars * (1.12 - 0.015 * ago) + ((ago * 37) % 50)) * 100,
    })),
  )
  await db.insert(sourceCosts).values(costs)
}

export async function giveCredentials(db: Tx, credentials: { userId: number; passwordHash: string }[]): Promise<void> {
  await db.insert(userCredentials).values(credentials)
}

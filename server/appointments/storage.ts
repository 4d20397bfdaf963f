/** SQL of the appointments: rows leave as the JSON text of their shown columns. */
import { eq, sql } from 'drizzle-orm'
import { type Appointment, type AppointmentChanges, appointmentAccess, type NewAppointment } from '../../shared/rows/appointments.ts'
import { appointments } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

const appointmentJson = rowAsJson(appointments, appointmentAccess)
const row = { json: appointmentJson.mapWith(String) }

export const appointmentList: NamedList = {
  name: 'appointments',
  table: appointments,
  access: appointmentAccess,
  sorts: {
    scheduledAt: { expression: sql`${appointments.scheduledAt}`, type: 'timestamp' },
    createdAt: { expression: sql`${appointments.createdAt}`, type: 'timestamp' },
  },
  words: 'appointment',
}

const rows = oneRow(appointments, appointmentJson)

export const appointmentStatement = rows.statement

export interface FoundAppointment {
  json: string
  appointment: Appointment
}

const asFound = (json: string | undefined): FoundAppointment | undefined =>
  json === undefined ? undefined : { json, appointment: JSON.parse(json) }

export const findAppointment = async (db: Db, id: number) => asFound(await rows.find(db, id))
export const lockAppointment = async (db: Tx, id: number) => asFound(await rows.lock(db, id))

export async function insertAppointment(db: Tx, appointment: NewAppointment): Promise<FoundAppointment> {
  const [made] = await db.insert(appointments).values(appointment).returning(row)
  const found = asFound(made?.json)
  if (!found) throw new Error('The database answered no row for the one it took')
  return found
}

export const updateAppointment = (db: Tx, id: number, changes: AppointmentChanges) => rows.change(db, id, changes)

export async function removeAppointment(db: Tx, id: number): Promise<void> {
  await db.delete(appointments).where(eq(appointments.id, id))
}

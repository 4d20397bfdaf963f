/** SQL of the appointments: rows leave as the JSON text of their shown columns. */
import { eq, sql } from 'drizzle-orm'
import { type Appointment, type AppointmentChanges, appointmentAccess, type NewAppointment } from '../../shared/rows.ts'
import { appointments } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { ListDefinition } from '../db/list.ts'
import { compile, fill, rowAsJson, type Statement } from '../db/statement.ts'

const appointmentJson = rowAsJson(appointments, appointmentAccess)
const row = { json: appointmentJson.mapWith(String) }

export const appointmentList: ListDefinition & { name: string } = {
  name: 'appointments',
  table: appointments,
  access: appointmentAccess,
  sorts: {
    scheduledAt: { expression: sql`${appointments.scheduledAt}`, type: 'timestamp' },
    createdAt: { expression: sql`${appointments.createdAt}`, type: 'timestamp' },
  },
  words: 'appointment',
}

const byId = compile(sql`select ${appointmentJson} from ${appointments} where ${appointments.id} = ${sql.placeholder('id')}`)

export const appointmentStatement = (id: number): Statement => fill(byId, { id })

export interface FoundAppointment {
  json: string
  appointment: Appointment
}

const asFound = (found: { json: string } | undefined): FoundAppointment | undefined =>
  found && { json: found.json, appointment: JSON.parse(found.json) }

export async function findAppointment(db: Db, id: number): Promise<FoundAppointment | undefined> {
  const [found] = await db.select(row).from(appointments).where(eq(appointments.id, id))
  return asFound(found)
}

/** Locks the row until the transaction ends; nothing when the actor may not change it. */
export async function lockAppointment(db: Tx, id: number): Promise<FoundAppointment | undefined> {
  const [found] = await db.select(row).from(appointments).where(eq(appointments.id, id)).for('update')
  return asFound(found)
}

export async function insertAppointment(db: Tx, appointment: NewAppointment): Promise<FoundAppointment> {
  const [made] = await db.insert(appointments).values(appointment).returning(row)
  const found = asFound(made)
  if (!found) throw new Error('The database answered no row for the one it took')
  return found
}

export async function updateAppointment(db: Tx, id: number, changes: AppointmentChanges): Promise<string | undefined> {
  const [changed] = await db.update(appointments).set(changes).where(eq(appointments.id, id)).returning(row)
  return changed?.json
}

export async function removeAppointment(db: Tx, id: number): Promise<void> {
  await db.delete(appointments).where(eq(appointments.id, id))
}

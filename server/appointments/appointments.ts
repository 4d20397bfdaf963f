/** What the clinic does with an appointment: book it, move it, change it, delete it. */
import { policy } from '../../shared/policy.ts'
import type { Appointment, AppointmentChanges, NewAppointment } from '../../shared/rows/appointments.ts'
import { appointmentDuration } from '../../shared/values.ts'
import { type ActivityDetails, changesBetween, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { forbidden, found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { requireReferences } from '../records/references.ts'
import type { TellPerson } from '../visit-letters/visit-letters.ts'
import { requireFreeTime, takesOtherTime } from './slots.ts'
import {
  type FoundAppointment,
  findAppointment,
  insertAppointment,
  lockAppointment,
  removeAppointment,
  updateAppointment,
} from './storage.ts'

/** Who acts, on the version they last saw, and why if they said so. */
interface Act {
  actor: Actor
  ifMatch?: string | undefined
  reason?: string | null | undefined
  overbookReason?: string | null | undefined
  tell: TellPerson
}
type NewBooking = NewAppointment & { overbookReason?: string | null | undefined }

const references = { userId: 'user', leadId: 'lead', contactId: 'contact' } as const
const notOurs = 'An SDR books and changes appointments with leads; this one has none.'

export async function bookAppointment(db: Tx, { actor, tell }: Act, { overbookReason, ...given }: NewBooking) {
  if (!policy.appointment.create(actor, { leadId: given.leadId ?? null })) throw forbidden(notOurs)
  requireMayOverbook(actor, overbookReason)
  await requireReferences(db, references, given)
  const overbooked = await requireFreeTime(db, bookingOf(given), overbookReason)
  const { json, appointment } = await insertAppointment(db, given)
  const { scheduledAt, duration, userId, leadId, contactId } = appointment
  const details = { scheduledAt, duration, userId, leadId, contactId, ...(overbooked ? { overbookReason } : {}) }
  logActivity(db, { entityType: 'appointment', entityId: appointment.id, action: 'created', userId: actor.userId, details })
  await tell(db, undefined, appointment)
  return { json }
}

function requireMayOverbook(actor: Actor, reason: string | null | undefined) {
  if (reason && !policy.appointment.overbook(actor)) throw forbidden('Only an Admin may overbook.')
}

export const bookingOf = ({ userId, scheduledAt, duration, status, leadId }: NewAppointment) => ({
  id: undefined,
  leadId: leadId ?? null,
  userId: userId ?? null,
  scheduledAt: scheduledAt.toISOString(),
  duration: duration ?? appointmentDuration.default,
  status: status ?? 'Scheduled',
})

export async function changeAppointment(db: Tx, act: Act, id: number, changes: AppointmentChanges) {
  const standing = await lockOwnAppointment(db, act, id)
  requireMayOverbook(act.actor, act.overbookReason)
  await requireReferences(db, references, changes, standing.appointment)
  return applyChanges(db, act, standing, changes)
}

export async function deleteAppointment(db: Tx, act: Act, id: number): Promise<void> {
  const { appointment } = await lockOwnAppointment(db, act, id)
  await act.tell(db, appointment, undefined)
  logActivity(db, { entityType: 'appointment', entityId: id, action: 'deleted', userId: act.actor.userId })
  await removeAppointment(db, id)
}

/** Sets a status; when the appointment has it already, what stands is the answer. */
export async function setStatus(db: Tx, act: Act, id: number, status: Appointment['status']) {
  return applyChanges(db, act, await lockOwnAppointment(db, act, id), { status })
}

/** Back to Scheduled, if it still has the status that is taken back. */
export async function undoStatus(db: Tx, act: Act, id: number, status: Appointment['status']) {
  const standing = await lockOwnAppointment(db, act, id)
  return standing.appointment.status === status ? applyChanges(db, act, standing, { status: 'Scheduled' }) : { json: standing.json }
}

async function lockOwnAppointment(db: Tx, { actor, ifMatch }: Act, id: number): Promise<FoundAppointment> {
  const locked = await lockAppointment(db, id)
  if (!locked || !policy.appointment.update(actor, locked.appointment)) {
    found(await findAppointment(db, id), 'Appointment')
    throw forbidden(notOurs)
  }
  requireFresh(ifMatch, locked.json)
  return locked
}

async function applyChanges(
  db: Tx,
  { actor, reason, overbookReason, tell }: Act,
  { json, appointment }: FoundAppointment,
  changes: AppointmentChanges,
) {
  const details = changesBetween(appointment, changes)
  if (!details) return { json }
  const { scheduledAt, ...others } = changes
  const after = { ...appointment, ...others, scheduledAt: scheduledAt?.toISOString() ?? appointment.scheduledAt }
  if (!policy.appointment.update(actor, after)) throw forbidden(notOurs)
  const overbooked = takesOtherTime(appointment, after) && (await requireFreeTime(db, after, overbookReason))
  logActivity(db, {
    entityType: 'appointment',
    entityId: appointment.id,
    action: actionOf(details),
    userId: actor.userId,
    details: { ...details, ...(reason ? { reason } : {}), ...(overbooked ? { overbookReason } : {}) },
  })
  const changed = { json: found(await updateAppointment(db, appointment.id, changes), 'Appointment') }
  await tell(db, appointment, after)
  return changed
}

const statusActions: Record<Appointment['status'], string> = {
  Scheduled: 'reinstated',
  Completed: 'completed',
  Cancelled: 'cancelled',
  'No Show': 'missed',
}

export function actionOf({ changes = {} }: ActivityDetails): string {
  const status = changes.status?.[1]
  for (const [name, action] of Object.entries(statusActions)) if (name === status) return action
  return 'scheduledAt' in changes ? 'moved' : 'updated'
}

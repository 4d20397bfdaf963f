/** Visits that patients book, move and cancel by themselves: the same rows, checks and letters as those of the staff. */
import type { AppointmentChanges, NewAppointment } from '../../shared/rows/appointments.ts'
import { changesBetween, logActivity } from '../activity/activity.ts'
import type { Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import type { TellPerson } from '../visit-letters/visit-letters.ts'
import { actionOf, bookingOf } from './appointments.ts'
import { requireFreeTime, takesOtherTime } from './slots.ts'
import { insertAppointment, lockAppointment, updateAppointment } from './storage.ts'

interface ByPatient {
  leadId: number
  tell: TellPerson
  reason?: string | null | undefined
}

const actorIn = (leadId: number) => ({ actor: { kind: 'patient', leadId } })

export async function bookForPatient(db: Tx, { leadId, tell }: ByPatient, given: NewAppointment): Promise<number> {
  await requireFreeTime(db, bookingOf(given))
  const { appointment } = await insertAppointment(db, given)
  const { id, scheduledAt, duration, userId, contactId } = appointment
  const details = { ...actorIn(leadId), scheduledAt, duration, userId, leadId: appointment.leadId, contactId }
  logActivity(db, { entityType: 'appointment', entityId: id, action: 'created', userId: undefined, details })
  await tell(db, undefined, appointment)
  return id
}

/** Of an appointment that the caller knows to be the patient's. */
export async function changeForPatient(
  db: Tx,
  { leadId, tell, reason }: ByPatient,
  id: number,
  changes: AppointmentChanges,
): Promise<void> {
  const { appointment } = found(await lockAppointment(db, id), 'Visit')
  const details = changesBetween(appointment, changes)
  if (!details) return
  const { scheduledAt, ...others } = changes
  const after = { ...appointment, ...others, scheduledAt: scheduledAt?.toISOString() ?? appointment.scheduledAt }
  if (takesOtherTime(appointment, after)) await requireFreeTime(db, after)
  const told = { ...actorIn(leadId), ...details, ...(reason ? { reason } : {}) }
  logActivity(db, { entityType: 'appointment', entityId: id, action: actionOf(details), userId: undefined, details: told })
  await updateAppointment(db, id, changes)
  await tell(db, appointment, after)
}

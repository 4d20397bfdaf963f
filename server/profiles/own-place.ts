/** A patient says where they are and by which clock they live. It is kept where the clinic looks: with the contact, once they are one. */
import { zoneOfState } from '../../shared/zones.ts'
import { logActivity } from '../activity/activity.ts'
import type { PatientActor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { profileOf } from './profiles.ts'
import { saveProfile } from './storage.ts'

interface Place {
  state?: string | undefined
  timeZone?: string | undefined
}

export async function changeOwnPlace(db: Tx, { leadId }: PatientActor, contactId: number | null, given: Place): Promise<void> {
  const whose =
    contactId === null ? ({ entityType: 'lead', entityId: leadId } as const) : ({ entityType: 'contact', entityId: contactId } as const)
  const before = await profileOf(db, whose.entityType, whose.entityId)
  const state = given.state ?? before.state
  const after = { state, timeZone: given.timeZone ?? before.timeZone ?? zoneOfState(state) ?? null, language: before.language }
  const fields = (['state', 'timeZone'] as const).filter((name) => before[name] !== after[name])
  if (!fields.length) return
  await saveProfile(db, { ...whose, ...after })
  logActivity(db, { ...whose, action: 'updated', userId: undefined, details: { actor: { kind: 'patient', leadId }, fields } })
}

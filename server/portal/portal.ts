/** The patient as the portal knows them: a lead, and the contact it has become. */
import type { Language } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import { type Database, readAs, system } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import type { PatientCaller } from '../http/house.ts'
import { patientIdleMs } from './identity.ts'
import { findPatientSelf, findPortalClinic, findSessionEnd, saveOwnProfile } from './storage.ts'

export async function patientSelf(db: Db, { leadId, sessionId }: PatientCaller) {
  const { enrolled, recoveryCodesLeft, lastPortalLogin, state: _state, ...self } = found(await findPatientSelf(db, leadId), 'Patient')
  const expiresAt = found(await findSessionEnd(db, sessionId), 'Session')
  return {
    ...self,
    lastPortalLogin: lastPortalLogin?.toISOString() ?? null,
    session: { idleSeconds: patientIdleMs / 1000, expiresAt: expiresAt.toISOString() },
    secondFactor: { enrolled, recoveryCodesLeft },
  }
}

/** Of whom a patient is a patient: open to everybody, as it stands on the door. */
export const portalClinic = async (database: Database) => found(await readAs(database, system, findPortalClinic), 'Clinic')

interface OwnChoices {
  language?: Language | null | undefined
  timeZone?: string | null | undefined
}

export async function changePatientSelf(db: Tx, patient: PatientCaller, given: OwnChoices) {
  const before = found(await findPatientSelf(db, patient.leadId), 'Patient')
  const fields = (['language', 'timeZone'] as const).filter((name) => given[name] !== undefined && given[name] !== before[name])
  if (fields.length) {
    const { contactId, leadId } = before
    const [entityType, entityId] = contactId === null ? (['lead', leadId] as const) : (['contact', contactId] as const)
    const language = given.language === undefined ? before.language : given.language
    const timeZone = given.timeZone === undefined ? before.timeZone : given.timeZone
    await saveOwnProfile(db, { entityType, entityId, state: before.state, language, timeZone })
    logActivity(db, { entityType, entityId, action: 'updated', userId: undefined, details: { ...byPatient(patient), fields } })
  }
  return patientSelf(db, patient)
}

/** Who did it, for the trail: it has no column for patients. */
export const byPatient = ({ leadId }: { leadId: number }) => ({ actor: { kind: 'patient', leadId } })

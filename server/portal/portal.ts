/** The patient as the portal knows them: a lead, and the contact it has become. */
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { findPatientSelf } from './storage.ts'

export async function patientSelf(db: Db, leadId: number) {
  return found(await findPatientSelf(db, leadId), 'Patient')
}

/** What staff read of a person's answers. Each look is of the lead, and of the patient the lead has become. */
import { progressOf } from '../../shared/questionnaires.ts'
import type { Db } from '../db/connection.ts'
import { found, notFound } from '../http/errors.ts'
import { responseAsFhir } from './fhir.ts'
import { findResponse, findResponses, leadExists, leadOfContact } from './responses-storage.ts'

export async function responsesOfLead(db: Db, leadId: number) {
  if (!(await leadExists(db, leadId))) throw notFound('Lead')
  return { data: await listed(db, leadId) }
}

export async function responsesOfContact(db: Db, contactId: number) {
  const { leadId } = found(await leadOfContact(db, contactId), 'Contact')
  return { data: leadId === null ? [] : await listed(db, leadId) }
}

const listed = async (db: Db, leadId: number) =>
  (await findResponses(db, leadId)).map((row) => ({ ...row, ...progressOf(row.definition, row.answers) }))

/** With the answers that they are a later edit of, so that what changed can be shown. */
export async function responseOf(db: Db, id: number) {
  const response = found(await findResponse(db, id), 'Response')
  const before = response.supersedesId === null ? undefined : await findResponse(db, response.supersedesId)
  return { ...response, previous: before ? { id: before.id, answers: before.answers } : null }
}

export async function responseInFhir(db: Db, id: number) {
  const response = found(await findResponse(db, id), 'Response')
  return { leadId: response.leadId, fhir: responseAsFhir(response) }
}

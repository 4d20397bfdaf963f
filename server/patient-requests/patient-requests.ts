/** What patients ask about their data: a correction or an erasure. An Admin decides, the patient is told that there is an answer. */
import type { Decision, NewRequest } from '../../shared/contracts/patient-requests.ts'
import { isBlank } from '../../shared/inputs.ts'
import type { patientRequestStates } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor, PatientActor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput, conflict, found } from '../http/errors.ts'
import { countOpen, decideRequest, findOwnRequests, findRequest, findRequests, insertRequest } from './storage.ts'

/** More than this are not asked at a time; what is open is answered first. */
const mostOpen = 10
const sort = 'patient-requests'

export const ownRequests = async (db: Db) => ({ data: await findOwnRequests(db), nextCursor: null })

export async function askForData(db: Tx, { leadId }: PatientActor, { kind, body }: NewRequest) {
  if (isBlank(body)) throw badInput({ path: 'body', message: 'is required' })
  if ((await countOpen(db)) >= mostOpen) {
    throw conflict('too_many_open', `You have ${mostOpen} open requests. The clinic answers them first.`)
  }
  const request = await insertRequest(db, { leadId, kind, body })
  const details = { actor: { kind: 'patient', leadId }, requestId: request.id, request: kind }
  logActivity(db, { entityType: 'lead', entityId: leadId, action: 'data_request_made', userId: undefined, details })
  return request
}

interface Asked {
  limit: number
  cursor?: string | undefined
  state?: (typeof patientRequestStates)[number][] | undefined
}

export async function listRequests(db: Db, secret: string, { limit, cursor, state }: Asked) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this list' })
  const before = after && { isOpen: after.value === 'open', id: after.id }
  const rows = await findRequests(db, { states: state, limit: limit + 1, before })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { data: shown, nextCursor: last ? writeCursor(secret, { sort, value: last.state === 'open' ? 'open' : '', id: last.id }) : null }
}

export const requestOf = async (db: Db, id: number) => found(await findRequest(db, id), 'Request')

export async function answerRequest(db: Tx, actor: Actor, id: number, given: Decision & { now: Date }) {
  const { state, answer, now } = given
  if (isBlank(answer)) throw badInput({ path: 'answer', message: 'is required' })
  const request = await requestOf(db, id)
  if (!(await decideRequest(db, id, { state, answer, decidedById: actor.userId, decidedAt: now }))) {
    throw conflict('decided', 'This request is answered already.')
  }
  const details = { requestId: id, request: request.kind, decision: state }
  logActivity(db, { entityType: 'lead', entityId: request.leadId, action: 'data_request_answered', userId: actor.userId, details })
  return requestOf(db, id)
}

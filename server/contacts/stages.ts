/** A patient's way through the stages: one step on, or any other step with a reason. */
import { type ContactStage, nextStage, contactStages as stages } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput, found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { stagesOf } from '../leads/timeline.ts'
import { missingAtLeaving, standing } from '../stages/stages.ts'
import { findContact, lockContact, setReason, updateContact } from './storage.ts'

interface Move {
  stage: ContactStage
  reason?: string | null | undefined
  ifMatch: string | undefined
}

export async function moveContact(db: Tx, actor: Actor, id: number, { stage, reason, ifMatch }: Move) {
  const { json, contact } = found(await lockContact(db, id), 'Contact')
  requireFresh(ifMatch, json)
  if (contact.stage === stage) return { json }
  const next = nextStage(contact.stage)
  if (stage !== next && !reason) {
    throw badInput({ path: 'reason', message: `is required: the stage after ${contact.stage} is ${next}` })
  }
  const onwards = stage === next || stages.indexOf(stage) > stages.indexOf(contact.stage)
  const missing = onwards ? await missingAtLeaving(db, 'contact', id) : {}
  if (reason) await setReason(db, reason)
  logActivity(db, {
    entityType: 'contact',
    entityId: id,
    action: 'stage_changed',
    userId: actor.userId,
    details: { changes: { stage: [contact.stage, stage] }, ...(reason ? { reason } : {}), ...missing },
  })
  return { json: found(await updateContact(db, id, { stage }), 'Contact') }
}

export async function contactStages(db: Db, id: number) {
  found(await findContact(db, id), 'Contact')
  return { data: await stagesOf(db, 'contact', id) }
}

export async function contactStanding(db: Db, id: number) {
  found(await findContact(db, id), 'Contact')
  return standing(db, 'contact', id)
}

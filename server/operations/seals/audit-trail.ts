/** What Admins do about the audit's keeping: look how it stands, have it verified, hold what must not move. */
import type { BodyOf } from '../../../shared/contract.ts'
import type { auditTrailApi } from '../../../shared/contracts/audit-trail.ts'
import { logActivity } from '../../activity/activity.ts'
import type { Actor } from '../../db/actor.ts'
import type { Tx } from '../../db/connection.ts'
import { asProduct } from '../../db/elevate.ts'
import { badInput, conflict, found, notFound } from '../../http/errors.ts'
import { enqueue } from '../../jobs/jobs.ts'
import { checkQueue } from './audit-jobs.ts'
import { insertCheck, insertHold, isThere, releaseHold, setMailAnchor } from './audit-trail-storage.ts'

export async function wishAnchors(db: Tx, actor: Actor, { mailAnchor }: { mailAnchor: boolean }): Promise<void> {
  await setMailAnchor(db, mailAnchor)
  logActivity(db, { entityType: 'clinic', entityId: 1, action: 'updated', userId: actor.userId, details: { fields: ['mailAnchor'] } })
}

export async function askForCheck(db: Tx, actor: Actor): Promise<{ json: string }> {
  const check = await asProduct(db, () => insertCheck(db))
  if (!check) throw conflict('check_running', 'A verification is under way already')
  logActivity(db, { entityType: 'clinic', entityId: 1, action: 'audit_check_asked', userId: actor.userId })
  await enqueue(db, checkQueue, { check: check.id })
  return { json: check.json }
}

export async function hold(db: Tx, actor: Actor, asked: BodyOf<typeof auditTrailApi.hold>): Promise<{ json: string }> {
  const { entityType = null, entityId = null, fromAt = null, toAt = null } = asked
  const reason = asked.reason.trim()
  if (!reason) throw badInput({ path: 'reason', message: 'is needed' })
  if ((entityType === null) !== (entityId === null))
    throw badInput({ path: entityType ? 'entityId' : 'entityType', message: 'is needed too: both name a record' })
  if (entityId === null && !fromAt && !toAt) throw badInput({ path: 'entityId', message: 'or a time is needed' })
  if (entityId !== null && (fromAt || toAt))
    throw badInput({ path: fromAt ? 'fromAt' : 'toAt', message: 'is for a hold of a time, not of a person' })
  if (fromAt && toAt && toAt < fromAt) throw badInput({ path: 'toAt', message: 'is before the beginning' })
  const json = await insertHold(db, { entityType, entityId, fromAt, toAt, reason, heldById: actor.userId })
  // Only now: it may have waited for somebody to be erased.
  if (entityType && entityId !== null && !(await isThere(db, entityType, entityId)))
    throw notFound(entityType === 'lead' ? 'Lead' : 'Contact')
  logActivity(db, { ...subject({ entityType, entityId }), action: 'held', userId: actor.userId, details: { fields: ['reason'] } })
  return { json }
}

export async function release(db: Tx, actor: Actor, id: number): Promise<void> {
  const released = found(await releaseHold(db, id, actor.userId), 'Legal hold')
  logActivity(db, { ...subject(released), action: 'hold_released', userId: actor.userId })
}

const subject = ({ entityType, entityId }: { entityType: 'lead' | 'contact' | null; entityId: number | null }) =>
  entityType && entityId !== null ? { entityType, entityId } : ({ entityType: 'clinic', entityId: 1 } as const)

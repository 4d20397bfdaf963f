/** What the clinic does with a lead: add it, change it, claim it, give it back, delete it. */
import { policy } from '../../shared/policy.ts'
import type { LeadChanges, NewLead } from '../../shared/rows/leads.ts'
import { leadStatuses } from '../../shared/values.ts'
import { changesBetween, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { conflict, forbidden, found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { requireReferences } from '../records/references.ts'
import { missingAtLeaving } from '../stages/stages.ts'
import { nameOfUser } from '../users/names.ts'
import {
  findLead,
  hasMoney,
  hasSigned,
  insertLead,
  isConverted,
  type LockedLead,
  lockLead,
  removeLead,
  sayWhy,
  updateLead,
} from './storage.ts'

const references = { ownerId: 'user', healthCoachBookedWith: 'coach' } as const

export async function addLead(db: Tx, actor: Actor, lead: NewLead) {
  await requireReferences(db, references, lead)
  const json = await insertLead(db, lead)
  const { id } = JSON.parse(json) as { id: number }
  logActivity(db, { entityType: 'lead', entityId: id, action: 'created', userId: actor.userId, details: { source: 'staff' } })
  return { json }
}

/** Locks the lead for a change the actor may make. */
export async function lockOwnLead(db: Tx, actor: Actor, id: number): Promise<LockedLead> {
  const locked = await lockLead(db, id)
  // The database itself lets a coach lock no more than they may change: a second look tells what is not there from what is not theirs.
  const { lead } = locked ?? found(await findLead(db, id), 'Lead')
  if (!locked || !policy.lead.update(actor, lead)) throw forbidden('A coach may change only the leads they own.')
  return locked
}

interface ChangeInput {
  changes: LeadChanges
  statusReason?: string | null | undefined
  ifMatch: string | undefined
}

export async function changeLead(db: Tx, actor: Actor, id: number, { changes, statusReason, ifMatch }: ChangeInput) {
  const { json, lead } = await lockOwnLead(db, actor, id)
  requireFresh(ifMatch, json)
  const details = changesBetween(lead, changes)
  if (!details) return { json }
  await requireReferences(db, references, changes, lead)
  if (statusReason) await sayWhy(db, statusReason)
  const action = details.changes?.status ? 'status_changed' : 'updated'
  const missing = movesOn(lead.status, changes.status) ? await missingAtLeaving(db, 'lead', id) : {}
  logActivity(db, {
    entityType: 'lead',
    entityId: id,
    action,
    userId: actor.userId,
    details: { ...details, ...(statusReason ? { reason: statusReason } : {}), ...missing },
  })
  return { json: found(await updateLead(db, id, changes), 'Lead') }
}

const place = (status: string) => leadStatuses.map(String).indexOf(status)
const movesOn = (from: string, to: string | null | undefined) => typeof to === 'string' && place(to) > place(from)

export async function claimLead(db: Tx, actor: Actor, id: number, { now, ifMatch }: { now: Date; ifMatch: string | undefined }) {
  const seen = found(await findLead(db, id), 'Lead')
  if (seen.lead.ownerId === actor.userId) return { json: seen.json }
  if (seen.lead.ownerId !== null) throw await alreadyClaimed(db, seen.lead.ownerId)
  if (!policy.lead.claim(actor, seen.lead, now)) {
    throw forbidden('A coach may claim a lead once nobody has claimed it for 24 hours.')
  }
  const locked = await lockLead(db, id)
  if (!locked) throw await goneMeanwhile(db, id)
  if (locked.lead.ownerId === actor.userId) return { json: locked.json }
  if (locked.lead.ownerId !== null) throw await alreadyClaimed(db, locked.lead.ownerId)
  requireFresh(ifMatch, locked.json)
  logActivity(db, {
    entityType: 'lead',
    entityId: id,
    action: 'claimed',
    userId: actor.userId,
    details: { changes: { ownerId: [null, actor.userId] } },
  })
  return { json: found(await updateLead(db, id, { ownerId: actor.userId }), 'Lead') }
}

/** A coach cannot lock a lead that somebody took between the look and the lock. */
async function goneMeanwhile(db: Db, id: number) {
  const { lead } = found(await findLead(db, id), 'Lead')
  return lead.ownerId === null ? forbidden() : alreadyClaimed(db, lead.ownerId)
}

async function alreadyClaimed(db: Db, ownerId: number) {
  return conflict('already_claimed', `${await nameOfUser(db, ownerId)} has this lead already.`)
}

/** Whoever has it gives it back; an Admin or SDR may release anybody's. */
export async function releaseLead(db: Tx, actor: Actor, id: number, ifMatch: string | undefined) {
  const { json, lead } = await lockOwnLead(db, actor, id)
  if (lead.ownerId === null) return { json }
  requireFresh(ifMatch, json)
  logActivity(db, {
    entityType: 'lead',
    entityId: id,
    action: 'released',
    userId: actor.userId,
    details: { changes: { ownerId: [lead.ownerId, null] } },
  })
  return { json: found(await updateLead(db, id, { ownerId: null }), 'Lead') }
}

/** The row, its tasks, appointments and calls go whole into deleted_records. */
export async function deleteLead(db: Tx, actor: Actor, id: number, ifMatch: string | undefined): Promise<void> {
  const { json } = await lockOwnLead(db, actor, id)
  requireFresh(ifMatch, json)
  if (await isConverted(db, id)) throw conflict('converted', 'A converted lead belongs to its patient and stays.')
  if (await hasMoney(db, id)) throw conflict('has_money', 'This lead has paid, or is about to: it stays, with its ledger.')
  if (await hasSigned(db, id)) throw conflict('has_signed', 'A lead that signed a questionnaire stays: what was signed is evidence.')
  logActivity(db, { entityType: 'lead', entityId: id, action: 'deleted', userId: actor.userId })
  await removeLead(db, id)
}

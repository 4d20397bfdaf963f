import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { restrict, restrictionOf, unrestrict } from '../records/restrictions.ts'
import { findLead } from './storage.ts'

export async function leadRestriction(db: Db, id: number) {
  found(await findLead(db, id), 'Lead')
  return restrictionOf(db, 'lead', id)
}

export async function restrictLead(db: Tx, actor: Actor, id: number, reason: string) {
  found(await findLead(db, id), 'Lead')
  return restrict(db, actor, { entityType: 'lead', entityId: id, reason })
}

export async function unrestrictLead(db: Tx, actor: Actor, id: number): Promise<void> {
  found(await findLead(db, id), 'Lead')
  await unrestrict(db, actor, 'lead', id)
}

/** What belongs to a contact's story: the timeline, others who look like the same person, the restriction. */
import { type TimelineAsk, type TimelineHouse, timelinePage } from '../activity/timeline.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { duplicatesLike } from '../leads/duplicates.ts'
import { restrict, restrictionOf, unrestrict } from '../records/restrictions.ts'
import { aboutContact, findContact } from './storage.ts'

export async function contactTimeline(db: Db, house: TimelineHouse, id: number, ask: TimelineAsk) {
  const { contact } = found(await findContact(db, id), 'Contact')
  return timelinePage(db, house, aboutContact(contact), ask)
}

/** The contact itself and the lead it was are no duplicates of it. */
export async function contactDuplicates(db: Db, id: number) {
  const { contact } = found(await findContact(db, id), 'Contact')
  const { data } = await duplicatesLike(db, contact)
  return { data: data.filter((each) => each.id !== (each.entityType === 'contact' ? id : contact.leadId)) }
}

export async function contactRestriction(db: Db, id: number) {
  found(await findContact(db, id), 'Contact')
  return restrictionOf(db, 'contact', id)
}

export async function restrictContact(db: Tx, actor: Actor, id: number, reason: string) {
  found(await findContact(db, id), 'Contact')
  return restrict(db, actor, { entityType: 'contact', entityId: id, reason })
}

export async function unrestrictContact(db: Tx, actor: Actor, id: number): Promise<void> {
  found(await findContact(db, id), 'Contact')
  await unrestrict(db, actor, 'contact', id)
}

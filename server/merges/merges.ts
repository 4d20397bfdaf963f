/** Two records that are one person become one; parted again, both are what they were. */
import type { NewMerge } from '../../shared/contracts/merges.ts'
import { logActivity } from '../activity/activity.ts'
import { lockOwnContact } from '../contacts/contacts.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, conflict, forbidden, found, HttpError } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { lockOwnLead } from '../leads/leads.ts'
import {
  anyRestricted,
  convertedAmong,
  isKnown,
  keptFor,
  type MergeKind,
  mergeJson,
  mergeRecords,
  obstaclesOf,
  partRecords,
} from './storage.ts'

const lockOwn = { lead: lockOwnLead, contact: lockOwnContact }
const words = { lead: 'Lead', contact: 'Contact' }

export async function merge(db: Tx, actor: Actor, { entityType: kind, keptId, mergedId, fields, etags }: NewMerge) {
  if (keptId === mergedId) throw badInput({ path: 'mergedId', message: 'is the record to keep itself' })
  const fresh = new Map([
    [keptId, etags?.kept],
    [mergedId, etags?.merged],
  ])
  // In the order of their ids, so that two who merge the same two wait for one another instead of for ever.
  for (const id of [keptId, mergedId].sort((a, b) => a - b)) requireFresh(fresh.get(id), await lockOne(db, actor, kind, id))
  await refuseImpossible(db, actor, kind, [keptId, mergedId])
  const chosen = Object.entries(fields)
  const take = chosen.filter(([, side]) => side === 'merged').map(([name]) => name)
  const joinNotes = fields.notes === 'both'
  const id = await mergeRecords(db, { kind, keptId, mergedId, take: take.map(asColumn), joinNotes })
  const taken = joinNotes ? [...take, 'notes'] : take
  logActivity(db, {
    entityType: kind,
    entityId: keptId,
    action: 'merged',
    userId: actor.userId,
    details: { mergedId, mergeId: id, fields: taken },
  })
  return shown(db, id)
}

/** The row as it is sent. What has been merged away is named, with what it went into. */
async function lockOne(db: Tx, actor: Actor, kind: MergeKind, id: number): Promise<string> {
  try {
    return (await lockOwn[kind](db, actor, id)).json
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 404) throw error
    const kept = await asProduct(db, () => keptFor(db, kind, id))
    // What it went into may be hidden from the caller: then there is nothing to be told of.
    if (kept === undefined || !(await isKnown(db, kind, kept))) throw error
    throw conflict('merged', `${words[kind]} ${id} has been merged into ${words[kind].toLowerCase()} ${kept} already.`)
  }
}

async function refuseImpossible(db: Tx, actor: Actor, kind: MergeKind, ids: readonly [number, number]) {
  if (actor.role !== 'Admin' && (await asProduct(db, () => anyRestricted(db, kind, ids)))) {
    throw forbidden('One of the two is restricted: an Admin merges them.')
  }
  if (kind === 'lead' && (await asProduct(db, () => convertedAmong(db, ids))) > 1) {
    throw conflict('both_converted', 'Both leads have become patients. Merge the patients first, then the leads.')
  }
}

/** `leadSource` -> lead_source; the contract lists what may be named. */
const asColumn = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Parted twice: they are two already. */
export async function partAgain(db: Tx, actor: Actor, id: number) {
  const json = found(await mergeJson(db, id), 'Merge')
  const standing: { entityType: MergeKind; keptId: number; mergedId: number; undoneAt: string | null } = JSON.parse(json)
  if (standing.undoneAt !== null) return { json }
  const { entityType: kind, keptId, mergedId } = standing
  await lockOne(db, actor, kind, keptId)
  const obstacles = await obstaclesOf(db, id)
  if (obstacles.length > 0) throw conflict('in_the_way', obstacleWords(kind, obstacles))
  await partRecords(db, id)
  logActivity(db, { entityType: kind, entityId: keptId, action: 'parted', userId: actor.userId, details: { mergedId, mergeId: id } })
  return shown(db, id)
}

function obstacleWords(kind: MergeKind, obstacles: readonly string[]): string {
  if (obstacles.includes('gone')) return `The kept ${kind} is not there any more.`
  const changed = obstacles.filter((each) => each !== 'conversion').map(asField)
  const parts = [
    changed.length > 0 ? `changed since the merge: ${changed.join(', ')}` : '',
    obstacles.includes('conversion') ? 'which lead became which patient has changed since' : '',
  ]
  return `They cannot be parted as they were; ${parts.filter(Boolean).join('; ')}.`
}

const asField = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

async function shown(db: Db, id: number) {
  return { json: found(await mergeJson(db, id), 'Merge') }
}

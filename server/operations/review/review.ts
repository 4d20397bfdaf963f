/** A person's record of an earlier time, beside the present one; an Admin chooses what is brought back, in one transaction. */
import { createHash } from 'node:crypto'
import { logActivity } from '../../activity/activity.ts'
import type { Actor } from '../../db/actor.ts'
import type { Db, Tx } from '../../db/connection.ts'
import { badInput, conflict, found, stale } from '../../http/errors.ts'
import { enqueue } from '../../jobs/jobs.ts'
import { restoreRecord } from '../../records/deleted.ts'
import { type Difference, differencesBetween } from './differences.ts'
import {
  closeReview,
  findRestorable,
  findReview,
  findSnapshot,
  insertReview,
  lockPerson,
  lockReview,
  type ReviewRow,
  returnFields,
} from './review-storage.ts'
import { type Entity, fieldsOf, type Person } from './snapshot-storage.ts'

export const reviewQueue = 'operations.review'

interface Asked {
  entityType: Person
  entityId: number
  asOf: Date
}
export interface Choice {
  entity: Entity
  id: number
  fields?: string[] | undefined
}

export async function askForReview(db: Tx, actor: Actor, { hasBackups, now, ...asked }: Asked & { hasBackups: boolean; now: Date }) {
  if (!hasBackups) throw conflict('backed_up_elsewhere', 'This database is not backed up from here: its operator backs it up.')
  if (asked.asOf.getTime() > now.getTime()) throw badInput({ path: 'asOf', message: 'is in the future' })
  const { [asked.entityType]: person = [] } = await findSnapshot(db, asked.entityType, asked.entityId)
  found(person[0], asked.entityType === 'lead' ? 'Lead' : 'Contact')
  const row = found(await insertReview(db, { ...asked, asOf: asked.asOf.toISOString(), userId: actor.userId }), 'Review')
  await enqueue(db, reviewQueue, { id: row.id })
  note(db, actor, row, { action: 'earlier_record_asked', details: { asOf: row.asOf } })
  return outward(row)
}

export async function reviewOf(db: Db, id: number) {
  const row = found(await findReview(db, id), 'Review')
  return row.state === 'ready' ? compared(db, row) : outward(row)
}

export async function applyReview(db: Tx, actor: Actor, { id, version, choices }: { id: number; version: string; choices: Choice[] }) {
  const row = found(await lockReview(db, id), 'Review')
  if (row.state !== 'ready') throw conflict('review_not_ready', 'There is nothing to choose from: ask for the earlier record anew.')
  await lockPerson(db, row.entityType, row.entityId)
  const { version: present, differences } = await compared(db, row)
  if (present !== version) throw stale()
  requireKnown(choices, differences)
  const restorable = await findRestorable(db, row.entityType, row.entityId)
  for (const choice of choices) await bringBack(db, row, { actor, choice, restorable })
  await closeReview(db, id)
  const fields = choices.map(({ entity, id: of, fields: names }) => `${entity} ${of}${names ? `: ${names.join(', ')}` : ''}`)
  note(db, actor, row, { action: 'restored_in_part', details: { asOf: row.asOf, fields } })
  return outward({ ...row, state: 'applied' })
}

function requireKnown(choices: readonly Choice[], differences: readonly Difference[]): void {
  const errors = choices.flatMap(({ entity, id, fields }, at) => {
    const path = `choices.${at}`
    const difference = differences.find((each) => each.entity === entity && each.id === id)
    if (difference?.state === 'gone') return difference.canReturn && !fields ? [] : [{ path, message: 'cannot be brought back' }]
    if (difference?.state !== 'changed' || !fields?.length) return [{ path, message: 'is no difference that was shown' }]
    const can = new Set(difference.fields.flatMap(({ name, canReturn }) => (canReturn ? [name] : [])))
    return fields.every((name) => can.has(name)) ? [] : [{ path: `${path}.fields`, message: 'cannot be brought back' }]
  })
  if (errors.length) throw badInput(...errors)
}

interface Bringing {
  actor: Actor
  choice: Choice
  restorable: ReadonlyMap<string, number>
}

async function bringBack(
  db: Tx,
  { found: snapshot }: ReviewRow,
  { actor, choice: { entity, id, fields }, restorable }: Bringing,
): Promise<void> {
  const deletion = restorable.get(`${entity} ${id}`)
  if (!fields && deletion !== undefined) return void (await restoreRecord(db, actor, deletion))
  const row = snapshot?.[entity]?.find((each) => each.id === id)
  if (row) await returnFields(db, entity, { row, fields: fieldsOf(entity).filter(({ name }) => fields?.includes(name)) })
}

async function compared(db: Db, row: ReviewRow) {
  const now = await findSnapshot(db, row.entityType, row.entityId)
  const restorable = await findRestorable(db, row.entityType, row.entityId)
  const version = createHash('sha256').update(JSON.stringify(now)).digest('base64url')
  return { ...outward(row), version, differences: differencesBetween(row.found ?? {}, now, new Set(restorable.keys())) }
}

const outward = ({ found: _, ...row }: ReviewRow) => ({ ...row, version: null, differences: [] as Difference[] })

function note(db: Tx, actor: Actor, { entityType, entityId }: ReviewRow, { action, details }: { action: string; details: object }): void {
  logActivity(db, { entityType, entityId, action, userId: actor.userId, details: { ...details } })
}

/** Stage contracts: what the clinic promises for each stage, and where a record stands in it. */
import { changesBetween, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput, found } from '../http/errors.ts'
import {
  countFallingThrough,
  type DefinitionChanges,
  listDefinitions,
  lockDefinition,
  missingOf,
  standingOf,
  updateDefinition,
} from './storage.ts'

const asSent = <D extends { updatedAt: Date }>(definition: D) => ({ ...definition, updatedAt: definition.updatedAt.toISOString() })

export async function stageContracts(db: Db) {
  return { data: (await listDefinitions(db)).map(asSent) }
}

interface ContractChange {
  entityType: 'lead' | 'contact'
  stage: string
  changes: DefinitionChanges
}

export async function changeContract(db: Tx, actor: Actor, { entityType, stage, changes }: ContractChange) {
  const before = found(await lockDefinition(db, entityType, stage), 'Stage')
  const after = { ...before, ...changes }
  if (after.targetHours !== null && after.soonHours > after.targetHours) {
    throw badInput({ path: 'soonHours', message: `may not be longer than the target of ${after.targetHours} hours` })
  }
  const details = contractChanges(before, changes)
  if (!details) return { value: asSent(before) }
  logActivity(db, {
    entityType: 'clinic',
    entityId: 1,
    action: 'stage_contract_changed',
    userId: actor.userId,
    details: { ...details, record: entityType, stage },
  })
  return { value: asSent(found(await updateDefinition(db, before, { ...changes, updatedById: actor.userId }), 'Stage')) }
}

/** Figures and requirements with their old and new values; guidance is free text and is named. */
function contractChanges(before: DefinitionChanges, changes: DefinitionChanges) {
  const details = changesBetween({ guidance: before.guidance }, { guidance: changes.guidance })
  const traced = (['ownerRole', 'targetHours', 'soonHours', 'requirements'] as const).filter(
    (name) => changes[name] !== undefined && JSON.stringify(changes[name]) !== JSON.stringify(before[name]),
  )
  if (!details && traced.length === 0) return undefined
  return {
    ...details,
    changes: Object.fromEntries(traced.map((name): [string, [unknown, unknown]] => [name, [before[name], changes[name]]])),
  }
}

/** Where a record stands: its stage, its clock, what it has and what it lacks. */
export async function standing(db: Db, kind: 'lead' | 'contact', id: number) {
  return { json: found(await standingOf(db, kind, id), 'Stage') }
}

/** For the trail of a move: what was missing when the stage was left. It warns; it does not hold anybody up. */
export async function missingAtLeaving(db: Db, kind: 'lead' | 'contact', id: number): Promise<{ missing?: string[] }> {
  const missing = await missingOf(db, kind, id)
  return missing.length > 0 ? { missing } : {}
}

/** Open leads and patients with nothing planned and no running clock; that should be nobody. */
export const whoFallsThrough = async (db: Db, actor: Actor) => ({
  leads: await countFallingThrough(db, 'lead', actor.userId),
  contacts: await countFallingThrough(db, 'contact', actor.userId),
})

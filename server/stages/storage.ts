import { and, asc, eq, sql } from 'drizzle-orm'
import { stageDefinitions } from '../../shared/schema/stages.ts'
import { contacts, leads } from '../../shared/schema.ts'
import { type ClockKind, fallsThrough, leadClockRuns } from '../db/clock.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

type Definition = typeof stageDefinitions.$inferSelect
export type DefinitionChanges = Partial<Pick<Definition, 'ownerRole' | 'targetHours' | 'soonHours' | 'requirements' | 'guidance'>>

const one = (entityType: ClockKind, stage: string) => and(eq(stageDefinitions.entityType, entityType), eq(stageDefinitions.stage, stage))

export const listDefinitions = (db: Db) =>
  db.select().from(stageDefinitions).orderBy(sql`${stageDefinitions.entityType} desc`, asc(stageDefinitions.position))

export async function lockDefinition(db: Tx, entityType: ClockKind, stage: string): Promise<Definition | undefined> {
  const [row] = await db.select().from(stageDefinitions).where(one(entityType, stage)).for('update')
  return row
}

export async function updateDefinition(db: Tx, { entityType, stage }: Definition, changes: DefinitionChanges & { updatedById: number }) {
  const [row] = await db
    .update(stageDefinitions)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(one(entityType, stage))
    .returning()
  return row
}

const dueAt = sql`h.entered_at + d.target_hours * interval '1 hour'`
/** Of a contact the clock always runs. */
const runs = (kind: ClockKind, id: number) =>
  kind === 'contact' ? sql`true` : sql`exists (select from leads l where l.id = ${id} and ${leadClockRuns(sql`l.id`, sql`l.lead_outcome`)})`

/** The record's stage, its contract, its clock and what it asks for, as JSON text. */
export async function standingOf(db: Db, kind: ClockKind, id: number): Promise<string | undefined> {
  const { rows } = await db.execute<{ json: string }>(sql`
    select json_build_object('stage', h.stage, 'enteredAt', ${timeAsText(sql`h.entered_at`)}, 'ownerRole', d.owner_role,
      'targetHours', d.target_hours, 'guidance', d.guidance,
      'clock', case when ${runs(kind, id)} and d.target_hours is not null
        then json_build_object('state', clock_state(h.entered_at, d.target_hours, d.soon_hours), 'dueAt', ${timeAsText(dueAt)})
        else json_build_object('state', 'none', 'dueAt', null) end,
      'requirements', (select coalesce(json_agg(json_build_object('name', r.name, 'met', r.name <> all (m.missing)) order by r.place), '[]')
        from unnest(d.requirements) with ordinality r(name, place)))::text as json
    from stage_history h join stage_definitions d on d.entity_type = h.entity_type and d.stage = h.stage,
      (select missing_requirements(${kind}, ${id}::integer) as missing) m
    where h.entity_type = ${kind} and h.entity_id = ${id} and h.left_at is null order by h.id desc limit 1`)
  return rows[0]?.json
}

/** What the record's stage asks for and is not there. */
export async function missingOf(db: Db, kind: ClockKind, id: number): Promise<string[]> {
  const { rows } = await db.execute<{ missing: string[] | null }>(sql`select missing_requirements(${kind}, ${id}::integer) as missing`)
  return rows[0]?.missing ?? []
}

const waiting = {
  lead: {
    table: leads,
    whose: leads.ownerId,
    condition: fallsThrough('lead', leads, leadClockRuns(sql`${leads.id}`, sql`${leads.leadOutcome}`)),
  },
  contact: { table: contacts, whose: contacts.healthCoachId, condition: fallsThrough('contact', contacts) },
}

export async function countFallingThrough(db: Db, kind: ClockKind, userId: number) {
  const { table, whose, condition } = waiting[kind]
  const { rows } = await db.execute<{ total: number; mine: number; unassigned: number }>(sql`
    select count(*)::int as total, (count(*) filter (where ${whose} = ${userId}))::int as mine,
      (count(*) filter (where ${whose} is null))::int as unassigned from ${table} where ${condition}`)
  return rows[0] ?? { total: 0, mine: 0, unassigned: 0 }
}

/** The clock of a lead or a contact: the time it entered its stage against what the stage's contract allows. */
import { type Column, type SQL, sql } from 'drizzle-orm'
import type { FilterValues } from './list.ts'
import { timeAsText } from './statement.ts'

export type ClockKind = 'lead' | 'contact'

const text = (kind: ClockKind) => sql.raw(`'${kind}'`)
const openPassage = (kind: ClockKind, id: Column) =>
  sql`stage_history h where h.entity_type = ${text(kind)} and h.entity_id = ${id} and h.left_at is null`
const contract = sql`stage_history h join stage_definitions d on d.entity_type = h.entity_type and d.stage = h.stage`
const due = sql`h.entered_at + d.target_hours * interval '1 hour'`
const state = sql`clock_state(h.entered_at, d.target_hours, d.soon_hours)`
const always = sql`true`

/** A lead that became a patient, or whose outcome closes it, has no clock. */
export const leadClockRuns = (id: SQL, outcome: SQL): SQL => sql`not exists (select from lead_conversions c where c.lead_id = ${id})
  and not exists (select from value_list_entries v where v.list = 'lead_outcome' and v.closes and v.value = ${outcome})`

/** Since when the record has been in its stage, as text. */
export const stageEnteredAt = (kind: ClockKind, id: Column): SQL =>
  sql`(select ${timeAsText(sql`h.entered_at`)} from ${openPassage(kind, id)} order by h.id desc limit 1)`

/** The same as a time, to order by. */
export const enteredAt = (kind: ClockKind, id: Column): SQL =>
  sql`(select h.entered_at from ${openPassage(kind, id)} order by h.id desc limit 1)`

/** When the stage should have been left, to order by. */
export const dueAt = (kind: ClockKind, id: Column): SQL =>
  sql`(select ${due} from ${contract} where h.entity_type = ${text(kind)} and h.entity_id = ${id} and h.left_at is null limit 1)`

/** `{state, dueAt}`; `runs` says of which records the clock runs at all. */
export const clockOf = (kind: ClockKind, id: Column, runs: SQL = always): SQL => sql`coalesce(
  (select json_build_object('state', ${state}, 'dueAt', ${timeAsText(due)}) from ${contract}
    where h.entity_type = ${text(kind)} and h.entity_id = ${id} and h.left_at is null and ${runs} limit 1),
  '{"state":"none","dueAt":null}')`

/** The state alone, of a table's row. */
export const clockStateOf = (kind: ClockKind, id: Column): SQL => sql`coalesce(
  (select ${state} from ${contract} where h.entity_type = ${text(kind)} and h.entity_id = ${id} and h.left_at is null limit 1), 'none')`

/** Whether the row's clock is in one of the states: running ones are told at once, along the index of open passages. */
export function byClock(kind: ClockKind, table: { id: Column }, { values, given }: FilterValues, runs: SQL = always): SQL {
  const timed = sql`${contract} where h.entity_type = ${text(kind)} and h.left_at is null and d.target_hours is not null`
  const running = sql`${table.id} in (select h.entity_id from ${timed} and ${state} = any(${values}::text[])) and ${runs}`
  if (!given.includes('none')) return running
  return sql`(${running} or not (${runs}) or not exists (select from ${timed} and h.entity_id = ${table.id}))`
}

/** Nothing is planned with it and no clock runs: no open task, no coming visit, and its stage is overdue or has no target. */
export function fallsThrough(kind: ClockKind, table: { id: Column }, runs: SQL = always): SQL {
  const record = sql.raw(`${kind}_id`)
  return sql`(${table.id} in (select h.entity_id from ${contract} where h.entity_type = ${text(kind)} and h.left_at is null
      and (d.target_hours is null or ${due} <= (now() at time zone 'UTC')))
    and ${runs}
    and not exists (select from tasks t where t.${record} = ${table.id} and t.status in ('Pending', 'In Progress'))
    and not exists (select from appointments a where a.${record} = ${table.id} and a.status = 'Scheduled'
      and a.scheduled_at > (now() at time zone 'UTC')))`
}

/** The filter of the same name. */
export function byFallingThrough(kind: ClockKind, table: { id: Column }, { values, given }: FilterValues, runs: SQL = always): SQL {
  const it = fallsThrough(kind, table, runs)
  if (given.length !== 1) return sql`cardinality(${values}::text[]) > 1`
  return given[0] === 'true' ? sql`(${it} and 'true' = any(${values}::text[]))` : sql`(not ${it} and 'false' = any(${values}::text[]))`
}

/** The earliest of the open tasks and the coming visits. */
export function nextStepOf(kind: ClockKind, id: Column): SQL {
  const record = sql.raw(`${kind}_id`)
  return sql`(select json_build_object('kind', s.kind, 'title', s.title, 'at', ${timeAsText(sql`s.at`)}) from (
    (select 'task' as kind, t.title, t.due_date as at from tasks t
      where t.${record} = ${id} and t.status in ('Pending', 'In Progress') order by t.due_date nulls last limit 1)
    union all
    (select 'appointment', a.title, a.scheduled_at from appointments a
      where a.${record} = ${id} and a.status = 'Scheduled' and a.scheduled_at > now() order by a.scheduled_at limit 1)
    ) s order by s.at nulls last limit 1)`
}

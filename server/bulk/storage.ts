/** SQL of bulk jobs and of the list of records that each works through. */
import { type SQL, sql } from 'drizzle-orm'
import type { Columns } from '../../shared/access.ts'
import { bulkJobs } from '../../shared/schema/desk.ts'
import type { BulkOutcome, BulkReason, UserRole } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

export type BulkKind = 'lead' | 'contact' | 'task'
export type Job = typeof bulkJobs.$inferSelect & { changes: Record<string, unknown> }

const access = {
  id: 'show',
  entityType: 'show',
  requestedById: 'show',
  // A search in it may hold a name.
  selection: 'secret',
  changes: 'show',
  reason: 'show',
  state: 'show',
  total: 'show',
  done: 'show',
  refused: 'show',
  createdAt: 'show',
  finishedAt: 'show',
  undoneAt: 'show',
  undoneById: 'show',
  failure: 'show',
} as const satisfies Columns<typeof bulkJobs>

const more = {
  counts: sql`(select json_build_object('changed', count(*) filter (where i.outcome = 'changed'),
    'unchanged', count(*) filter (where i.outcome = 'unchanged'), 'refused', count(*) filter (where i.outcome = 'refused'),
    'undone', count(*) filter (where i.outcome = 'undone'), 'kept', count(*) filter (where i.outcome = 'kept'))
    from bulk_job_items i where i.job_id = ${bulkJobs.id})`,
}

export const bulkList: NamedList = {
  name: 'bulk-jobs',
  table: bulkJobs,
  access,
  sorts: { createdAt: { expression: sql`${bulkJobs.createdAt}`, type: 'timestamp' } },
  more,
}

const rows = oneRow(bulkJobs, rowAsJson(bulkJobs, access, { more }))
export const jobJson = (db: Db, id: number) => rows.find(db, id)

export async function findJob(db: Db, id: number): Promise<Job | undefined> {
  const { rows: found } = await db.execute<Job & Record<string, unknown>>(sql`${jobRow} where id = ${id}`)
  return found[0]
}

/** Waits for the batch under way. */
export async function lockJob(db: Tx, id: number): Promise<Job | undefined> {
  const { rows: found } = await db.execute<Job & Record<string, unknown>>(sql`${jobRow} where id = ${id} for update`)
  return found[0]
}

/** Nothing while another worker is at it: one at a time, and nobody waits. */
export async function takeJob(db: Tx, id: number): Promise<Job | undefined> {
  const { rows: found } = await db.execute<Job & Record<string, unknown>>(sql`${jobRow} where id = ${id} for update skip locked`)
  return found[0]
}

const jobRow = sql`select id, entity_type as "entityType", requested_by_id as "requestedById", undone_by_id as "undoneById",
  changes, reason, state, total, done, refused from bulk_jobs`

export type NewJob = { kind: BulkKind; userId: number; selection: object; changes: object; reason: string | null }

export async function insertJob(db: Tx, { kind, userId, selection, changes, reason }: NewJob): Promise<number> {
  const { rows: made } = await db.execute<{ id: number }>(sql`
    insert into bulk_jobs (entity_type, requested_by_id, selection, changes, reason)
    values (${kind}, ${userId}, ${JSON.stringify(selection)}::jsonb, ${JSON.stringify(changes)}::jsonb, ${reason}) returning id`)
  return (made[0] as { id: number }).id
}

/** Ids as they were given, also those that nobody finds: the result names them. */
export const insertIds = (db: Tx, jobId: number, ids: readonly number[]) =>
  insertItems(db, jobId, sql`select distinct id::integer from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as given(id)`)

export type Matching = { where: SQL | undefined; except: readonly number[] }

export const insertMatching = (db: Tx, job: { id: number; kind: BulkKind }, { where, except, most }: Matching & { most: number }) =>
  insertItems(
    db,
    job.id,
    sql`select id from ${sql.identifier(`${job.kind}s`)} where ${where ?? sql`true`}
      and id <> all (array(select jsonb_array_elements_text(${JSON.stringify(except)}::jsonb)::integer)) limit ${most}`,
  )

/** How many the job holds. */
async function insertItems(db: Tx, jobId: number, ids: SQL): Promise<number> {
  const { rows: made } = await db.execute<{ total: number }>(sql`
    with added as (insert into bulk_job_items (job_id, entity_id) select ${jobId}::integer, s.id from (${ids}) as s(id) returning 1),
    counted as (select count(*)::int as total from added)
    update bulk_jobs set total = counted.total from counted where id = ${jobId} returning counted.total`)
  return made[0]?.total ?? 0
}

export async function itemsIn(db: Tx, jobId: number, outcome: BulkOutcome, most: number): Promise<Item[]> {
  const { rows: found } = await db.execute<Item & Record<string, unknown>>(sql`
    select entity_id as id, before, after from bulk_job_items where job_id = ${jobId} and outcome = ${outcome} order by entity_id limit ${most}`)
  return found
}

export type Values = Record<string, unknown>
export interface Item {
  id: number
  before: Values | null
  after: Values | null
}
export interface Settled {
  id: number
  outcome: BulkOutcome
  reason?: BulkReason
  before?: Values
  after?: Values
}

/** Writes down what became of the records of a batch, and how far the job has come. */
export async function settle(db: Tx, jobId: number, settled: readonly Settled[]): Promise<void> {
  await db.execute(sql`
    with settled as (select * from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb)
      as s(id integer, outcome varchar, reason text, before jsonb, after jsonb)),
    noted as (update bulk_job_items i set outcome = s.outcome, reason = s.reason,
      before = coalesce(s.before, i.before), after = coalesce(s.after, i.after)
      from settled s where i.job_id = ${jobId} and i.entity_id = s.id)
    update bulk_jobs set state = case when state = 'waiting' then 'running' else state end,
      done = done + (select count(*) from settled where outcome not in ('undone', 'kept')),
      refused = refused + (select count(*) from settled where outcome = 'refused') where id = ${jobId}`)
}

/** What was not begun stays as it is. */
export async function leaveWaiting(db: Tx, jobId: number): Promise<void> {
  await db.execute(sql`
    with left_out as (update bulk_job_items set outcome = 'refused', reason = 'stopped'
      where job_id = ${jobId} and outcome = 'waiting' returning 1)
    update bulk_jobs set done = done + (select count(*) from left_out), refused = refused + (select count(*) from left_out) where id = ${jobId}`)
}

export const beginUndo = (db: Tx, id: number, userId: number) =>
  db.execute(sql`update bulk_jobs set state = 'undoing', undone_by_id = ${userId} where id = ${id}`)
export const finishJob = (db: Tx, id: number) => db.execute(sql`update bulk_jobs set state = 'done', finished_at = now() where id = ${id}`)
export const finishUndo = (db: Tx, id: number) => db.execute(sql`update bulk_jobs set state = 'undone', undone_at = now() where id = ${id}`)
export const failJob = (db: Tx, id: number, failure: 'requester' | 'fault') =>
  db.execute(sql`update bulk_jobs set state = 'failed', finished_at = coalesce(finished_at, now()), failure = ${failure} where id = ${id}`)

export async function unfinishedJobs(db: Db): Promise<number[]> {
  const { rows: found } = await db.execute<{ id: number }>(
    sql`select id from bulk_jobs where state in ('waiting', 'running', 'undoing') order by id`,
  )
  return found.map(({ id }) => id)
}

/** Who acts, as they are now; nothing for somebody who left. */
export async function activeRole(db: Db, userId: number): Promise<UserRole | undefined> {
  const { rows: found } = await db.execute<{ role: UserRole }>(sql`select role from users where id = ${userId} and is_active`)
  return found[0]?.role
}

const names: Record<BulkKind, SQL> = {
  lead: sql`select r.first_name || ' ' || r.last_name from leads r where r.id = i.entity_id`,
  contact: sql`select r.first_name || ' ' || r.last_name from contacts r where r.id = i.entity_id`,
  task: sql`select r.title from tasks r where r.id = i.entity_id`,
}

/** The first records that were refused or kept, with their names as far as the caller may know them. */
export async function problemsOf(db: Db, job: { id: number; kind: BulkKind }, most: number): Promise<string> {
  const { rows: found } = await db.execute<{ json: string }>(sql`
    select coalesce(json_agg(p), '[]')::text as json from (
      select i.entity_id as "entityId", i.outcome, i.reason, (${names[job.kind]}) as name,
        case when i.outcome = 'kept' then array(select k from jsonb_object_keys(coalesce(i.after, '{}')) k where k <> 'updatedAt') else '{}' end as fields
      from bulk_job_items i where i.job_id = ${job.id} and i.outcome in ('refused', 'kept') order by i.entity_id limit ${most}) p`)
  return found[0]?.json ?? '[]'
}

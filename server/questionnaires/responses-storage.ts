/** SQL of what people answered. */
import { type SQL, sql } from 'drizzle-orm'
import type { Answer, Definition } from '../../shared/questionnaires.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface ResponseRow extends Record<string, unknown> {
  id: number
  leadId: number
  versionId: number
  version: number
  state: 'draft' | 'complete' | 'superseded'
  revision: number
  startedAt: string
  savedAt: string
  completedAt: string | null
  supersedesId: number | null
  signedAt: string | null
  definition: Definition
  answers: Record<string, Answer>
}

const whole = sql`r.id, r.lead_id as "leadId", r.version_id as "versionId", v.version, r.state, r.revision,
  ${timeAsText(sql`r.started_at`)} as "startedAt", ${timeAsText(sql`r.saved_at`)} as "savedAt",
  ${timeAsText(sql`r.completed_at`)} as "completedAt", r.supersedes_id as "supersedesId", v.definition, r.answers,
  ${timeAsText(sql`response_signed_at(r.id)`)} as "signedAt"`
const from = sql`questionnaire_responses r join questionnaire_versions v on v.id = r.version_id`

const find = async (db: Db, query: SQL) => (await db.execute<ResponseRow>(query)).rows

/** Newest first. */
export const findResponses = (db: Db, leadId: number) =>
  find(db, sql`select ${whole} from ${from} where r.lead_id = ${leadId} order by r.id desc limit 200`)

export const findResponse = async (db: Db, id: number) => (await find(db, sql`select ${whole} from ${from} where r.id = ${id}`))[0]

/** What the patient sees as theirs: what they are writing, or else what is complete. */
export const findCurrent = async (db: Db, leadId: number) =>
  (
    await find(
      db,
      sql`select ${whole} from ${from} where r.lead_id = ${leadId} and r.state <> 'superseded'
      order by r.state = 'draft' desc, r.id desc limit 1`,
    )
  )[0]

export const findComplete = async (db: Db, leadId: number) =>
  (await find(db, sql`select ${whole} from ${from} where r.lead_id = ${leadId} and r.state = 'complete' order by r.id desc limit 1`))[0]

/** The same, locked until the transaction ends: two devices that save at once come one after the other. */
export async function lockCurrent(db: Tx, leadId: number): Promise<ResponseRow | undefined> {
  await db.execute(sql`select id from questionnaire_responses where lead_id = ${leadId} and state <> 'superseded' order by id for update`)
  return findCurrent(db, leadId)
}

interface NewResponse {
  leadId: number
  versionId: number
  answers: Readonly<Record<string, Answer>>
  supersedesId?: number
  now: Date
}

/**
 * Answers its revision; nothing when another device began at the same moment. Revisions count on through all that a person ever
 * answered in a record: one that was seen never stands for other answers.
 */
export async function insertResponse(db: Tx, { leadId, versionId, answers, supersedesId, now }: NewResponse): Promise<number | undefined> {
  await db.execute(sql`select pg_advisory_xact_lock(732, ${leadId})`)
  const { rows } = await db.execute<{ revision: number }>(sql`
    insert into questionnaire_responses (lead_id, version_id, answers, revision, supersedes_id, started_at, saved_at)
    select ${leadId}, ${versionId}, ${JSON.stringify(answers)}::jsonb,
      1 + coalesce((select max(r.revision) from questionnaire_responses r where r.lead_id = ${leadId}), 0),
      ${supersedesId ?? null}::int, ${at(now)}, ${at(now)}
    where not exists (select from questionnaire_responses r where r.lead_id = ${leadId} and r.state = 'draft') returning revision`)
  return rows[0]?.revision
}

export const storeAnswers = (db: Tx, id: number, { answers, now }: { answers: Readonly<Record<string, Answer>>; now: Date }) =>
  db.execute(sql`update questionnaire_responses set answers = ${JSON.stringify(answers)}::jsonb, revision = revision + 1,
    saved_at = ${at(now)} where id = ${id}`)

export const markComplete = (db: Tx, id: number, { answers, now }: { answers: Readonly<Record<string, Answer>>; now: Date }) =>
  db.execute(sql`update questionnaire_responses set state = 'complete', answers = ${JSON.stringify(answers)}::jsonb,
    completed_at = ${at(now)}, revision = revision + 1 where id = ${id}`)

export const markGivenUp = (db: Tx, id: number) => db.execute(sql`update questionnaire_responses set state = 'superseded' where id = ${id}`)

const at = (time: Date) => sql`${time.toISOString()}::timestamptz at time zone 'UTC'`

/** The lead that a contact was; nothing if it never was one, or if the actor may not know of it. */
export async function leadOfContact(db: Db, contactId: number): Promise<{ leadId: number | null } | undefined> {
  const { rows } = await db.execute<{ leadId: number | null }>(sql`select
    (select v.lead_id from lead_conversions v where v.contact_id = c.id) as "leadId" from contacts c where c.id = ${contactId}`)
  return rows[0]
}

export async function leadExists(db: Db, leadId: number): Promise<boolean> {
  const { rows } = await db.execute(sql`select from leads where id = ${leadId}`)
  return rows.length > 0
}

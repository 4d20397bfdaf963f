/** SQL of the versions of questionnaires. */
import { type SQL, sql } from 'drizzle-orm'
import type { Definition } from '../../shared/questionnaires.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

/** The questionnaire that the pipeline asks for. */
export const asked = 'hhq'

export interface VersionRow extends Record<string, unknown> {
  id: number
  questionnaire: string
  version: number
  createdAt: string
  createdById: number | null
  publishedAt: string | null
  publishedById: number | null
}
export interface WholeVersion extends VersionRow {
  definition: Definition
}
interface ListedVersion extends WholeVersion {
  responses: number
}

const fields = sql`v.id, v.questionnaire, v.version, ${timeAsText(sql`v.created_at`)} as "createdAt", v.created_by_id as "createdById",
  ${timeAsText(sql`v.published_at`)} as "publishedAt", v.published_by_id as "publishedById"`

const find = async <Row extends Record<string, unknown>>(db: Db, query: SQL) => (await db.execute<Row>(query)).rows

/** Newest first; drafts where the database shows them. */
export const findVersions = (db: Db) =>
  find<ListedVersion>(
    db,
    sql`select ${fields}, v.definition, (select count(*)::int from questionnaire_responses r where r.version_id = v.id) as responses
    from questionnaire_versions v where v.questionnaire = ${asked} order by v.version desc limit 500`,
  )

export const findVersion = async (db: Db, id: number) =>
  (await find<WholeVersion>(db, sql`select ${fields}, v.definition from questionnaire_versions v where v.id = ${id}`))[0]

/** The one that is asked: the newest that is published. */
export const newestVersion = async (db: Db) =>
  (
    await find<WholeVersion>(
      db,
      sql`select ${fields}, v.definition from questionnaire_versions v
      where v.questionnaire = ${asked} and v.published_at is not null order by v.version desc limit 1`,
    )
  )[0]

/** Locks it: who else changes or publishes it waits. */
export const lockVersion = async (db: Tx, id: number) =>
  (await find<WholeVersion>(db, sql`select ${fields}, v.definition from questionnaire_versions v where v.id = ${id} for update`))[0]

/** With the next number; whoever else makes one waits. */
export async function insertVersion(db: Tx, definition: Definition, createdById: number): Promise<WholeVersion> {
  await db.execute(sql`select pg_advisory_xact_lock(731, 0)`)
  const [made] = await find<WholeVersion>(
    db,
    sql`insert into questionnaire_versions as v (questionnaire, version, definition, created_by_id)
    select ${asked}, coalesce(max(o.version), 0) + 1, ${JSON.stringify(definition)}::jsonb, ${createdById}
    from questionnaire_versions o where o.questionnaire = ${asked} returning ${fields}, v.definition`,
  )
  if (!made) throw new Error('The database answered no row for the one it took')
  return made
}

export const storeDefinition = (db: Tx, id: number, definition: Definition) =>
  db.execute(sql`update questionnaire_versions set definition = ${JSON.stringify(definition)}::jsonb where id = ${id}`)

export const publishVersion = (db: Tx, id: number, { userId, now }: { userId: number; now: Date }) =>
  db.execute(
    sql`update questionnaire_versions set published_at = ${now.toISOString()}::timestamptz at time zone 'UTC', published_by_id = ${userId} where id = ${id}`,
  )

export const deleteVersion = (db: Tx, id: number) => db.execute(sql`delete from questionnaire_versions where id = ${id}`)

/** The one that comes along: published from the beginning, by nobody. */
export const insertFirst = (db: Tx, definition: Definition) =>
  db.execute(sql`insert into questionnaire_versions (questionnaire, version, definition, published_at)
    values (${asked}, 1, ${JSON.stringify(definition)}::jsonb, now()) on conflict (questionnaire, version) do nothing`)

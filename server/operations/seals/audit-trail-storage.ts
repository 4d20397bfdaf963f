/** SQL of what Admins see and set of the audit's keeping. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/connection.ts'
import { timeAsText } from '../../db/statement.ts'

const checkAsJson = sql`json_build_object('id', c.id, 'startedAt', ${timeAsText(sql`c.started_at`)}, 'finishedAt', ${timeAsText(
  sql`c.finished_at`,
)}, 'state', c.state, 'seals', c.seals, 'rows', c.rows, 'fault', c.fault)`

/** As JSON text, without what the settings of this process add. */
export async function findState(db: Db, more: { hasMail: boolean; retentionMonths: number | null }): Promise<string> {
  const { rows } = await db.execute<{ json: string }>(sql`
    select (json_build_object('seals', coalesce((select max(id) from audit_seals), 0),
      'lastSealAt', (select ${timeAsText(sql`sealed_at`)} from audit_seals order by id desc limit 1),
      'mailAnchor', (select mail_anchor from audit_settings), 'hasMail', ${more.hasMail}::boolean,
      'checks', (select coalesce(json_agg(c.json), '[]') from (
        select ${checkAsJson} as json from audit_checks c order by c.started_at desc, c.id desc limit 10) c),
      'retentionMonths', ${more.retentionMonths}::int,
      'archive', (select json_build_object('rows', coalesce(sum(rows), 0), 'bytes', coalesce(sum(bytes), 0), 'files', count(*),
        'fromMonth', to_char(min(month), 'YYYY-MM'), 'toMonth', to_char(max(month), 'YYYY-MM')) from trail_archives)))::text as json`)
  return rows[0]?.json ?? '{}'
}

export async function setMailAnchor(db: Tx, wished: boolean): Promise<void> {
  await db.execute(sql`update audit_settings set mail_anchor = ${wished}`)
}

/** Nothing while another one runs. */
export async function insertCheck(db: Tx): Promise<{ id: number; json: string } | undefined> {
  const { rows } = await db.execute<{ id: number; json: string }>(sql`
    insert into audit_checks as c (state) select 'running'
    where not exists (select from audit_checks where state = 'running' and started_at > now() - interval '4 hours')
    returning c.id, ${checkAsJson}::text as json`)
  return rows[0]
}

const holdAsJson = sql`json_build_object('id', h.id, 'entityType', h.entity_type, 'entityId', h.entity_id,
  'name', case h.entity_type when 'lead' then (select first_name || ' ' || last_name from leads where id = h.entity_id)
    else (select first_name || ' ' || last_name from contacts where id = h.entity_id) end,
  'fromAt', ${timeAsText(sql`h.from_at`)}, 'toAt', ${timeAsText(sql`h.to_at`)}, 'reason', h.reason, 'heldById', h.held_by_id,
  'heldAt', ${timeAsText(sql`h.held_at`)})`

export interface Hold {
  id: number
  entityType: 'lead' | 'contact' | null
  entityId: number | null
}

export async function findHolds(db: Db): Promise<{ json: string; holds: Hold[] }> {
  const { rows } = await db.execute<{ json: string; holds: Hold[] }>(sql`
    select json_build_object('data', coalesce(json_agg(${holdAsJson} order by h.id desc), '[]'))::text as json,
      coalesce(json_agg(json_build_object('id', h.id, 'entityType', h.entity_type, 'entityId', h.entity_id)), '[]') as holds
    from legal_holds h where h.released_at is null`)
  return rows[0] ?? { json: '{"data":[]}', holds: [] }
}

export interface NewHold {
  entityType: 'lead' | 'contact' | null
  entityId: number | null
  fromAt: Date | null
  toAt: Date | null
  reason: string
  heldById: number
}

const moment = (time: Date | null): SQL => sql`${time?.toISOString() ?? null}::timestamptz at time zone 'UTC'`

/** Answers the row's JSON text. */
export async function insertHold(db: Tx, { entityType, entityId, fromAt, toAt, reason, heldById }: NewHold): Promise<string> {
  const { rows } = await db.execute<{ json: string }>(sql`
    insert into legal_holds as h (entity_type, entity_id, from_at, to_at, reason, held_by_id)
    values (${entityType}, ${entityId}, ${moment(fromAt)}, ${moment(toAt)}, ${reason}, ${heldById}) returning ${holdAsJson}::text as json`)
  return rows[0]?.json ?? '{}'
}

export async function isThere(db: Db, entityType: 'lead' | 'contact', entityId: number): Promise<boolean> {
  const table = sql.identifier(entityType === 'lead' ? 'leads' : 'contacts')
  const { rows } = await db.execute(sql`select from ${table} where id = ${entityId}`)
  return rows.length === 1
}

/** Nothing if there is none that stands. */
export async function releaseHold(db: Tx, id: number, releasedById: number): Promise<Hold | undefined> {
  const { rows } = await db.execute<Hold & Record<string, unknown>>(sql`
    update legal_holds set released_at = now(), released_by_id = ${releasedById} where id = ${id} and released_at is null
    returning id, entity_type as "entityType", entity_id as "entityId"`)
  return rows[0]
}

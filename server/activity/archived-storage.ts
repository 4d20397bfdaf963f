/** SQL that reads archived entries as if they still stood in their tables: a name before the statement that holds both. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import type { Statement } from '../db/statement.ts'
import type { AccessLine, ActivityLine } from './lines.ts'

/** Entries that stand in both are read once: their move is not over yet, or they are held. */
const bothActivity = (lines: string) => `select id, entity_type, entity_id, action, details, user_id, created_at from public.activity_logs
  union all select (e->>0)::int, (e->>3)::varchar, (e->>4)::int, (e->>5)::varchar, e->>6, (e->>2)::int, (e->>1)::timestamp
  from jsonb_array_elements(${lines}::jsonb) e where not exists (select from public.activity_logs l where l.id = (e->>0)::int)`

const bothAccess = (
  lines: string,
) => `select id, at, user_id, via, route, status, entity_type, entity_ids, entity_types, address, request_id
    from public.access_log
  union all select (e->>0)::bigint, (e->>1)::timestamp, (e->>2)::int, (e->>8)::varchar, (e->>6)::varchar, (e->>7)::int, (e->>3)::varchar,
    array(select jsonb_array_elements_text(e->4)::int),
    case when jsonb_typeof(e->5) = 'array' then array(select jsonb_array_elements_text(e->5)::varchar) end, (e->>9)::varchar, (e->>10)::varchar
  from jsonb_array_elements(${lines}::jsonb) e where not exists (select from public.access_log l where l.id = (e->>0)::bigint)`

/** A list's statement over both. */
export function overBoth({ text, values }: Statement, lines: readonly ActivityLine[]): Statement {
  return { text: `with activity_logs as (${bothActivity(`$${values.length + 1}`)}) ${text}`, values: [...values, JSON.stringify(lines)] }
}

const named = (name: string, both: (lines: string) => string, lines: readonly unknown[]): SQL => {
  const [before = '', ...after] = both('?').split('?::jsonb')
  return sql`${sql.identifier(name)} as (${sql.raw(before)}${JSON.stringify(lines)}::jsonb${sql.raw(after.join(''))})`
}

/** What stands before a query that names either table; nothing without archived entries. */
export function withArchived(activity: readonly ActivityLine[], access: readonly AccessLine[] = []): SQL {
  const parts = [
    ...(activity.length ? [named('activity_logs', bothActivity, activity)] : []),
    ...(access.length ? [named('access_log', bothAccess, access)] : []),
  ]
  return parts.length ? sql`with ${sql.join(parts, sql`, `)} ` : sql``
}

export async function rowsAsText(db: Db, { text, values }: Statement): Promise<unknown[][]> {
  const { rows } = await db.$client.query<unknown[]>({ text, values, rowMode: 'array' })
  return rows
}

export async function recordsIn(db: Db, records: SQL): Promise<{ entityType: string; entityId: number }[]> {
  const { rows } = await db.execute<{ entityType: string; entityId: number }>(sql`
    select distinct kind as "entityType", number as "entityId" from (${records}) r (kind, number) where number is not null`)
  return rows
}

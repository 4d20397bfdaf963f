/** SQL of the audit: two trails read by the same position, newest first, each by an index of its own. */
import { type SQL, sql } from 'drizzle-orm'
import { overTrails } from '../activity/archived.ts'
import type { AccessLine, ActivityLine } from '../activity/lines.ts'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export type AuditKind = 'did' | 'looked' | 'refused' | 'used'
export interface AuditAsk {
  kind?: AuditKind[] | undefined
  userId?: (number | 'none')[] | undefined
  entityType?: string | undefined
  entityId?: number | undefined
  action?: string[] | undefined
  atFrom?: Date | undefined
  atTo?: Date | undefined
}
/** The last entry that was shown: looks come before deeds of the same moment. */
export interface AuditPosition {
  at: string
  trail: 'did' | 'looked'
  id: number
}
interface Row extends Record<string, unknown> {
  json: string
  at: string
  trail: 'did' | 'looked'
  id: string
  entityType: string | null
  shown: number[]
  /** Of each that was shown, where they differ. */
  kinds: string[] | null
}
export interface Subject extends Record<string, unknown> {
  entityType: string
  entityId: number
}

/** A lead and the contact it became are one person. */
export async function samePerson(db: Db, { entityType, entityId }: Subject): Promise<Subject[]> {
  const { rows } = await db.execute<Subject>(sql`
    select 'contact' as "entityType", contact_id as "entityId" from lead_conversions where ${entityType} = 'lead' and lead_id = ${entityId}
    union all select 'lead', lead_id from lead_conversions where ${entityType} = 'contact' and contact_id = ${entityId}`)
  return [{ entityType, entityId }, ...rows]
}

const all = (conditions: SQL[]) => sql.join([sql`true`, ...conditions], sql` and `)
const any = (conditions: SQL[]) => sql`(${sql.join(conditions, sql` or `)})`

function whose(column: SQL, userId: AuditAsk['userId']): SQL[] {
  if (!userId) return []
  const ids = userId.filter((id) => id !== 'none')
  const some = ids.length === 1 ? [sql`${column} = ${ids[0]}`] : ids.length ? [sql`${column} = any(${`{${ids.join(',')}}`}::int[])`] : []
  return [any([...some, ...(userId.includes('none') ? [sql`${column} is null`] : [])])]
}

function when(column: SQL, { atFrom, atTo }: AuditAsk): SQL[] {
  return [
    ...(atFrom ? [sql`${column} >= ${atFrom.toISOString()}::timestamptz at time zone 'UTC'`] : []),
    ...(atTo ? [sql`${column} < ${new Date(atTo.getTime() + 1).toISOString()}::timestamptz at time zone 'UTC'`] : []),
  ]
}

function beyond(at: SQL, id: SQL, trail: AuditPosition['trail'], after: AuditPosition | undefined): SQL[] {
  if (!after) return []
  if (after.trail === trail) return [sql`(${at}, ${id}) < (${after.at}::timestamp, ${after.id}::bigint)`]
  return [trail === 'did' ? sql`${at} <= ${after.at}::timestamp` : sql`${at} < ${after.at}::timestamp`]
}

/** Of a record: what was done to it, and the exports that took it along, which are looks as well. */
function deeds(ask: AuditAsk, subjects: Subject[] | undefined, after: AuditPosition | undefined): SQL {
  const isAsked = !ask.kind || ask.kind.includes('did')
  const where = all([
    ...(subjects
      ? [
          any([
            ...(isAsked
              ? subjects.map(({ entityType, entityId }) => sql`a.entity_type = ${entityType} and a.entity_id = ${entityId}`)
              : []),
            ...subjects.map(tookAlong),
          ]),
        ]
      : ask.entityType
        ? [sql`a.entity_type = ${ask.entityType}`]
        : []),
    ...(ask.action?.length === 1
      ? [sql`a.action = ${ask.action[0]}`]
      : ask.action
        ? [any(ask.action.map((action) => sql`a.action = ${action}`))]
        : []),
    ...whose(sql`a.user_id`, ask.userId),
    ...when(sql`a.created_at`, ask),
    ...beyond(sql`a.created_at`, sql`a.id`, 'did', after),
  ])
  return sql`select 'did' as trail, a.id::bigint as id, a.created_at as at, 'did' as kind, a.user_id, a.action::text as action, a.details,
      null::text as route, null::int as status, null::text as via, null::text as address, a.entity_type::text as entity_type,
      null::varchar[] as kinds, array[a.entity_id] as ids from activity_logs a where ${where} order by a.created_at desc, a.id desc`
}

/** A look at several kinds of records has the kind of each beside its number. */
const sawIt = ({ entityType, entityId }: Subject) => sql`(l.entity_ids @> array[${entityId}]::int[] and (l.entity_type = ${entityType}
  or l.entity_types is not null and exists (select from unnest(l.entity_types, l.entity_ids) k (kind, number) where kind = ${entityType} and number = ${entityId})))`

/** By the index of those records: a walk back through time would pass all looks at everybody else. */
const looksAt = (subjects: Subject[]) => sql`(select * from access_log l where ${any(subjects.map(sawIt))} offset 0) l`

/** Exports that took it along: read first, so that their numbers are looked up and the trail is not walked. */
const tookAlong = ({ entityType, entityId }: Subject) =>
  sql`a.id = any (array(select activity_id from exported_records where entity_ids @> array[${entityId}]::int[] and entity_type = ${entityType}))`

/** As the indexes have it: of what was refused, and of what was refused or showed somebody's record. */
function ofKinds(kinds: AuditKind[] = ['looked', 'refused', 'used']): SQL[] {
  const [looked, refused, used] = [kinds.includes('looked'), kinds.includes('refused'), kinds.includes('used')]
  const either = refused ? sql`l.status >= 400 or ` : sql``
  const given = refused ? [] : [sql`l.status < 400`]
  if (looked && used) return given
  if (looked) return [...given, sql`(${either}l.entity_ids <> '{}')`]
  if (used) return [...given, sql`(${either}l.entity_ids = '{}')`]
  return [sql`l.status >= 400`]
}
const kindOfLook = sql`case when l.status >= 400 then 'refused' when l.entity_ids = '{}' then 'used' else 'looked' end`

function looks(ask: AuditAsk, subjects: Subject[] | undefined, after: AuditPosition | undefined): SQL {
  const where = all([
    ...ofKinds(ask.kind),
    ...(!subjects && ask.entityType
      ? [sql`(l.entity_type = ${ask.entityType} or l.entity_types @> array[${ask.entityType}]::varchar[])`]
      : []),
    ...whose(sql`l.user_id`, ask.userId),
    ...when(sql`l.at`, ask),
    ...beyond(sql`l.at`, sql`l.id`, 'looked', after),
  ])
  return sql`select 'looked' as trail, l.id, l.at, ${kindOfLook} as kind, l.user_id,
      null::text as action, null::text as details, l.route::text as route, l.status, l.via::text as via, l.address::text as address,
      l.entity_type::text as entity_type, l.entity_types as kinds, l.entity_ids as ids from ${subjects ? looksAt(subjects) : sql`access_log l`} where ${where} order by l.at desc, l.id desc`
}

/** Names of what is there, and of what was deleted. */
const nameOf = sql`coalesce(
  case coalesce(e.entity_type, e.kinds[i.n]) when 'lead' then (select first_name || ' ' || last_name from leads where id = i.id)
    when 'contact' then (select first_name || ' ' || last_name from contacts where id = i.id)
    when 'user' then (select first_name || ' ' || last_name from users where id = i.id)
    when 'task' then (select title from tasks where id = i.id)
    when 'appointment' then (select title from appointments where id = i.id) end,
  (select coalesce(d.row ->> 'title', concat_ws(' ', d.row ->> 'first_name', d.row ->> 'last_name')) from deleted_records d
    where d.entity_type = coalesce(e.entity_type, e.kinds[i.n]) and d.entity_id = i.id order by d.id desc limit 1))`

export interface AuditPage {
  subjects: Subject[] | undefined
  after: AuditPosition | undefined
  limit: number
  /** How many records of an entry are named. */
  named: number
  /** Entries that moved to files. */
  archived?: { deeds: ActivityLine[]; looks: AccessLine[] }
}

export const readsDeeds = ({ kind }: AuditAsk, subjects: Subject[] | undefined): boolean =>
  !kind || kind.includes('did') || (subjects !== undefined && kind.includes('looked'))
/** A look has no action: who filters by one asks for deeds. */
export const readsLooks = ({ kind, action }: AuditAsk): boolean => !action && (!kind || kind.some((each) => each !== 'did'))

export async function exportsOf(db: Db, subjects: readonly Subject[]): Promise<number[]> {
  const each = subjects.map(({ entityType, entityId }) => sql`entity_ids @> array[${entityId}]::int[] and entity_type = ${entityType}`)
  const { rows } = await db.execute<{ id: number }>(sql`select activity_id as id from exported_records where ${any(each)}`)
  return rows.map(({ id }) => id)
}

export async function findAudit(db: Db, ask: AuditAsk, { subjects, after, limit, named, archived }: AuditPage): Promise<Row[]> {
  const trails = [
    ...(readsDeeds(ask, subjects) ? [sql`(${deeds(ask, subjects, after)} limit ${limit})`] : []),
    ...(readsLooks(ask) ? [sql`(${looks(ask, subjects, after)} limit ${limit})`] : []),
  ]
  if (trails.length === 0) return []
  const { rows } = await db.execute<Row>(sql`${overTrails(archived?.deeds ?? [], archived?.looks ?? [])}
    select json_build_object('kind', e.kind, 'id', e.id, 'at', ${timeAsText(sql`e.at`)}, 'userId', e.user_id,
      'userName', u.first_name || ' ' || u.last_name, 'action', e.action, 'details', activity_details(e.details), 'route', e.route,
      'status', e.status, 'via', e.via, 'address', e.address, 'entityType', e.entity_type, 'count', cardinality(e.ids),
      'records', (select coalesce(json_agg(json_build_object('id', i.id, 'entityType', coalesce(e.entity_type, e.kinds[i.n]), 'name', ${nameOf}) order by i.n), '[]')
        from unnest(e.ids[1:${named}]) with ordinality i (id, n)))::text as json,
      e.at::text as at, e.trail, e.id::text as id, e.entity_type as "entityType", e.ids[1:${named}] as shown, e.kinds[1:${named}] as kinds
    from (select * from (${sql.join(trails, sql` union all `)}) t order by at desc, trail desc, id desc limit ${limit}) e
    left join users u on u.id = e.user_id order by e.at desc, e.trail desc, e.id desc`)
  return rows
}

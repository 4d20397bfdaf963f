/** SQL of patients' requests about their data. */
import { type SQL, sql } from 'drizzle-orm'
import { patientRequests } from '../../shared/schema/care.ts'
import type { patientRequestKinds, patientRequestStates } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

type Kind = (typeof patientRequestKinds)[number]
type State = (typeof patientRequestStates)[number]

export interface OwnRequest extends Record<string, unknown> {
  id: number
  kind: Kind
  body: string
  state: State
  answer: string | null
  createdAt: string
  decidedAt: string | null
}
export interface FoundRequest extends OwnRequest {
  leadId: number
  contactId: number | null
  firstName: string
  lastName: string
  decidedById: number | null
  corrected: string[]
  held: { signatures: number; payments: number; visits: number; messages: number; files: number }
}

const own = sql`r.id, r.kind, r.body, r.state, r.answer, ${timeAsText(sql`r.created_at`)} as "createdAt",
  ${timeAsText(sql`r.decided_at`)} as "decidedAt"`
const contact = sql`(select contact_id from lead_conversions v where v.lead_id = r.lead_id)`
const corrected = sql`array(select distinct f.name from activity_logs a, activity_details(a.details) d,
    lateral (select jsonb_array_elements_text(case when jsonb_typeof(d -> 'fields') = 'array' then d -> 'fields' else '[]' end)
      union select jsonb_object_keys(case when jsonb_typeof(d -> 'changes') = 'object' then d -> 'changes' else '{}' end)) f (name)
  where a.action = 'updated' and a.user_id is not null and a.created_at between r.created_at and coalesce(r.decided_at, now())
    and (a.entity_type = 'lead' and a.entity_id = r.lead_id or a.entity_type = 'contact' and a.entity_id = ${contact}) order by 1)`
const held = sql`json_build_object('signatures', (select count(*) from signatures x where x.lead_id = r.lead_id),
  'payments', (select count(*) from payments x where x.lead_id = r.lead_id and x.entry = 'payment'),
  'visits', (select count(*) from appointments x where x.lead_id = r.lead_id or x.contact_id = ${contact}),
  'messages', (select count(*) from messages x where x.lead_id = r.lead_id), 'files', (select count(*) from files x where x.lead_id = r.lead_id))`
const whole = sql`${own}, r.lead_id as "leadId", r.decided_by_id as "decidedById", l.first_name as "firstName", l.last_name as "lastName",
  ${contact} as "contactId", ${corrected} as corrected, ${held} as held`

const turn = sql`case when r.state = 'open' then r.id else -r.id end`

export async function findOwnRequests(db: Db): Promise<OwnRequest[]> {
  const { rows } = await db.execute<OwnRequest>(sql`select ${own} from patient_requests r order by r.id desc limit 200`)
  return rows
}

/** Those of role patient: the columns that nobody may choose have the values they begin with. */
export async function insertRequest(db: Tx, { leadId, kind, body }: { leadId: number; kind: Kind; body: string }): Promise<OwnRequest> {
  const { rows } = await db.execute<OwnRequest>(
    sql`insert into patient_requests as r (lead_id, kind, body) values (${leadId}, ${kind}, ${body}) returning ${own}`,
  )
  return rows[0] as OwnRequest
}

export const countOpen = async (db: Db): Promise<number> => {
  const { rows } = await db.execute<{ open: number }>(sql`select count(*)::int as open from patient_requests where state = 'open'`)
  return rows[0]?.open ?? 0
}

interface Page {
  states: readonly State[] | undefined
  limit: number
  before: { isOpen: boolean; id: number } | undefined
}

/** Open ones first, whoever waits longest at the top; then those that were decided, newest first. */
export async function findRequests(db: Db, { states, limit, before }: Page): Promise<FoundRequest[]> {
  const where: SQL[] = [sql`true`]
  if (states)
    where.push(
      sql`r.state in (${sql.join(
        states.map((each) => sql`${each}`),
        sql`, `,
      )})`,
    )
  if (before) where.push(sql`(r.state <> 'open', ${turn}) > (${!before.isOpen}::boolean, ${before.isOpen ? before.id : -before.id}::int)`)
  const { rows } = await db.execute<FoundRequest>(sql`select ${whole} from patient_requests r join leads l on l.id = r.lead_id
    where ${sql.join(where, sql` and `)} order by r.state <> 'open', ${turn} limit ${limit}`)
  return rows
}

export async function findRequest(db: Db, id: number): Promise<FoundRequest | undefined> {
  const { rows } = await db.execute<FoundRequest>(
    sql`select ${whole} from patient_requests r join leads l on l.id = r.lead_id where r.id = ${id}`,
  )
  return rows[0]
}

interface Decided {
  state: 'done' | 'declined'
  answer: string
  decidedById: number
  decidedAt: Date
}

/** Answers whether it was still open. */
export async function decideRequest(db: Tx, id: number, decided: Decided): Promise<boolean> {
  const { rowCount } = await db
    .update(patientRequests)
    .set(decided)
    .where(sql`${patientRequests.id} = ${id} and ${patientRequests.state} = 'open'`)
  return (rowCount ?? 0) > 0
}

export interface Addressee {
  email: string
  firstName: string
  language: 'en' | 'es' | null
  clinic: string
}

/** Where the patient reads mail, if they may sign in. */
export async function findAddressee(db: Db, leadId: number): Promise<Addressee | undefined> {
  const { rows } = await db.execute<Addressee & Record<string, unknown>>(sql`
    select l.email, l.first_name as "firstName", coalesce(pc.language, pl.language) as language,
      coalesce((select name from clinic_settings), 'HealthCRM') as clinic
    from leads l left join lead_conversions v on v.lead_id = l.id
    left join person_profiles pl on pl.entity_type = 'lead' and pl.entity_id = l.id
    left join person_profiles pc on pc.entity_type = 'contact' and pc.entity_id = v.contact_id
    where l.id = ${leadId} and l.portal_access`)
  return rows[0]
}

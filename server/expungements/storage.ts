/** SQL of expungements; what goes and what stays is in the database's own hands (`570-expungement.sql`). */
import { sql } from 'drizzle-orm'
import type { Columns } from '../../shared/access.ts'
import { expungements } from '../../shared/schema/audit.ts'
import type { Language } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

export type Kind = 'lead' | 'contact'
export type Obstacle = 'held' | 'money_underway'

const access = {
  id: 'show',
  leadIds: 'show',
  contactIds: 'show',
  reason: 'show',
  counts: 'show',
  backupsUntil: 'show',
  expungedById: 'show',
  expungedAt: 'show',
} as const satisfies Columns<typeof expungements>

export const expungementList: NamedList = {
  name: 'expungements',
  table: expungements,
  access,
  sorts: { expungedAt: { expression: sql`${expungements.expungedAt}`, type: 'timestamp' } },
}

const rows = oneRow(expungements, rowAsJson(expungements, access))
export const expungementJson = (db: Db, id: number) => rows.find(db, id)

export async function findOffer(db: Db, kind: Kind, id: number) {
  const { rows: found } = await db.execute<{ name: string; obstacles: Obstacle[]; payments: number; asked: boolean }>(sql`
    select first_name || ' ' || last_name as name, expunge_obstacles(${kind}, ${id}::integer) as obstacles,
      (select count(*)::int from payments where lead_id = any (array(${leadsOf(kind)}))) as payments,
      exists (select from patient_requests q where q.kind = 'erasure' and q.lead_id = any (array(${leadsOf(kind)}))) as asked
    from ${sql.raw(`${kind}s`)} r where id = ${id}::integer`)
  return found[0]
}

const leadsOf = (kind: Kind) => (kind === 'lead' ? sql`select r.id` : sql`select lead_id from lead_conversions where contact_id = r.id`)

export interface Addressee {
  email: string
  firstName: string
  clinic: string
  language: Language | null
}

/** Where they read mail: as a patient, else as the lead they are. */
export async function findAddressee(db: Db, kind: Kind, id: number): Promise<Addressee | undefined> {
  const { rows: found } = await db.execute<Addressee & Record<string, unknown>>(sql`
    select coalesce(c.email, l.email) as email, coalesce(c.first_name, l.first_name) as "firstName",
      coalesce(nullif((select name from clinic_settings), ''), 'HealthCRM') as clinic, coalesce(pc.language, pl.language) as language
    from (select ${kind === 'lead' ? id : null}::integer as lead, ${kind === 'contact' ? id : null}::integer as contact) asked
    left join lead_conversions v on v.lead_id = asked.lead or v.contact_id = asked.contact
    left join leads l on l.id = coalesce(v.lead_id, asked.lead)
    left join contacts c on c.id = coalesce(v.contact_id, asked.contact)
    left join person_profiles pl on pl.entity_type = 'lead' and pl.entity_id = l.id
    left join person_profiles pc on pc.entity_type = 'contact' and pc.entity_id = c.id
    where coalesce(c.email, l.email) <> '' limit 1`)
  return found[0]
}

/** The number of the row that tells of it; nothing when somebody else was faster. */
export async function expungePerson(
  db: Tx,
  given: { kind: Kind; id: number; reason: string; backupsUntil: Date },
): Promise<number | undefined> {
  const { kind, id, reason, backupsUntil } = given
  const { rows: made } = await db.execute<{ id: number | null }>(sql`
    select expunge_person(${kind}, ${id}::integer, ${reason}, ${backupsUntil.toISOString()}::timestamptz at time zone 'UTC') as id`)
  return made[0]?.id ?? undefined
}

/** SQL of expungements; what goes and what stays is in the database's own hands (`570-expungement.sql`). */
import { sql } from 'drizzle-orm'
import type { Columns } from '../../shared/access.ts'
import { expungements } from '../../shared/schema/audit.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { ListDefinition } from '../db/list.ts'
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

export const expungementList: ListDefinition & { name: string } = {
  name: 'expungements',
  table: expungements,
  access,
  sorts: { expungedAt: { expression: sql`${expungements.expungedAt}`, type: 'timestamp' } },
}

const rows = oneRow(expungements, rowAsJson(expungements, access))
export const expungementJson = (db: Db, id: number) => rows.find(db, id)

export async function findOffer(db: Db, kind: Kind, id: number) {
  const { rows: found } = await db.execute<{ name: string; obstacles: Obstacle[]; payments: number }>(sql`
    select first_name || ' ' || last_name as name, expunge_obstacles(${kind}, ${id}::integer) as obstacles, (select count(*)::int from payments
      where lead_id = any (array(select lead_id from lead_conversions where contact_id = r.id and ${kind} = 'contact'
        union select r.id where ${kind} = 'lead'))) as payments
    from ${sql.raw(`${kind}s`)} r where id = ${id}::integer`)
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

import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

/** What to compare people by: an e-mail in lower case, the digits of a phone, a whole name. */
export interface Likeness {
  email: string | undefined
  digits: string | undefined
  name: string | undefined
}
type By = 'email' | 'phone' | 'name'
interface Duplicate extends Record<string, unknown> {
  entityType: 'lead' | 'contact'
  id: number
  firstName: string
  lastName: string
  email: string
  phone: string | null
  by: By[]
}

const mostShown = 20
const fewDigits = 7

export async function peopleLike(db: Db, { email, digits, name }: Likeness): Promise<Duplicate[]> {
  const signs: Partial<Record<By, SQL>> = {
    ...(email ? { email: sql`p.email collate caseless = ${email}` } : {}),
    ...(digits ? { phone: sql`regexp_replace(p.phone, '\\D', '', 'g') = ${digits}` } : {}),
    ...(name ? { name: sql`normalised(p.first_name || ' ' || p.last_name) = normalised(${name})` } : {}),
  }
  // What few people share: not the mail provider, not the country and area.
  const words = [email?.replace(/(?<=@).*$/, ''), digits?.slice(-fewDigits), name].filter((word) => word !== undefined)
  if (!words.length) return []
  const { rows } = await db.execute<Duplicate>(
    sql`${like('lead', signs, words)} union all ${like('contact', signs, words)} limit ${mostShown}`,
  )
  return rows
}

/** The search words find who it may be, by their index; the signs tell who it is. */
function like(kind: 'lead' | 'contact', signs: Partial<Record<By, SQL>>, words: string[]): SQL {
  const by = sql.join(
    Object.entries(signs).map(([sign, same]) => sql`case when ${same} then ${sign}::text end`),
    sql`, `,
  )
  const table = sql.raw(kind === 'lead' ? 'leads' : 'contacts')
  const found = sql.join(
    words.map((word) => sql`words like search_pattern(${word})`),
    sql` or `,
  )
  return sql`(select ${kind}::text as "entityType", p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, p.phone,
    array_remove(array[${by}], null) as by from ${table} p
    where p.id in (select ${sql.raw(`${kind}_id`)} from ${sql.raw(`${kind}_search`)} where ${found}
      union all select entity_id from restricted_search where entity_type = ${kind} and (${found}))
    and (${sql.join(Object.values(signs), sql` or `)}) order by p.id desc limit ${mostShown})`
}

/** Leads and patients who look like the same person: by e-mail, phone digits, or whole name. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { findLead } from './storage.ts'

interface Person {
  email?: string | undefined
  phone?: string | null | undefined
  firstName?: string | undefined
  lastName?: string | undefined
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
/** Shorter numbers say too little about who somebody is. */
const fewestDigits = 7

export async function duplicatesOf(db: Db, leadId: number) {
  const { lead } = found(await findLead(db, leadId), 'Lead')
  const { data } = await duplicatesLike(db, lead as unknown as Person)
  const { rows } = await db.execute<{ contactId: number }>(
    sql`select contact_id as "contactId" from lead_conversions where lead_id = ${leadId}`,
  )
  const own = rows[0]?.contactId
  return { data: data.filter(({ entityType, id }) => !(entityType === 'lead' ? id === leadId : id === own)) }
}

export async function duplicatesLike(db: Db, person: Person): Promise<{ data: Duplicate[] }> {
  const email = person.email?.trim().toLowerCase()
  const digits = person.phone?.replace(/\D/g, '') ?? ''
  const name = [person.firstName, person.lastName].map((part) => part?.trim() ?? '')
  const signs: Partial<Record<By, SQL>> = {
    ...(email ? { email: sql`lower(p.email) = ${email}` } : {}),
    ...(digits.length >= fewestDigits ? { phone: sql`regexp_replace(p.phone, '\\D', '', 'g') = ${digits}` } : {}),
    ...(name[0] && name[1] ? { name: sql`normalised(p.first_name || ' ' || p.last_name) = normalised(${name.join(' ')})` } : {}),
  }
  if (!Object.keys(signs).length) return { data: [] }
  const { rows } = await db.execute<Duplicate>(sql`${like('lead', signs)} union all ${like('contact', signs)} limit ${mostShown}`)
  return { data: rows }
}

function like(kind: 'lead' | 'contact', signs: Partial<Record<By, SQL>>): SQL {
  const by = sql.join(Object.entries(signs).map(([sign, same]) => sql`case when ${same} then ${sign}::text end`), sql`, `)
  const table = sql.raw(kind === 'lead' ? 'leads' : 'contacts')
  return sql`(select ${kind}::text as "entityType", p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, p.phone,
    array_remove(array[${by}], null) as by from ${table} p where ${sql.join(Object.values(signs), sql` or `)} order by p.id desc limit ${mostShown})`
}

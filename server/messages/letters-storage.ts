import { sql } from 'drizzle-orm'
import type { Language } from '../../shared/values.ts'
import type { Db } from '../db/connection.ts'

export interface Addressee extends Record<string, unknown> {
  email: string
  firstName: string
  clinic: string
  language: Language | null
}

/** Whom to write to of a message; nobody when they have read it, or have no access to the portal. */
export async function findAddressee(db: Db, { leadId, messageId }: { leadId: number; messageId: number }): Promise<Addressee | undefined> {
  const { rows } = await db.execute<Addressee>(sql`
    select coalesce(c.email, l.email) as email, coalesce(c.first_name, l.first_name) as "firstName", s.name as clinic,
      coalesce(pc.language, pl.language) as language
    from messages m join leads l on l.id = m.lead_id and l.portal_access cross join clinic_settings s
    left join lead_conversions v on v.lead_id = l.id left join contacts c on c.id = v.contact_id
    left join person_profiles pc on pc.entity_type = 'contact' and pc.entity_id = c.id
    left join person_profiles pl on pl.entity_type = 'lead' and pl.entity_id = l.id
    where m.lead_id = ${leadId} and m.id = ${messageId} and m.read_at is null`)
  return rows[0]
}

/** Leads and patients who look like the same person: by e-mail, phone digits, or whole name. */
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { conversionOf } from './conversion-storage.ts'
import { type Likeness, peopleLike } from './duplicates-storage.ts'
import { findLead } from './storage.ts'

interface Person {
  email?: string | undefined
  phone?: string | null | undefined
  firstName?: string | undefined
  lastName?: string | undefined
}

/** Shorter numbers say too little about who somebody is. */
const fewestDigits = 7

export async function duplicatesOf(db: Db, leadId: number) {
  const { lead } = found(await findLead(db, leadId), 'Lead')
  const { data } = await duplicatesLike(db, lead as unknown as Person)
  const own = await conversionOf(db, leadId)
  return { data: data.filter(({ entityType, id }) => !(entityType === 'lead' ? id === leadId : id === own)) }
}

export async function duplicatesLike(db: Db, person: Person) {
  const digits = person.phone?.replace(/\D/g, '') ?? ''
  const [first, last] = [person.firstName, person.lastName].map((part) => part?.trim() ?? '')
  const likeness: Likeness = {
    email: person.email?.trim().toLowerCase() || undefined,
    digits: digits.length >= fewestDigits ? digits : undefined,
    name: first && last ? `${first} ${last}` : undefined,
  }
  return { data: await peopleLike(db, likeness) }
}

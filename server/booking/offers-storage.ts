/** SQL of the waitlist. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { waitlistEntries } from '../../shared/schema/booking.ts'
import type { WaitlistState } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

interface EntryRow extends Record<string, unknown> {
  id: number
  leadId: number
  contactId: number | null
  name: string
  userId: number | null
  earliest: string | null
  latest: string | null
  state: WaitlistState
  createdAt: string
  offer: { startsAt: string; expiresAt: string; userId: number } | null
}

const rows = sql`select w.id, w.lead_id as "leadId", v.contact_id as "contactId", w.user_id as "userId", w.earliest::text, w.latest::text, w.state,
    coalesce(c.first_name || ' ' || c.last_name, l.first_name || ' ' || l.last_name) as name, ${timeAsText(sql`w.created_at`)} as "createdAt",
    case when h.id is not null then json_build_object('startsAt', ${timeAsText(sql`h.starts_at`)}, 'expiresAt', ${timeAsText(sql`h.expires_at`)},
      'userId', h.user_id) end as offer
  from waitlist_entries w join leads l on l.id = w.lead_id left join lead_conversions v on v.lead_id = l.id
    left join contacts c on c.id = v.contact_id left join slot_holds h on h.id = w.hold_id`

/** Who waits or has an offer, in the order they came. */
export async function openEntries(db: Db): Promise<EntryRow[]> {
  return (await db.execute<EntryRow>(sql`${rows} where w.state in ('waiting', 'offered') order by w.id limit 500`)).rows
}

export async function findEntry(db: Db, id: number): Promise<EntryRow | undefined> {
  return (await db.execute<EntryRow>(sql`${rows} where w.id = ${id}`)).rows[0]
}

export interface OwnEntry extends Record<string, unknown> {
  id: number
  state: WaitlistState
  coachId: number | null
  earliest: string | null
  latest: string | null
  createdAt: string
  holdId: number | null
}

export async function openEntryOf(db: Db, leadId: number): Promise<OwnEntry | undefined> {
  const { rows: found } = await db.execute<OwnEntry>(sql`select id, state, user_id as "coachId", earliest::text, latest::text,
      ${timeAsText(sql`created_at`)} as "createdAt", hold_id as "holdId"
    from waitlist_entries where lead_id = ${leadId} and state in ('waiting', 'offered') order by id limit 1`)
  return found[0]
}

/** The next who waits after an entry whom the slot suits by its coach and its day, on the clinic's calendar. */
export async function nextWaiting(db: Tx, after: number, { userId, day }: { userId: number; day: string }) {
  const { rows: found } = await db.execute<{ id: number; leadId: number }>(sql`
    select id, lead_id as "leadId" from waitlist_entries where state = 'waiting' and id > ${after} and (user_id is null or user_id = ${userId})
      and (earliest is null or earliest <= ${day}::date) and (latest is null or latest >= ${day}::date) order by id limit 1`)
  return found[0]
}

export async function insertEntry(db: Tx, row: typeof waitlistEntries.$inferInsert): Promise<number> {
  const [made] = await db.insert(waitlistEntries).values(row).returning({ id: waitlistEntries.id })
  if (!made) throw new Error('The database answered no row for the one it took')
  return made.id
}

/** False when it has another state by now. */
export async function setOffered(db: Tx, id: number, holdId: number, now: Date): Promise<boolean> {
  const set = { state: 'offered' as const, holdId, offeredAt: now }
  const changed = await db
    .update(waitlistEntries)
    .set(set)
    .where(and(eq(waitlistEntries.id, id), eq(waitlistEntries.state, 'waiting')))
    .returning({ id: waitlistEntries.id })
  return changed.length > 0
}

/** They keep their place for the next time that is freed. */
export async function waitOn(db: Tx, id: number): Promise<void> {
  await db
    .update(waitlistEntries)
    .set({ state: 'waiting', holdId: null })
    .where(and(eq(waitlistEntries.id, id), eq(waitlistEntries.state, 'offered')))
}

export async function endEntry(db: Tx, id: number, state: 'booked' | 'left'): Promise<void> {
  await db.update(waitlistEntries).set({ state, holdId: null }).where(eq(waitlistEntries.id, id))
}

export async function markBooked(db: Tx, leadId: number): Promise<void> {
  await db
    .update(waitlistEntries)
    .set({ state: 'booked', holdId: null })
    .where(and(eq(waitlistEntries.leadId, leadId), inArray(waitlistEntries.state, ['waiting', 'offered'])))
}

interface LapsedOffer extends Record<string, unknown> {
  entryId: number
  leadId: number
  holdId: number | null
  userId: number | null
  startsAt: string | null
  endsAt: string | null
}

/** Offers that nobody took in time, each locked for who passes it on. */
export async function lapsedOffers(db: Tx, now: Date): Promise<LapsedOffer[]> {
  const { rows: found } = await db.execute<LapsedOffer>(sql`
    select w.id as "entryId", w.lead_id as "leadId", h.id as "holdId", h.user_id as "userId", ${timeAsText(sql`h.starts_at`)} as "startsAt",
      ${timeAsText(sql`h.ends_at`)} as "endsAt"
    from waitlist_entries w left join slot_holds h on h.id = w.hold_id
    where w.state = 'offered' and (h.id is null or h.expires_at <= ${now.toISOString()}::timestamp) order by w.id limit 200 for update of w skip locked`)
  return found
}

/** Whom to write about an offer, as they want to be written to. */
interface OfferLetterRow extends Record<string, unknown> {
  email: string | null
  language: 'en' | 'es' | null
  timeZone: string | null
  startsAt: string
  expiresAt: string
  clinic: string
  clinicZone: string
}

export async function findOfferLetter(db: Db, entryId: number): Promise<OfferLetterRow | undefined> {
  const { rows: found } = await db.execute<OfferLetterRow>(sql`
    select coalesce(c.email, l.email) as email, coalesce(pc.language, pl.language) as language, coalesce(pc.time_zone, pl.time_zone) as "timeZone",
      ${timeAsText(sql`h.starts_at`)} as "startsAt", ${timeAsText(sql`h.expires_at`)} as "expiresAt",
      coalesce((select name from clinic_settings), 'My clinic') as clinic, coalesce((select time_zone from clinic_settings), 'UTC') as "clinicZone"
    from waitlist_entries w join slot_holds h on h.id = w.hold_id join leads l on l.id = w.lead_id
      left join lead_conversions v on v.lead_id = l.id left join contacts c on c.id = v.contact_id
      left join person_profiles pl on pl.entity_type = 'lead' and pl.entity_id = l.id
      left join person_profiles pc on pc.entity_type = 'contact' and pc.entity_id = v.contact_id
    where w.id = ${entryId} and w.state = 'offered'`)
  return found[0]
}

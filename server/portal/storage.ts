/** SQL of the signed-in patient, as role `patient` sees it. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { personProfiles } from '../../shared/schema/calendar.ts'
import { portalRecoveryCodes, portalSecondFactors, portalSessions } from '../../shared/schema/portal.ts'
import { clinicSettings } from '../../shared/schema/records.ts'
import { contacts, leads, users } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

/** By a signature that stands, or on the word of whoever set the status or brought it along. */
const isSigned = sql<boolean>`(select coalesce(way -> 'signature' ->> 'state' = 'valid'
  or way -> 'word' -> 'speaksFor' ? 'signed' and status_claims(way -> 'word' ->> 'status', 'signed')
  or way ->> 'word' is null and way ->> 'earned' <> way ->> 'status' and status_claims(way ->> 'status', 'signed'), false)
  from way_of(${leads.id}) way)`

export async function findPatientSelf(db: Db, leadId: number) {
  const [row] = await db
    .select({
      leadId: leads.id,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      status: leads.status,
      signed: isSigned,
      contactId: contacts.id,
      stage: contacts.stage,
      coachName: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      lastPortalLogin: leads.lastPortalLogin,
      state: personProfiles.state,
      language: personProfiles.language,
      timeZone: personProfiles.timeZone,
      enrolled: sql<boolean>`${portalSecondFactors.confirmedAt} is not null`,
      recoveryCodesLeft: db.$count(portalRecoveryCodes, isNull(portalRecoveryCodes.usedAt)),
    })
    .from(leads)
    .leftJoin(contacts, sql`${contacts.id} = (select current_contact_id())`)
    .leftJoin(users, eq(users.id, contacts.healthCoachId))
    .leftJoin(portalSecondFactors, eq(portalSecondFactors.leadId, leads.id))
    .leftJoin(
      personProfiles,
      sql`(${personProfiles.entityType}, ${personProfiles.entityId}) =
        (case when ${contacts.id} is null then 'lead' else 'contact' end, coalesce(${contacts.id}, ${leads.id}))`,
    )
    .where(eq(leads.id, leadId))
  return row
}

export async function findSessionEnd(db: Db, sessionId: number): Promise<Date | undefined> {
  const [row] = await db.select({ expiresAt: portalSessions.expiresAt }).from(portalSessions).where(eq(portalSessions.id, sessionId))
  return row?.expiresAt
}

export async function findPortalClinic(db: Db) {
  const { name, isDemo, logoColour, timeZone, country } = clinicSettings
  const [row] = await db.select({ name, isDemo, logoColour, timeZone, country }).from(clinicSettings)
  return row
}

/** Of the contact, once the lead has become one. */
export async function saveOwnProfile(db: Tx, profile: typeof personProfiles.$inferInsert): Promise<void> {
  const { language, timeZone } = profile
  await db
    .insert(personProfiles)
    .values(profile)
    .onConflictDoUpdate({
      target: [personProfiles.entityType, personProfiles.entityId],
      set: { language, timeZone, updatedAt: sql`now()` },
    })
}

export async function ownSessionsOf(db: Db, { now, idleSince }: { now: Date; idleSince: Date }) {
  return db
    .select({
      id: portalSessions.id,
      createdAt: portalSessions.createdAt,
      lastSeenAt: portalSessions.lastSeenAt,
      expiresAt: portalSessions.expiresAt,
      address: portalSessions.address,
      agent: portalSessions.agent,
    })
    .from(portalSessions)
    .where(
      and(
        eq(portalSessions.stage, 'full'),
        sql`${portalSessions.expiresAt} > ${now.toISOString()}::timestamp`,
        sql`${portalSessions.lastSeenAt} > ${idleSince.toISOString()}::timestamp`,
      ),
    )
    .orderBy(sql`${portalSessions.lastSeenAt} desc, ${portalSessions.id} desc`)
}

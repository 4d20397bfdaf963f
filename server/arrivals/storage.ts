/** SQL of arrivals, as `system`: a form that was sent, the person it makes or finds, what is kept of it. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { personProfiles } from '../../shared/schema/calendar.ts'
import { consents, formSubmissions, leadTouches, publicForms } from '../../shared/schema/portal.ts'
import { clinicSettings } from '../../shared/schema/records.ts'
import { activityLogs, leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

export type FormRow = typeof publicForms.$inferSelect

/** The clinic's own page. */
export const ownToken = 'start'

export async function findActiveForm(db: Db, token: string): Promise<FormRow | undefined> {
  const [row] = await db
    .select()
    .from(publicForms)
    .where(and(eq(publicForms.token, token), eq(publicForms.isActive, true)))
  return row
}

export async function insertOwnForm(db: Tx): Promise<void> {
  await db.insert(publicForms).values({ name: 'Start page', token: ownToken }).onConflictDoNothing()
}

export async function findClinicOfForms(db: Db) {
  const { name, isDemo, logoColour } = clinicSettings
  const [row] = await db.select({ name, isDemo, logoColour }).from(clinicSettings)
  return row ?? { name: '', isDemo: false, logoColour: null }
}

/** Nothing when the same key came before. The second of two at once waits for the first. */
export async function insertSubmission(
  db: Tx,
  submission: { formId: number; submissionKey: string; sealed: string; createdAt: Date },
): Promise<number | undefined> {
  const { formId, submissionKey } = submission
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${formId}:${submissionKey}`}, 501))`)
  const [before] = await db
    .select({ id: formSubmissions.id })
    .from(formSubmissions)
    .where(and(eq(formSubmissions.formId, formId), eq(formSubmissions.submissionKey, submissionKey)))
    .limit(1)
  if (before) return undefined
  const [row] = await db.insert(formSubmissions).values(submission).returning({ id: formSubmissions.id })
  return row?.id
}

/** Locked: a job that is given out twice works once. */
export async function lockSubmission(db: Tx, id: number) {
  const [row] = await db
    .select({ id: formSubmissions.id, sealed: formSubmissions.sealed, form: publicForms })
    .from(formSubmissions)
    .innerJoin(publicForms, eq(publicForms.id, formSubmissions.formId))
    .where(eq(formSubmissions.id, id))
    .for('update', { of: formSubmissions })
  return row
}

export async function finishSubmission(db: Tx, id: number, leadId: number | null): Promise<void> {
  await db.update(formSubmissions).set({ leadId, sealed: null }).where(eq(formSubmissions.id, id))
}

/** Whose address it is: who signs in with it, else the newest. Arrivals of one address follow one another. */
export async function lockPersonByEmail(db: Tx, email: string) {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(lower(${email}), 500))`)
  const [row] = await db
    .select({ id: leads.id, portalAccess: sql<boolean>`coalesce(${leads.portalAccess}, false)` })
    .from(leads)
    .where(sql`lower(${leads.email}) = lower(${email})`)
    .orderBy(sql`${leads.portalAccess} desc nulls last`, desc(leads.id))
    .limit(1)
  return row
}

export async function insertArrival(db: Tx, lead: typeof leads.$inferInsert): Promise<number> {
  const [row] = await db.insert(leads).values(lead).returning({ id: leads.id })
  return row?.id ?? 0
}

export async function insertProfile(db: Tx, profile: typeof personProfiles.$inferInsert): Promise<void> {
  await db.insert(personProfiles).values(profile).onConflictDoNothing()
}

export async function insertTouch(db: Tx, touch: typeof leadTouches.$inferInsert): Promise<void> {
  await db.insert(leadTouches).values(touch)
}

export async function insertConsent(db: Tx, consent: typeof consents.$inferInsert): Promise<void> {
  await db.insert(consents).values(consent)
}

/** Staff closed the portal to them, and nobody has opened it since: a form does not. */
export async function isWithdrawn(db: Db, leadId: number): Promise<boolean> {
  const [row] = await db
    .select({ action: activityLogs.action })
    .from(activityLogs)
    .where(
      and(
        eq(activityLogs.entityType, 'lead'),
        eq(activityLogs.entityId, leadId),
        sql`${activityLogs.action} in ('portal_withdrawn', 'portal_invited', 'portal_invited_again')`,
      ),
    )
    .orderBy(desc(activityLogs.id))
    .limit(1)
  return row?.action === 'portal_withdrawn'
}

export async function openPortalTo(db: Tx, leadId: number): Promise<void> {
  await db.update(leads).set({ portalAccess: true }).where(eq(leads.id, leadId))
}

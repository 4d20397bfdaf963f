/** SQL of the forms, and of what a lead came with. */
import { asc, desc, eq } from 'drizzle-orm'
import { consents, formSubmissions, leadTouches, publicForms } from '../../shared/schema/portal.ts'
import { leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

const form = (db: Db) => ({
  id: publicForms.id,
  name: publicForms.name,
  token: publicForms.token,
  origins: publicForms.origins,
  leadSource: publicForms.leadSource,
  isActive: publicForms.isActive,
  createdAt: publicForms.createdAt,
  submissions: db.$count(formSubmissions, eq(formSubmissions.formId, publicForms.id)),
})
export type ListedForm = Awaited<ReturnType<typeof findForms>>[number]

export const findForms = (db: Db) => db.select(form(db)).from(publicForms).orderBy(asc(publicForms.id))

export async function findForm(db: Db, id: number): Promise<ListedForm | undefined> {
  const [row] = await db.select(form(db)).from(publicForms).where(eq(publicForms.id, id))
  return row
}

export async function insertForm(db: Tx, values: typeof publicForms.$inferInsert): Promise<number> {
  const [row] = await db.insert(publicForms).values(values).returning({ id: publicForms.id })
  return row?.id ?? 0
}

export async function updateForm(db: Tx, id: number, changes: Partial<typeof publicForms.$inferInsert>): Promise<void> {
  await db.update(publicForms).set(changes).where(eq(publicForms.id, id))
}

/** Whether the actor may see the lead. */
export async function isVisibleLead(db: Db, id: number): Promise<boolean> {
  const rows = await db.select({ id: leads.id }).from(leads).where(eq(leads.id, id))
  return rows.length > 0
}

export const findTouches = (db: Db, leadId: number) =>
  db
    .select({
      at: leadTouches.at,
      form: publicForms.name,
      source: leadTouches.source,
      utmSource: leadTouches.utmSource,
      utmMedium: leadTouches.utmMedium,
      utmCampaign: leadTouches.utmCampaign,
      utmTerm: leadTouches.utmTerm,
      utmContent: leadTouches.utmContent,
      referrer: leadTouches.referrer,
      leadSource: leadTouches.leadSource,
    })
    .from(leadTouches)
    .leftJoin(publicForms, eq(publicForms.id, leadTouches.formId))
    .where(eq(leadTouches.leadId, leadId))
    .orderBy(desc(leadTouches.at), desc(leadTouches.id))

export const findConsents = (db: Db, leadId: number) =>
  db
    .select({
      id: consents.id,
      kind: consents.kind,
      wording: consents.wording,
      givenAt: consents.givenAt,
      withdrawnAt: consents.withdrawnAt,
    })
    .from(consents)
    .where(eq(consents.leadId, leadId))
    .orderBy(desc(consents.id))

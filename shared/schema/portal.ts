/** The patients' own world: how a person arrives, and how they sign in beside `leads.password_hash`. */
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, serial, text, timestamp, varchar } from 'drizzle-orm/pg-core'
import { leads, users } from '../schema.ts'
import { consentKinds, leadSources } from '../values.ts'

/** Goes with its lead. */
export const ofLead = () =>
  integer('lead_id')
    .notNull()
    .references(() => leads.id, { onDelete: 'cascade' })

/** What patients' sessions may be; staff can be made to enrol a second factor, patients choose to. */
export const portalSessionStages = ['full', 'second-factor'] as const

/** Which patient is signed in. The cookie's value is kept as its SHA-256. */
export const portalSessions = pgTable(
  'portal_sessions',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    tokenHash: varchar('token_hash').notNull().unique(),
    stage: varchar('stage', { enum: portalSessionStages }).notNull(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    lastSeenAt: timestamp('last_seen_at').notNull().defaultNow(),
    /** Ends whatever is done meanwhile. */
    expiresAt: timestamp('expires_at').notNull(),
    address: varchar('address').notNull(),
    /** What the browser calls itself. */
    agent: varchar('agent').notNull(),
  },
  (t) => [
    index('idx_portal_sessions_lead').on(t.leadId),
    index('idx_portal_sessions_expires').on(t.expiresAt),
    check('portal_sessions_stage_check', sql`${t.stage} in ('full', 'second-factor')`),
  ],
)

export const portalLinkKinds = ['activation', 'reset'] as const

/** Links mailed to a patient that work once; the secret in them is kept as its SHA-256. */
export const portalLinks = pgTable(
  'portal_links',
  {
    id: serial('id').primaryKey(),
    kind: varchar('kind', { enum: portalLinkKinds }).notNull(),
    leadId: ofLead(),
    tokenHash: varchar('token_hash').notNull().unique(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [index('idx_portal_links_lead').on(t.leadId), check('portal_links_kind_check', sql`${t.kind} in ('activation', 'reset')`)],
)

/** A patient's TOTP secret, sealed with the server's secret; another one waits beside it until a first code confirms it. */
export const portalSecondFactors = pgTable('portal_second_factors', {
  leadId: ofLead().primaryKey(),
  sealedSecret: text('sealed_secret'),
  waitingSecret: text('waiting_secret'),
  confirmedAt: timestamp('confirmed_at'),
  /** Codes of this 30-second step and earlier ones are spent. */
  lastStep: integer('last_step').notNull().default(0),
  createdAt: timestamp('created_at').notNull().defaultNow(),
})

/** One row a code, as its SHA-256; used ones stay. */
export const portalRecoveryCodes = pgTable(
  'portal_recovery_codes',
  { leadId: ofLead(), codeHash: varchar('code_hash').notNull(), usedAt: timestamp('used_at') },
  (t) => [primaryKey({ columns: [t.leadId, t.codeHash] })],
)

/** Mails asked for on the public pages that wait for their job; written for unknown addresses too, so that both take equally long. */
export const portalMailRequests = pgTable('portal_mail_requests', {
  id: serial('id').primaryKey(),
  kind: varchar('kind', { enum: portalLinkKinds }).notNull(),
  email: varchar('email').notNull(),
  createdAt: timestamp('created_at').notNull().defaultNow(),
})

/** A form through which people arrive: the clinic's own page, or somebody else's that posts with this form's public token. */
export const publicForms = pgTable(
  'public_forms',
  {
    id: serial('id').primaryKey(),
    name: varchar('name').notNull(),
    /** Names the form in its address; no secret. */
    token: varchar('token').notNull().unique(),
    /** Sites whose pages may post or embed it, as origins; none: only our own page. */
    origins: varchar('origins').array().notNull().default(sql`'{}'`),
    /** The source of leads that bring none of their own along. */
    leadSource: varchar('lead_source', { enum: leadSources }).notNull().default('HHQ Started'),
    isActive: boolean('is_active').notNull().default(true),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    createdById: integer('created_by_id').references(() => users.id),
  },
  (t) => [index('idx_public_forms_user').on(t.createdById)],
)

/** Each form sent in, once: the key that came with it makes a second press of the button the same act. */
export const formSubmissions = pgTable(
  'form_submissions',
  {
    id: serial('id').primaryKey(),
    formId: integer('form_id')
      .notNull()
      .references(() => publicForms.id),
    submissionKey: varchar('submission_key').notNull(),
    /** What was sent, sealed with the server's secret, until its job has worked it in. */
    sealed: text('sealed'),
    /** Kept without the lead when it goes. */
    leadId: integer('lead_id').references(() => leads.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [index('idx_form_submissions_form').on(t.formId, t.submissionKey), index('idx_form_submissions_lead').on(t.leadId)],
)

/** Where a person came from, each time they came: `?source=` and UTM as they stood in the address. */
export const leadTouches = pgTable(
  'lead_touches',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    formId: integer('form_id').references(() => publicForms.id),
    at: timestamp('at').notNull().defaultNow(),
    source: varchar('source'),
    utmSource: varchar('utm_source'),
    utmMedium: varchar('utm_medium'),
    utmCampaign: varchar('utm_campaign'),
    utmTerm: varchar('utm_term'),
    utmContent: varchar('utm_content'),
    /** Host and path, without what is asked behind them. */
    referrer: varchar('referrer'),
    /** What it was taken for. */
    leadSource: varchar('lead_source', { enum: leadSources }).notNull(),
  },
  (t) => [index('idx_lead_touches_lead').on(t.leadId, t.at), index('idx_lead_touches_form').on(t.formId)],
)

/** What a person agreed to, in the words they saw. */
export const consents = pgTable(
  'consents',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    kind: varchar('kind', { enum: consentKinds }).notNull(),
    wording: text('wording').notNull(),
    givenAt: timestamp('given_at').notNull().defaultNow(),
    withdrawnAt: timestamp('withdrawn_at'),
    address: varchar('address').notNull(),
  },
  (t) => [index('idx_consents_lead').on(t.leadId)],
)

/** The first answer to a patient's POST with an `Idempotency-Key`, for a day. */
export const portalIdempotencyKeys = pgTable(
  'portal_idempotency_keys',
  {
    leadId: ofLead(),
    key: varchar('key').notNull(),
    requestHash: varchar('request_hash').notNull(),
    status: integer('status').notNull(),
    location: varchar('location'),
    body: text('body'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.leadId, t.key] }), index('idx_portal_idempotency_keys_created').on(t.createdAt)],
)

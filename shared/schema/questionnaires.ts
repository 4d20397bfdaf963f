/** Questionnaires, what people answered, and the signatures under it. */
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, serial, text, timestamp, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { leads, users } from '../schema.ts'
import { proofKinds, responseStates, signatureMethods } from '../values.ts'
import { ofLead } from './portal.ts'

/** Each version of a questionnaire. Published ones never change: answers point at the exact version. */
export const questionnaireVersions = pgTable(
  'questionnaire_versions',
  {
    id: serial('id').primaryKey(),
    /** `hhq` is the Health History Questionnaire that the pipeline asks for. */
    questionnaire: varchar('questionnaire').notNull(),
    version: integer('version').notNull(),
    /** Sections, items, branching, in both languages (`shared/questionnaires.ts` says their shape). */
    definition: jsonb('definition').notNull(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    createdById: integer('created_by_id').references(() => users.id),
    /** None: a draft, seen by Admins alone. The newest published one is asked. */
    publishedAt: timestamp('published_at'),
    publishedById: integer('published_by_id').references(() => users.id),
  },
  (t) => [
    unique('questionnaire_versions_version_key').on(t.questionnaire, t.version),
    index('idx_questionnaire_versions_creator').on(t.createdById),
    index('idx_questionnaire_versions_publisher').on(t.publishedById),
  ],
)

/** A person's answers to one version: saved as they go, complete when nothing required is missing, superseded by a later edit. */
export const questionnaireResponses = pgTable(
  'questionnaire_responses',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    versionId: integer('version_id')
      .notNull()
      .references(() => questionnaireVersions.id),
    state: varchar('state', { enum: responseStates }).notNull().default('draft'),
    answers: jsonb('answers').notNull().default({}),
    /** Raised with each save and counted on through later edits, so that two devices do not overwrite one another. */
    revision: integer('revision').notNull().default(1),
    startedAt: timestamp('started_at').notNull().defaultNow(),
    savedAt: timestamp('saved_at').notNull().defaultNow(),
    completedAt: timestamp('completed_at'),
    /** The response that this one is a later edit of. */
    supersedesId: integer('supersedes_id'),
  },
  (t) => [
    index('idx_questionnaire_responses_lead').on(t.leadId, t.id),
    index('idx_questionnaire_responses_version').on(t.versionId),
    check('questionnaire_responses_state_check', sql`${t.state} in ('draft', 'complete', 'superseded')`),
    check('questionnaire_responses_completed_check', sql`${t.state} <> 'complete' or ${t.completedAt} is not null`),
  ],
)

/** The clinic's Ed25519 keys. Public halves are published; the private one is sealed with the server's secret. */
export const signingKeys = pgTable('signing_keys', {
  /** The key's fingerprint. */
  id: varchar('id').primaryKey(),
  publicKey: text('public_key').notNull(),
  sealedPrivateKey: text('sealed_private_key').notNull(),
  createdAt: timestamp('created_at').notNull().defaultNow(),
  retiredAt: timestamp('retired_at'),
})

/** A signature under a complete response. Append-only; a void one stays readable. */
export const signatures = pgTable(
  'signatures',
  {
    id: serial('id').primaryKey(),
    /** Names the signature on its certificate and on the public page of verification. */
    publicId: uuid('public_id').notNull().defaultRandom().unique(),
    responseId: integer('response_id')
      .notNull()
      .references(() => questionnaireResponses.id)
      .unique(),
    /** Kept: what was signed is evidence. */
    leadId: integer('lead_id')
      .notNull()
      .references(() => leads.id),
    method: varchar('method', { enum: signatureMethods }).notNull(),
    signerName: varchar('signer_name').notNull(),
    /** The strokes of a drawn one, as points. */
    drawing: jsonb('drawing'),
    /** What was signed: answers, wording of the consent, signer and time, in one canonical text. */
    canonical: text('canonical').notNull(),
    /** SHA-256 of it, in hexadecimal. */
    digest: varchar('digest').notNull(),
    /** Ed25519 over the canonical text, in base64url. */
    signature: varchar('signature').notNull(),
    keyId: varchar('key_id')
      .notNull()
      .references(() => signingKeys.id),
    signedAt: timestamp('signed_at').notNull().defaultNow(),
    address: varchar('address').notNull(),
  },
  (t) => [index('idx_signatures_lead').on(t.leadId), index('idx_signatures_key').on(t.keyId)],
)

/** Why a signature no longer counts: withdrawn, or the answers were edited after it. */
export const signatureVoids = pgTable(
  'signature_voids',
  {
    signatureId: integer('signature_id')
      .primaryKey()
      .references(() => signatures.id),
    reason: text('reason').notNull(),
    /** None: the patient, or the product itself. */
    voidedById: integer('voided_by_id').references(() => users.id),
    voidedAt: timestamp('voided_at').notNull().defaultNow(),
  },
  (t) => [index('idx_signature_voids_user').on(t.voidedById)],
)

/**
 * A status set by hand or brought along, against or ahead of its proofs, with the reason that stays visible. It speaks for
 * what the product has not seen itself: each proof that comes or goes afterwards takes its own kind out of its hands.
 */
export const statusOverrides = pgTable(
  'status_overrides',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    status: varchar('status').notNull(),
    /** What the proofs said at that moment. */
    earned: varchar('earned').notNull(),
    /** Kinds of proofs that it still speaks for. */
    speaksFor: varchar('speaks_for', { enum: proofKinds }).array().notNull(),
    reason: text('reason'),
    setById: integer('set_by_id').references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    /** Another one was set, or the proofs say the same by now. */
    endedAt: timestamp('ended_at'),
  },
  (t) => [index('idx_status_overrides_lead').on(t.leadId, t.id), index('idx_status_overrides_user').on(t.setById)],
)

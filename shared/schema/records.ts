/** Tables beside the documented six that any record may need: history, calls, conversions, restriction, deletion. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  unique,
  varchar,
} from 'drizzle-orm/pg-core'
import { contacts, leads, users } from '../schema.ts'

/** Each call with a lead; `leads.number_of_calls`, `last_contacted` and `lead_outcome` follow the newest. */
export const calls = pgTable(
  'calls',
  {
    id: serial('id').primaryKey(),
    leadId: integer('lead_id')
      .notNull()
      .references(() => leads.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    outcome: varchar('outcome').notNull(),
    durationSeconds: integer('duration_seconds'),
    notes: text('notes'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('idx_calls_lead').on(t.leadId, t.createdAt),
    index('idx_calls_user').on(t.userId, t.createdAt),
    check('calls_duration_check', sql`${t.durationSeconds} between 0 and 86400`),
  ],
)

/** One lead converts to one contact, once: unique both ways, which `contacts.lead_id` cannot promise. */
export const leadConversions = pgTable(
  'lead_conversions',
  {
    leadId: integer('lead_id')
      .primaryKey()
      .references(() => leads.id),
    contactId: integer('contact_id')
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' })
      .unique(),
    convertedById: integer('converted_by_id').references(() => users.id),
    /** Why an Admin converted a lead that was not paid and booked. */
    reason: text('reason'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [index('idx_lead_conversions_user').on(t.convertedById)],
)

/** Every status of a lead and stage of a contact ever entered, written by a trigger whatever path changes the row. */
export const stageHistory = pgTable(
  'stage_history',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    entityType: varchar('entity_type', { enum: ['lead', 'contact'] }).notNull(),
    entityId: integer('entity_id').notNull(),
    stage: varchar('stage').notNull(),
    enteredAt: timestamp('entered_at').notNull().defaultNow(),
    leftAt: timestamp('left_at'),
    enteredById: integer('entered_by_id').references(() => users.id),
    /** Why it was set by hand, skipped or set back. */
    reason: text('reason'),
  },
  (t) => [index('idx_stage_history_entity').on(t.entityType, t.entityId, t.id), index('idx_stage_history_user').on(t.enteredById)],
)

/** A restricted record is seen by its owner or coach and by Admins only. */
export const recordRestrictions = pgTable(
  'record_restrictions',
  {
    entityType: varchar('entity_type', { enum: ['lead', 'contact'] }).notNull(),
    entityId: integer('entity_id').notNull(),
    reason: text('reason').notNull(),
    restrictedById: integer('restricted_by_id')
      .notNull()
      .references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.entityType, t.entityId] }), index('idx_record_restrictions_user').on(t.restrictedById)],
)

/** Deleted rows, whole, as they were. Rows of one act of deletion share `deletion`, and are restored together. */
export const deletedRecords = pgTable(
  'deleted_records',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    deletion: varchar('deletion').notNull(),
    entityType: varchar('entity_type').notNull(),
    entityId: integer('entity_id').notNull(),
    row: jsonb('row').notNull(),
    deletedById: integer('deleted_by_id').references(() => users.id),
    deletedAt: timestamp('deleted_at').notNull().defaultNow(),
  },
  (t) => [
    index('idx_deleted_records_entity').on(t.entityType, t.entityId),
    index('idx_deleted_records_deletion').on(t.deletion),
    index('idx_deleted_records_user').on(t.deletedById),
  ],
)

/** What came back, by the number of its deletion: whoever asks for it again is told that it stands. */
export const restorations = pgTable('restorations', {
  deletedRecordId: bigint('deleted_record_id', { mode: 'number' }).primaryKey(),
  entityType: varchar('entity_type').notNull(),
  entityId: integer('entity_id').notNull(),
})

/**
 * The time each live appointment takes of its user. A trigger keeps it; an exclusion constraint on it makes overlap
 * impossible, save for deliberate overbooking by an Admin, whose reason is kept.
 */
export const appointmentSlots = pgTable(
  'appointment_slots',
  {
    appointmentId: integer('appointment_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    startsAt: timestamp('starts_at').notNull(),
    endsAt: timestamp('ends_at').notNull(),
    overbookReason: text('overbook_reason'),
  },
  (t) => [check('appointment_slots_order_check', sql`${t.startsAt} < ${t.endsAt}`), index('idx_appointment_slots_user').on(t.userId)],
)

/** Who looked at what: reads and refusals, written behind in batches. Writes stand in `activity_logs`. */
export const accessLog = pgTable(
  'access_log',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: timestamp('at').notNull().defaultNow(),
    userId: integer('user_id').references(() => users.id),
    /** `session`, `token` or `anonymous`. */
    via: varchar('via').notNull(),
    route: varchar('route').notNull(),
    status: integer('status').notNull(),
    entityType: varchar('entity_type'),
    entityIds: integer('entity_ids').array().notNull().default(sql`'{}'`),
    /** Of each of the ids, where a look showed records of several kinds; `entity_type` is null then. */
    entityTypes: varchar('entity_types').array(),
    address: varchar('address'),
    requestId: varchar('request_id').notNull(),
  },
  (t) => [
    index('idx_access_log_entities').using('gin', t.entityIds),
    index('idx_access_log_user').on(t.userId, t.at),
    index('idx_access_log_at').on(t.at),
  ],
)

/** The first answer to a POST with an `Idempotency-Key`, for a day, a caller. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    key: varchar('key').notNull(),
    requestHash: varchar('request_hash').notNull(),
    status: integer('status').notNull(),
    location: varchar('location'),
    body: text('body'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('idx_idempotency_keys_created').on(t.createdAt)],
)

/** The clinic itself: one row. */
export const clinicSettings = pgTable(
  'clinic_settings',
  {
    id: integer('id').primaryKey().default(1),
    name: varchar('name').notNull().default('My clinic'),
    timeZone: varchar('time_zone').notNull().default('UTC'),
    /** Two-letter country that phone numbers without a country code belong to. */
    country: varchar('country').notNull().default('US'),
    isDemo: boolean('is_demo').notNull().default(false),
    /** The mark's colour, `#rrggbb`; without one it is the product's. */
    logoColour: varchar('logo_colour'),
    /** Minutes before a visit at which its person is reminded by mail. */
    reminderMinutes: integer('reminder_minutes').array().notNull().default(sql`'{1440,60}'`),
    /** Whether a lead becomes a patient by itself once it is paid and booked; otherwise the staff convert it. */
    convertsByItself: boolean('converts_by_itself').notNull().default(false),
    /** Patients are told that messages are answered within so many hours. */
    replyHours: integer('reply_hours').notNull().default(24),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
  },
  (t) => [
    check('clinic_settings_single_check', sql`${t.id} = 1`),
    check('clinic_settings_logo_check', sql`${t.logoColour} ~ '^#[0-9a-f]{6}$'`),
    check('clinic_settings_reply_check', sql`${t.replyHours} between 1 and 336`),
  ],
)

/** Words of names, e-mail and phone for searching, beside the table so that a status change costs no index entry. */
export const leadSearch = pgTable('lead_search', {
  leadId: integer('lead_id').primaryKey(),
  words: text('words').notNull(),
})
export const contactSearch = pgTable('contact_search', {
  contactId: integer('contact_id').primaryKey(),
  words: text('words').notNull(),
})
export const taskSearch = pgTable('task_search', {
  taskId: integer('task_id').primaryKey(),
  words: text('words').notNull(),
})
export const appointmentSearch = pgTable('appointment_search', {
  appointmentId: integer('appointment_id').primaryKey(),
  words: text('words').notNull(),
})
/** The words of restricted records stand apart: LIKE may leak what a row-level policy would hide. */
export const restrictedSearch = pgTable(
  'restricted_search',
  {
    entityType: varchar('entity_type').notNull(),
    entityId: integer('entity_id').notNull(),
    words: text('words').notNull(),
  },
  (t) => [primaryKey({ columns: [t.entityType, t.entityId] })],
)

/** Counts of unrestricted leads by what lists filter on; `lead_count_deltas` holds what is not folded in yet. */
const countKey = () => ({
  status: varchar('status').notNull(),
  leadReadiness: varchar('lead_readiness'),
  leadSource: varchar('lead_source'),
  ownerId: integer('owner_id'),
})
export const leadCounts = pgTable('lead_counts', { ...countKey(), total: integer('total').notNull() }, (t) => [
  unique('lead_counts_key').on(t.status, t.leadReadiness, t.leadSource, t.ownerId).nullsNotDistinct(),
])
/** The same by one field at a time, and of all: what lists ask for when no filter is set. Kept by trigger, to be read in one look. */
export const leadCountSums = pgTable(
  'lead_count_sums',
  {
    /** Which of the four fields stands in the row, as PostgreSQL's `grouping()` says it; 15: none, the sum of all. */
    counted: integer('counted').notNull(),
    status: varchar('status'),
    leadReadiness: varchar('lead_readiness'),
    leadSource: varchar('lead_source'),
    ownerId: integer('owner_id'),
    total: integer('total').notNull(),
  },
  (t) => [unique('lead_count_sums_key').on(t.counted, t.status, t.leadReadiness, t.leadSource, t.ownerId).nullsNotDistinct()],
)
export const leadCountDeltas = pgTable('lead_count_deltas', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  ...countKey(),
  change: integer('change').notNull(),
})

/** A person's desk: saved views, what they are told, how they like it; and work on many records at once. */
import { sql } from 'drizzle-orm'
import {
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
import { users } from '../schema.ts'
import { bulkFailures, bulkOutcomes, bulkReasons, bulkStates, languages, notificationKinds, viewPages } from '../values.ts'

const ofUser = (name = 'user_id') =>
  integer(name)
    .notNull()
    .references(() => users.id)

/** The language of a person's screens and letters. Without a row their browser's is used. */
export const userPreferences = pgTable('user_preferences', {
  userId: ofUser().primaryKey(),
  language: varchar('language', { enum: languages }),
  updatedAt: timestamp('updated_at').notNull().defaultNow(),
})

/** Filters, sort and columns of a list under a name: the search part of its address. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: serial('id').primaryKey(),
    page: varchar('page', { enum: viewPages }).notNull(),
    name: varchar('name').notNull(),
    ownerId: ofUser('owner_id'),
    isShared: boolean('is_shared').notNull().default(false),
    search: text('search').notNull(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('saved_views_name_key').on(t.ownerId, t.page, t.name)],
)

/** The view a page opens with, for one person. */
export const defaultViews = pgTable(
  'default_views',
  {
    userId: ofUser(),
    page: varchar('page', { enum: viewPages }).notNull(),
    viewId: integer('view_id')
      .notNull()
      .references(() => savedViews.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.userId, t.page] }), index('idx_default_views_view').on(t.viewId)],
)

/** One change asked for on many records: a queue, a progress bar and the way back. */
export const bulkJobs = pgTable(
  'bulk_jobs',
  {
    id: serial('id').primaryKey(),
    entityType: varchar('entity_type', { enum: ['lead', 'contact', 'task'] }).notNull(),
    requestedById: ofUser('requested_by_id'),
    /** What was asked for: `{ids}` or `{query}`. */
    selection: jsonb('selection').notNull(),
    changes: jsonb('changes').notNull(),
    /** Why, where a change asks for it. */
    reason: text('reason'),
    state: varchar('state', { enum: bulkStates }).notNull().default('waiting'),
    total: integer('total').notNull().default(0),
    done: integer('done').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    finishedAt: timestamp('finished_at'),
    undoneAt: timestamp('undone_at'),
    /** Who asked to take it back: the undoing acts as them. */
    undoneById: integer('undone_by_id').references(() => users.id),
    /** Why it ended before its end. */
    failure: varchar('failure', { enum: bulkFailures }),
  },
  (t) => [
    index('idx_bulk_jobs_user').on(t.requestedById, t.id),
    index('idx_bulk_jobs_undone_by').on(t.undoneById),
    index('idx_bulk_jobs_state').on(t.state),
  ],
)

/** Each record of a bulk job, with the values it had. */
export const bulkJobItems = pgTable(
  'bulk_job_items',
  {
    jobId: integer('job_id')
      .notNull()
      .references(() => bulkJobs.id, { onDelete: 'cascade' }),
    entityId: integer('entity_id').notNull(),
    outcome: varchar('outcome', { enum: bulkOutcomes }).notNull().default('waiting'),
    /** Why it was refused, or kept at the undoing. */
    reason: text('reason', { enum: bulkReasons }),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.entityId] }), index('idx_bulk_job_items_outcome').on(t.jobId, t.outcome)],
)

/** Two records that were one person, and all that is needed to part them again. */
export const merges = pgTable(
  'merges',
  {
    id: serial('id').primaryKey(),
    entityType: varchar('entity_type', { enum: ['lead', 'contact'] }).notNull(),
    keptId: integer('kept_id').notNull(),
    mergedId: integer('merged_id').notNull(),
    /** The kept row as it was. */
    keptBefore: jsonb('kept_before').notNull(),
    /** The kept row as it became; it is parted only while these values stand. */
    keptAfter: jsonb('kept_after').notNull(),
    mergedRow: jsonb('merged_row').notNull(),
    /** Rows that were pointed to the kept record: `{table: [ids]}`. */
    moved: jsonb('moved').notNull(),
    mergedById: ofUser('merged_by_id'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    undoneAt: timestamp('undone_at'),
    undoneById: integer('undone_by_id').references(() => users.id),
  },
  (t) => [
    check('merges_two_check', sql`${t.keptId} <> ${t.mergedId}`),
    index('idx_merges_kept').on(t.entityType, t.keptId),
    index('idx_merges_user').on(t.mergedById),
    index('idx_merges_undone_by').on(t.undoneById),
  ],
)

/** What a person is told: in the app, and by mail if they wish. No names or texts, only what to look up. */
export const notifications = pgTable(
  'notifications',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    userId: ofUser(),
    kind: varchar('kind', { enum: notificationKinds }).notNull(),
    entityType: varchar('entity_type').notNull(),
    entityId: integer('entity_id').notNull(),
    actorId: integer('actor_id').references(() => users.id),
    /** Told once: an overdue task for each due date. */
    onceKey: varchar('once_key'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    readAt: timestamp('read_at'),
    mailedAt: timestamp('mailed_at'),
  },
  (t) => [
    unique('notifications_once_key').on(t.userId, t.onceKey),
    index('idx_notifications_user').on(t.userId, t.id),
    index('idx_notifications_actor').on(t.actorId),
  ],
)

/** Without a row: in the app, not by mail. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    userId: ofUser(),
    kind: varchar('kind', { enum: notificationKinds }).notNull(),
    inApp: boolean('in_app').notNull().default(true),
    byMail: boolean('by_mail').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
)

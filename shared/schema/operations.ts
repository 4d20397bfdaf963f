/** What was done to keep the clinic's data, and how it went. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, serial, text, timestamp, uniqueIndex, varchar } from 'drizzle-orm/pg-core'
import { users } from '../schema.ts'

/** Each full backup, also those that failed. What can be restored is what lies in the stores, not what stands here. */
export const backupRuns = pgTable(
  'backup_runs',
  {
    id: serial('id').primaryKey(),
    /** Of the backup in its store; none while it runs, and if it failed. */
    backupId: varchar('backup_id'),
    startedAt: timestamp('started_at').notNull().defaultNow(),
    finishedAt: timestamp('finished_at'),
    state: varchar('state', { enum: ['running', 'done', 'failed'] })
      .notNull()
      .default('running'),
    /** As it lies in the store. */
    bytes: bigint('bytes', { mode: 'number' }),
    error: text('error'),
  },
  (t) => [index('idx_backup_runs_started').on(t.startedAt)],
)

/** Each restore drill: the latest backups brought up in a scratch place, and what was found there. */
export const restoreDrills = pgTable(
  'restore_drills',
  {
    id: serial('id').primaryKey(),
    startedAt: timestamp('started_at').notNull().defaultNow(),
    finishedAt: timestamp('finished_at'),
    state: varchar('state', { enum: ['running', 'passed', 'failed'] })
      .notNull()
      .default('running'),
    backupId: varchar('backup_id'),
    /** From the beginning of the restore until the copy answered (RTO). */
    restoreMs: integer('restore_ms'),
    /** Age of the newest change that was not in the copy, at most (RPO). */
    lostMs: integer('lost_ms'),
    /** Rows, indexes and references that were checked, and faults. */
    findings: jsonb('findings'),
    error: text('error'),
  },
  (t) => [index('idx_restore_drills_started').on(t.startedAt)],
)

/** What the operator has seen to: the backup key is written down, and who hears of alarms. One row. */
export const operationsState = pgTable('operations_state', {
  id: integer('id').primaryKey().default(1),
  isKeyWrittenDown: boolean('is_key_written_down').notNull().default(false),
  /** Addresses that alarms are mailed to; without any, those of the Admins. */
  alarmEmails: text('alarm_emails').array().notNull().default([]),
  alarmWebhookUrl: varchar('alarm_webhook_url'),
  /** What its messages are signed with, sealed. */
  alarmWebhookSecret: text('alarm_webhook_secret'),
})

/** What somebody has to see to, from when it was first seen until it was over. */
export const alarms = pgTable(
  'alarms',
  {
    id: serial('id').primaryKey(),
    kind: varchar('kind').notNull(),
    text: text('text').notNull(),
    startedAt: timestamp('started_at').notNull(),
    endedAt: timestamp('ended_at'),
  },
  (t) => [uniqueIndex('idx_alarms_standing').on(t.kind).where(sql`ended_at is null`), index('idx_alarms_started').on(t.startedAt)],
)

/** Each message about an alarm, to one receiver; `dead` when it was given up. */
export const alarmMessages = pgTable(
  'alarm_messages',
  {
    id: serial('id').primaryKey(),
    alarmId: integer('alarm_id')
      .notNull()
      .references(() => alarms.id),
    event: varchar('event', { enum: ['started', 'ended'] }).notNull(),
    channel: varchar('channel', { enum: ['mail', 'webhook'] }).notNull(),
    /** The address, of a mail. */
    receiver: varchar('receiver'),
    state: varchar('state', { enum: ['waiting', 'sent', 'dead'] })
      .notNull()
      .default('waiting'),
    tries: integer('tries').notNull().default(0),
    error: text('error'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    finishedAt: timestamp('finished_at'),
  },
  (t) => [index('idx_alarm_messages_alarm').on(t.alarmId), index('idx_alarm_messages_open').on(t.createdAt).where(sql`state <> 'sent'`)],
)

/** How one person's record stood at an earlier time, for an Admin to choose from what is brought back; kept for a day. */
export const recordReviews = pgTable(
  'record_reviews',
  {
    id: serial('id').primaryKey(),
    entityType: varchar('entity_type', { enum: ['lead', 'contact'] }).notNull(),
    entityId: integer('entity_id').notNull(),
    asOf: timestamp('as_of').notNull(),
    state: varchar('state', { enum: ['preparing', 'ready', 'failed', 'applied'] })
      .notNull()
      .default('preparing'),
    /** The rows as they stood then; gone once it is applied or a day old. */
    found: jsonb('found'),
    error: text('error'),
    createdById: integer('created_by_id')
      .notNull()
      .references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    finishedAt: timestamp('finished_at'),
  },
  (t) => [index('idx_record_reviews_user').on(t.createdById)],
)

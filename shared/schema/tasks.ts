/** What tasks need beside the documented table: recurrence and comments. */
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, serial, text, timestamp, unique, varchar } from 'drizzle-orm/pg-core'
import { contacts, leads, tasks, users } from '../schema.ts'
import { recurrences, taskPriorities } from '../values.ts'

/** A task that comes again. Each occurrence is an ordinary task; the next one is made when the last is done. */
export const taskSeries = pgTable(
  'task_series',
  {
    id: serial('id').primaryKey(),
    title: varchar('title').notNull(),
    description: text('description'),
    priority: varchar('priority', { enum: taskPriorities }).notNull(),
    assignedToId: integer('assigned_to_id').references(() => users.id),
    leadId: integer('lead_id').references(() => leads.id, { onDelete: 'cascade' }),
    contactId: integer('contact_id').references(() => contacts.id, { onDelete: 'cascade' }),
    every: varchar('every', { enum: recurrences }).notNull(),
    /** Every so many days, weeks, months or years. */
    interval: integer('interval').notNull().default(1),
    /** When the first is due; the others keep its hour on the clinic's clock, and its day of the month where it exists. */
    startsAt: timestamp('starts_at').notNull(),
    /** No occurrence is due after this. */
    endsAt: timestamp('ends_at'),
    /** Stopped by hand. */
    endedAt: timestamp('ended_at'),
    createdById: integer('created_by_id')
      .notNull()
      .references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [
    check('task_series_interval_check', sql`${t.interval} between 1 and 52`),
    index('idx_task_series_assignee').on(t.assignedToId),
    index('idx_task_series_lead').on(t.leadId),
    index('idx_task_series_contact').on(t.contactId),
    index('idx_task_series_creator').on(t.createdById),
  ],
)

/** Which task is which occurrence of its series; unique, so that no occurrence is made twice. */
export const taskOccurrences = pgTable(
  'task_occurrences',
  {
    taskId: integer('task_id')
      .primaryKey()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    seriesId: integer('series_id')
      .notNull()
      .references(() => taskSeries.id, { onDelete: 'cascade' }),
    /** 1 for the first. */
    number: integer('number').notNull(),
  },
  (t) => [unique('task_occurrences_number_key').on(t.seriesId, t.number)],
)

/** What staff say to one another about a record or a task; part of its timeline. */
export const comments = pgTable(
  'comments',
  {
    id: serial('id').primaryKey(),
    entityType: varchar('entity_type', { enum: ['lead', 'contact', 'task'] }).notNull(),
    entityId: integer('entity_id').notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    body: text('body').notNull(),
    /** Users named in it, who are told. */
    mentions: integer('mentions').array().notNull().default(sql`'{}'`),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [index('idx_comments_entity').on(t.entityType, t.entityId, t.id), index('idx_comments_user').on(t.userId)],
)

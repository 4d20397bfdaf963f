/** Time: where people live, when coaches work, when the clinic is closed, what was mailed about a visit. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, serial, time, timestamp, uuid, varchar } from 'drizzle-orm/pg-core'
import { appointments, users } from '../schema.ts'
import { languages } from '../values.ts'

/** What the documented tables do not hold about a person: where they are, in which zone and language. */
export const personProfiles = pgTable(
  'person_profiles',
  {
    entityType: varchar('entity_type', { enum: ['lead', 'contact'] }).notNull(),
    entityId: integer('entity_id').notNull(),
    /** Two letters of the state or province they are in. */
    state: varchar('state'),
    /** IANA name. */
    timeZone: varchar('time_zone'),
    language: varchar('language', { enum: languages }),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.entityType, t.entityId] })],
)

/** A coach's usual week, on the clinic's clock. */
export const availabilityRules = pgTable(
  'availability_rules',
  {
    id: serial('id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    /** 1 is Monday, 7 is Sunday. */
    weekday: integer('weekday').notNull(),
    startsAt: time('starts_at').notNull(),
    endsAt: time('ends_at').notNull(),
    validFrom: date('valid_from', { mode: 'string' }),
    validTo: date('valid_to', { mode: 'string' }),
  },
  (t) => [
    check('availability_rules_weekday_check', sql`${t.weekday} between 1 and 7`),
    check('availability_rules_order_check', sql`${t.startsAt} < ${t.endsAt}`),
    check('availability_rules_valid_check', sql`${t.validFrom} <= ${t.validTo}`),
    index('idx_availability_rules_user').on(t.userId),
  ],
)

/** Days that differ from a coach's usual week: away, or working when they usually do not. */
export const availabilityExceptions = pgTable(
  'availability_exceptions',
  {
    id: serial('id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    /** The last of the days. */
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    /** Of each of the days, on the clinic's clock; none: the whole day. */
    startsAt: time('starts_at'),
    endsAt: time('ends_at'),
    isAvailable: boolean('is_available').notNull().default(false),
    reason: varchar('reason'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [
    check('availability_exceptions_days_check', sql`${t.startsOn} <= ${t.endsOn}`),
    check(
      'availability_exceptions_hours_check',
      sql`(${t.startsAt} is null) = (${t.endsAt} is null) and (${t.startsAt} is null or ${t.startsAt} < ${t.endsAt})`,
    ),
    index('idx_availability_exceptions_user').on(t.userId, t.startsOn),
  ],
)

/** Days on which the clinic sees nobody. */
export const clinicHolidays = pgTable('clinic_holidays', {
  day: date('day', { mode: 'string' }).primaryKey(),
  name: varchar('name').notNull(),
})

/** The clinic's opening hours; a weekday without a row is closed. */
export const clinicHours = pgTable(
  'clinic_hours',
  {
    weekday: integer('weekday').primaryKey(),
    opensAt: time('opens_at').notNull(),
    closesAt: time('closes_at').notNull(),
  },
  (t) => [
    check('clinic_hours_weekday_check', sql`${t.weekday} between 1 and 7`),
    check('clinic_hours_order_check', sql`${t.opensAt} < ${t.closesAt}`),
  ],
)

/** What calendars know a visit by. A trigger makes the row, and raises `sequence` with each change that calendars must hear of. */
export const appointmentDetails = pgTable(
  'appointment_details',
  {
    appointmentId: integer('appointment_id')
      .primaryKey()
      .references(() => appointments.id, { onDelete: 'cascade' }),
    uid: uuid('uid').notNull().defaultRandom().unique(),
    sequence: integer('sequence').notNull().default(0),
    /** When the patient who booked it in the portal first chose a time; nothing where staff made it, or a time was offered. */
    choosingSince: timestamp('choosing_since'),
  },
  (t) => [index('idx_appointment_details_choosing').on(t.choosingSince).where(sql`${t.choosingSince} is not null`)],
)

/** A reminder that was sent: once for each lead time and each time the visit was set to. */
export const appointmentReminders = pgTable(
  'appointment_reminders',
  {
    appointmentId: integer('appointment_id')
      .notNull()
      .references(() => appointments.id, { onDelete: 'cascade' }),
    minutesBefore: integer('minutes_before').notNull(),
    /** When the visit was to begin. */
    scheduledAt: timestamp('scheduled_at').notNull(),
    sentAt: timestamp('sent_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ name: 'appointment_reminders_pkey', columns: [t.appointmentId, t.minutesBefore, t.scheduledAt] })],
)

/** The private address of a user's calendar; the secret in it is kept as its SHA-256. */
export const calendarFeeds = pgTable('calendar_feeds', {
  userId: integer('user_id')
    .primaryKey()
    .references(() => users.id),
  tokenHash: varchar('token_hash').notNull().unique(),
  createdAt: timestamp('created_at').notNull().defaultNow(),
  lastReadAt: timestamp('last_read_at'),
})

/** Booking by patients: the clinic's rules, who may treat where, slots held, who waits for one. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, serial, timestamp, varchar } from 'drizzle-orm/pg-core'
import { appointments, users } from '../schema.ts'
import { waitlistStates } from '../values.ts'
import { ofLead } from './portal.ts'

/** The clinic's rules of booking: one row. */
export const bookingSettings = pgTable(
  'booking_settings',
  {
    id: integer('id').primaryKey().default(1),
    visitMinutes: integer('visit_minutes').notNull().default(30),
    /** Starts of slots are this far apart. */
    stepMinutes: integer('step_minutes').notNull().default(30),
    /** No slot begins sooner than this. */
    noticeMinutes: integer('notice_minutes').notNull().default(240),
    /** No slot begins later than this. */
    horizonDays: integer('horizon_days').notNull().default(60),
    bufferBeforeMinutes: integer('buffer_before_minutes').notNull().default(0),
    bufferAfterMinutes: integer('buffer_after_minutes').notNull().default(10),
    holdMinutes: integer('hold_minutes').notNull().default(10),
    /** Patients move or cancel a visit by themselves until this long before it. */
    changeNoticeMinutes: integer('change_notice_minutes').notNull().default(1440),
    /** How long a freed slot is kept for the first who waits. */
    offerMinutes: integer('offer_minutes').notNull().default(120),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
    updatedById: integer('updated_by_id').references(() => users.id),
  },
  (t) => [check('booking_settings_single_check', sql`${t.id} = 1`), index('idx_booking_settings_user').on(t.updatedById)],
)

/** States in which a coach may see patients. A coach without any row sees patients of every state. */
export const coachLicences = pgTable(
  'coach_licences',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    /** Two letters. */
    state: varchar('state').notNull(),
    validTo: date('valid_to', { mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.userId, t.state] })],
)

/** How patients book a coach. A coach without a row can be booked and has no link. */
export const coachBooking = pgTable('coach_booking', {
  userId: integer('user_id')
    .primaryKey()
    .references(() => users.id),
  /** Whether patients may choose them. */
  acceptsBookings: boolean('accepts_bookings').notNull().default(true),
  /** Where their visits take place. */
  meetingLink: varchar('meeting_link'),
})

/** A slot kept for one person for some minutes, so that nobody else takes it meanwhile. */
export const slotHolds = pgTable(
  'slot_holds',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    startsAt: timestamp('starts_at').notNull(),
    endsAt: timestamp('ends_at').notNull(),
    expiresAt: timestamp('expires_at').notNull(),
    /** A hold lasts longer once, while the person pays. */
    extendedAt: timestamp('extended_at'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('idx_slot_holds_lead').on(t.leadId),
    index('idx_slot_holds_user').on(t.userId, t.startsAt),
    check('slot_holds_order_check', sql`${t.startsAt} < ${t.endsAt}`),
  ],
)

/** That a person began to book: the proof of `Booking: Not Paid`. */
export const bookings = pgTable(
  'bookings',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    begunAt: timestamp('begun_at').notNull().defaultNow(),
    /** What it led to. */
    appointmentId: integer('appointment_id').references(() => appointments.id, { onDelete: 'set null' }),
    /** The person gave it up, or the staff did for them. */
    withdrawnAt: timestamp('withdrawn_at'),
  },
  (t) => [index('idx_bookings_lead').on(t.leadId), index('idx_bookings_appointment').on(t.appointmentId)],
)

/** Who waits for a slot, in the order they came. */
export const waitlistEntries = pgTable(
  'waitlist_entries',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    /** None: any coach will do. */
    userId: integer('user_id').references(() => users.id),
    /** Days that suit them. */
    earliest: date('earliest', { mode: 'string' }),
    latest: date('latest', { mode: 'string' }),
    state: varchar('state', { enum: waitlistStates }).notNull().default('waiting'),
    /** The freed slot that is kept for them now. */
    holdId: integer('hold_id').references(() => slotHolds.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    offeredAt: timestamp('offered_at'),
  },
  (t) => [
    index('idx_waitlist_entries_lead').on(t.leadId),
    index('idx_waitlist_entries_user').on(t.userId),
    index('idx_waitlist_entries_hold').on(t.holdId),
    index('idx_waitlist_entries_state').on(t.state, t.id),
  ],
)

/** What keeps the trails honest: seals over them, checks of the seals, what moved to files, and what must not move. */
import {
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  timestamp,
  unique,
  varchar,
} from 'drizzle-orm/pg-core'
import { users } from '../schema.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Tables that only grow. */
export const trails = ['activity', 'access', 'exports'] as const

/** A link of the chain: a run of rows of one trail in the order of their ids. */
export const auditSeals = pgTable(
  'audit_seals',
  {
    id: serial('id').primaryKey(),
    trail: varchar('trail', { enum: trails }).notNull(),
    /** The seal speaks of ids above the first and up to the last. */
    afterId: bigint('after_id', { mode: 'number' }).notNull(),
    toId: bigint('to_id', { mode: 'number' }).notNull(),
    rows: integer('rows').notNull(),
    /** Twelve bytes a row: its id above `after_id`, and the beginning of its SHA-256, so that a changed row has a name. */
    marks: bytes('marks').notNull(),
    /** SHA-256 over the rows' SHA-256. */
    rowsHash: bytes('rows_hash').notNull(),
    /** SHA-256 over everything above and the seal before. */
    hash: bytes('hash').notNull(),
    sealedAt: timestamp('sealed_at').notNull(),
  },
  (t) => [unique('audit_seals_trail_to').on(t.trail, t.toId)],
)

/** Each verification of the chain. */
export const auditChecks = pgTable(
  'audit_checks',
  {
    id: serial('id').primaryKey(),
    startedAt: timestamp('started_at').notNull().defaultNow(),
    finishedAt: timestamp('finished_at'),
    state: varchar('state', { enum: ['running', 'passed', 'failed'] })
      .notNull()
      .default('running'),
    seals: integer('seals'),
    rows: bigint('rows', { mode: 'number' }),
    /** What is wrong, the first row by its name. */
    fault: text('fault'),
  },
  (t) => [index('idx_audit_checks_started').on(t.startedAt)],
)

/** Rows of a month that moved to a sealed file, or are about to. */
export const trailArchives = pgTable(
  'trail_archives',
  {
    id: serial('id').primaryKey(),
    trail: varchar('trail', { enum: trails }).notNull(),
    month: date('month').notNull(),
    /** In the stores. */
    file: varchar('file').notNull(),
    rows: integer('rows').notNull(),
    fromId: bigint('from_id', { mode: 'number' }).notNull(),
    toId: bigint('to_id', { mode: 'number' }).notNull(),
    fromAt: timestamp('from_at').notNull(),
    toAt: timestamp('to_at').notNull(),
    /** Of the rows as text, before they were compressed and sealed. */
    sha256: varchar('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    userIds: integer('user_ids').array().notNull(),
    actions: varchar('actions').array().notNull(),
    /** Of each row, for as long as some of them stand in their table too. */
    ids: bigint('ids', { mode: 'number' }).array(),
    digests: bytes('digests').array(),
    writtenAt: timestamp('written_at').notNull().defaultNow(),
    /** When the last of its rows had left its table. */
    movedAt: timestamp('moved_at'),
  },
  (t) => [index('idx_trail_archives_trail').on(t.trail, t.toAt), unique('trail_archives_file').on(t.file)],
)

/** Which records an archive speaks of. */
export const archivedRecords = pgTable(
  'archived_records',
  {
    id: serial('id').primaryKey(),
    archiveId: integer('archive_id')
      .notNull()
      .references(() => trailArchives.id),
    entityType: varchar('entity_type').notNull(),
    entityIds: integer('entity_ids').array().notNull(),
  },
  (t) => [index('idx_archived_records_archive').on(t.archiveId), index('idx_archived_records_ids').using('gin', t.entityIds)],
)

/** What must stay where it is: the trail of a person, or of a time. */
export const legalHolds = pgTable(
  'legal_holds',
  {
    id: serial('id').primaryKey(),
    entityType: varchar('entity_type', { enum: ['lead', 'contact'] }),
    entityId: integer('entity_id'),
    fromAt: timestamp('from_at'),
    toAt: timestamp('to_at'),
    reason: text('reason').notNull(),
    heldById: integer('held_by_id')
      .notNull()
      .references(() => users.id),
    heldAt: timestamp('held_at').notNull().defaultNow(),
    releasedById: integer('released_by_id').references(() => users.id),
    releasedAt: timestamp('released_at'),
  },
  (t) => [index('idx_legal_holds_held_by').on(t.heldById), index('idx_legal_holds_released_by').on(t.releasedById)],
)

/** The records of an export, page by page before each leaves; the export itself is an entry of `activity_logs`. */
export const exportedRecords = pgTable(
  'exported_records',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: timestamp('at').notNull().defaultNow(),
    activityId: integer('activity_id').notNull(),
    entityType: varchar('entity_type').notNull(),
    entityIds: integer('entity_ids').array().notNull(),
  },
  (t) => [index('idx_exported_records_activity').on(t.activityId), index('idx_exported_records_ids').using('gin', t.entityIds)],
)

/** The outside anchor, as Admins want it. One row. */
export const auditSettings = pgTable('audit_settings', {
  id: integer('id').primaryKey().default(1),
  mailAnchor: boolean('mail_anchor').notNull().default(false),
  /** The signed statement that was mailed last. */
  mailed: jsonb('mailed'),
})

/** Persons whose record was erased for good: that it happened, by whom and why stays; what it said does not. */
export const expungements = pgTable(
  'expungements',
  {
    id: serial('id').primaryKey(),
    /** The person's records, also those that had been merged into them. */
    leadIds: integer('lead_ids').array().notNull(),
    contactIds: integer('contact_ids').array().notNull(),
    reason: text('reason').notNull(),
    /** Rows that went, by table. */
    counts: jsonb('counts').notNull(),
    /** Until then a backup may hold what went. */
    backupsUntil: timestamp('backups_until').notNull(),
    expungedById: integer('expunged_by_id')
      .notNull()
      .references(() => users.id),
    expungedAt: timestamp('expunged_at').notNull().defaultNow(),
  },
  (t) => [index('idx_expungements_user').on(t.expungedById)],
)

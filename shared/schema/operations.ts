/** What was done to keep the clinic's data, and how it went. */
import { bigint, boolean, index, integer, jsonb, pgTable, serial, text, timestamp, varchar } from 'drizzle-orm/pg-core'

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

/** What the operator has seen to: the backup key is written down. One row. */
export const operationsState = pgTable('operations_state', {
  id: integer('id').primaryKey().default(1),
  isKeyWrittenDown: boolean('is_key_written_down').notNull().default(false),
})

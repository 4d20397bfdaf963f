/** What patient and staff share: messages, files, tasks meant for the patient, requests about their data. */
import { sql } from 'drizzle-orm'
import { check, customType, index, integer, pgTable, serial, text, timestamp, uuid, varchar } from 'drizzle-orm/pg-core'
import { tasks, users } from '../schema.ts'
import { patientRequestKinds, patientRequestStates } from '../values.ts'
import { ofLead } from './portal.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A message between a patient and the clinic. It belongs to the person, whoever of the staff reads it. */
export const messages = pgTable(
  'messages',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    /** Who of the staff wrote it; none: the patient. */
    userId: integer('user_id').references(() => users.id),
    body: text('body').notNull(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    /** When the other side first saw it. */
    readAt: timestamp('read_at'),
    /** Who of the staff read a patient's. */
    readById: integer('read_by_id').references(() => users.id),
  },
  (t) => [
    index('idx_messages_lead').on(t.leadId, t.id),
    index('idx_messages_user').on(t.userId),
    index('idx_messages_reader').on(t.readById),
  ],
)

/** A file of a person; this row says what it is, `file_contents` holds it. */
export const files = pgTable(
  'files',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    leadId: ofLead(),
    /** The message it came with; none: a document of its own. */
    messageId: integer('message_id').references(() => messages.id, { onDelete: 'cascade' }),
    name: varchar('name').notNull(),
    /** As found by its first bytes, never as claimed. */
    mediaType: varchar('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    /** SHA-256 of the content, in hexadecimal. */
    digest: varchar('digest').notNull(),
    /** Who of the staff brought it; none: the patient. */
    userId: integer('user_id').references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('idx_files_lead').on(t.leadId),
    index('idx_files_message').on(t.messageId),
    index('idx_files_user').on(t.userId),
    check('files_bytes_check', sql`${t.bytes} > 0`),
  ],
)

/** What is in a file. In the database, so that backups, replicas and row-level security cover it. */
export const fileContents = pgTable('file_contents', {
  fileId: uuid('file_id')
    .primaryKey()
    .references(() => files.id, { onDelete: 'cascade' }),
  content: bytea('content').notNull(),
})

/** Tasks that the patient sees and does themselves. */
export const patientTasks = pgTable(
  'patient_tasks',
  {
    taskId: integer('task_id')
      .primaryKey()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    sharedById: integer('shared_by_id').references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    /** When the patient said so; the staff complete the task itself. */
    doneAt: timestamp('done_at'),
  },
  (t) => [index('idx_patient_tasks_user').on(t.sharedById)],
)

/** What a patient asks about their data, for an Admin to decide. */
export const patientRequests = pgTable(
  'patient_requests',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    kind: varchar('kind', { enum: patientRequestKinds }).notNull(),
    body: text('body').notNull(),
    state: varchar('state', { enum: patientRequestStates }).notNull().default('open'),
    answer: text('answer'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    decidedById: integer('decided_by_id').references(() => users.id),
    decidedAt: timestamp('decided_at'),
  },
  (t) => [
    index('idx_patient_requests_lead').on(t.leadId),
    index('idx_patient_requests_state').on(t.state, t.id),
    index('idx_patient_requests_user').on(t.decidedById),
    check('patient_requests_state_check', sql`(${t.state} = 'open') = (${t.decidedAt} is null)`),
  ],
)

/** Tables for lists brought in from other systems: the file, what was decided about it, what came of each row. */
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { type FileColumn, type ImportSettings, importKinds, importStates, rowOutcomes } from '../imports.ts'
import { users } from '../schema.ts'

/** A second file whose rows are joined to the first's by `column` = `joinedColumn`. */
export type JoinedFile = {
  fileName: string
  rows: number
  column: string
  joinedColumn: string
  columns: FileColumn[]
}
/** What came, or in a dry run would come, of the rows; together they are all rows. `warnings` counts among the first three. */
export type ImportCounts = {
  created: number
  filled: number
  duplicates: number
  refused: number
  warnings: number
}
/** What an undo took back, and what it left because somebody had worked on it since. */
export type UndoCounts = { removed: number; emptied: number; kept: number }

/** One file and its way through the import. */
export const importBatches = pgTable(
  'import_batches',
  {
    id: serial('id').primaryKey(),
    kind: varchar('kind', { enum: importKinds }).notNull(),
    fileName: varchar('file_name').notNull(),
    state: varchar('state', { enum: importStates }).notNull().default('uploading'),
    rows: integer('rows').notNull().default(0),
    columns: jsonb('columns').$type<FileColumn[]>().notNull(),
    settings: jsonb('settings').$type<ImportSettings>().notNull(),
    joinedFile: jsonb('joined_file').$type<JoinedFile>(),
    /** Rows gone through by the check, run or undo under way. */
    progress: integer('progress').notNull().default(0),
    /** Somebody asked for the work under way to stop; it then rolls back whole. */
    stopAsked: boolean('stop_asked').notNull().default(false),
    counts: jsonb('counts').$type<ImportCounts>(),
    undone: jsonb('undone').$type<UndoCounts>(),
    /** Why the last check or run wrote nothing, in words for the person who started it. */
    failure: text('failure'),
    importedAt: timestamp('imported_at'),
    /** Who started the work under way: the trail names them. */
    startedById: integer('started_by_id').references(() => users.id),
    createdById: integer('created_by_id')
      .notNull()
      .references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
  },
  (t) => [index('idx_import_batches_user').on(t.createdById), index('idx_import_batches_starter').on(t.startedById)],
)

const batchId = () =>
  integer('import_id')
    .notNull()
    .references(() => importBatches.id, { onDelete: 'cascade' })

/** The file's rows as read, some hundred together, as JSON text `[[line, cells], ...]`; removed once they are imported. */
export const importChunks = pgTable(
  'import_chunks',
  { importId: batchId(), number: integer('number').notNull(), rows: integer('rows').notNull(), content: text('content').notNull() },
  (t) => [primaryKey({ columns: [t.importId, t.number] })],
)

/** Rows of the joined file by the key they are joined by; the first of equal keys counts. */
export const importLookups = pgTable(
  'import_lookups',
  { importId: batchId(), key: text('key').notNull(), cells: text('cells').array().notNull() },
  (t) => [primaryKey({ columns: [t.importId, t.key] })],
)

/** What is wrong with, or to be known of, a row, with its cells so that it can be given back and mended. */
export const importProblems = pgTable(
  'import_problems',
  {
    importId: batchId(),
    line: integer('line').notNull(),
    outcome: varchar('outcome', { enum: rowOutcomes }).notNull(),
    reason: text('reason').notNull(),
    cells: text('cells').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.line] })],
)

/** Which row of which file a record came from: what makes a second import create nothing, and an undo possible. */
export const importedRecords = pgTable(
  'imported_records',
  {
    importId: integer('import_id')
      .notNull()
      .references(() => importBatches.id),
    line: integer('line').notNull(),
    kind: smallint('kind').notNull(),
    entityId: integer('entity_id').notNull(),
    /** Hash of the row as it stood in the file. */
    fingerprint: uuid('fingerprint').notNull(),
    /** Hash of the record's id in the other system. */
    externalKey: uuid('external_key'),
    /** Fields of an existing record this import filled; null where it created the record. */
    filled: text('filled').array(),
    /** The record's `updated_at` right after the fill: while it stands, nobody has worked on the record since. */
    filledAt: timestamp('filled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    index('idx_imported_records_fingerprint').on(t.fingerprint),
    index('idx_imported_records_external').on(t.externalKey),
  ],
)

/** Decisions remembered for the next file with the same columns, by person. */
export const importMappings = pgTable(
  'import_mappings',
  {
    id: serial('id').primaryKey(),
    kind: varchar('kind', { enum: importKinds }).notNull(),
    /** Hash of the column names, whatever their order. */
    headerKey: varchar('header_key').notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    settings: jsonb('settings').$type<ImportSettings>().notNull(),
    usedAt: timestamp('used_at').notNull().defaultNow(),
  },
  (t) => [unique('import_mappings_key').on(t.kind, t.headerKey, t.userId), index('idx_import_mappings_user').on(t.userId)],
)

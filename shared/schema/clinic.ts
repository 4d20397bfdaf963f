/** What an Admin keeps for the clinic: value lists that may change, what each source of leads costs. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, timestamp, varchar } from 'drizzle-orm/pg-core'
import { users } from '../schema.ts'
import { leadSources, valueLists } from '../values.ts'

/** Choices offered for fields that the documented tables leave open. A value in use is retired, not removed. */
export const valueListEntries = pgTable(
  'value_list_entries',
  {
    list: varchar('list', { enum: valueLists }).notNull(),
    value: varchar('value').notNull(),
    position: integer('position').notNull(),
    /** Of an outcome: a lead with it is no longer worked, so it is not missed when nothing is planned. */
    closes: boolean('closes').notNull().default(false),
    /** Kept for the records that have it, offered no more. */
    isRetired: boolean('is_retired').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.list, t.value] })],
)

/** What the clinic spent on a source of leads in a month. */
export const sourceCosts = pgTable(
  'source_costs',
  {
    leadSource: varchar('lead_source', { enum: leadSources }).notNull(),
    /** Its first day. */
    month: date('month', { mode: 'string' }).notNull(),
    cents: integer('cents').notNull(),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
    updatedById: integer('updated_by_id').references(() => users.id),
  },
  (t) => [
    primaryKey({ columns: [t.leadSource, t.month] }),
    check('source_costs_cents_check', sql`${t.cents} >= 0`),
    check('source_costs_month_check', sql`extract(day from ${t.month}) = 1`),
    index('idx_source_costs_user').on(t.updatedById),
  ],
)

/** What the clinic promises for each stage: whose it is, how long it may take, what should be there before it is left. */
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, timestamp, varchar } from 'drizzle-orm/pg-core'
import { users } from '../schema.ts'
import { stageRequirements, userRoles } from '../values.ts'

/** One row for each of the 5 statuses and 15 stages; the database fills them in, an Admin changes them. */
export const stageDefinitions = pgTable(
  'stage_definitions',
  {
    entityType: varchar('entity_type', { enum: ['lead', 'contact'] }).notNull(),
    stage: varchar('stage').notNull(),
    position: integer('position').notNull(),
    /** Whose move it is while a record stands here. */
    ownerRole: varchar('owner_role', { enum: userRoles }).notNull(),
    /** How long a record may stay; none: this stage has no clock. */
    targetHours: integer('target_hours'),
    /** "Due soon" begins this long before the target. */
    soonHours: integer('soon_hours').notNull().default(24),
    /** What should exist before the stage is left. */
    requirements: varchar('requirements', { enum: stageRequirements }).array().notNull().default(sql`'{}'`),
    /** What to do here, in the clinic's words. */
    guidance: text('guidance'),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
    updatedById: integer('updated_by_id').references(() => users.id),
  },
  (t) => [
    primaryKey({ columns: [t.entityType, t.stage] }),
    check('stage_definitions_target_check', sql`${t.targetHours} between 1 and 26280`),
    check('stage_definitions_soon_check', sql`${t.soonHours} between 0 and 26280`),
    check(
      'stage_definitions_requirements_check',
      sql.raw(`"stage_definitions"."requirements" <@ array[${stageRequirements.map((each) => `'${each}'`).join(', ')}]::varchar[]`),
    ),
    index('idx_stage_definitions_user').on(t.updatedById),
  ],
)

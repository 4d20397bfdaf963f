/**
 * The six documented tables, exactly as `docs/spec/database-schema.md` has them: names, types, defaults,
 * nullability, CHECKs, foreign keys and indexes, under the constraint names PostgreSQL itself would give.
 * What they cannot hold lives beside them in `shared/schema/`.
 */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  serial,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core'
import {
  appointmentStatuses,
  contactStages,
  leadReadinesses,
  leadSources,
  leadStatuses,
  taskPriorities,
  taskStatuses,
  userRoles,
} from './values.ts'

const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '))})`)

const references = (name: string, column: AnyPgColumn, foreign: AnyPgColumn) =>
  foreignKey({ name, columns: [column], foreignColumns: [foreign] })

const rowTimes = () => ({
  createdAt: timestamp('created_at').defaultNow(),
  updatedAt: timestamp('updated_at').defaultNow(),
})

export const leadSource = pgEnum('lead_source', leadSources)

export const users = pgTable(
  'users',
  {
    id: serial('id').primaryKey(),
    email: varchar('email').notNull().unique('users_email_key'),
    firstName: varchar('first_name').notNull(),
    lastName: varchar('last_name').notNull(),
    role: varchar('role', { enum: userRoles }).notNull(),
    isActive: boolean('is_active').default(true),
    ...rowTimes(),
  },
  (t) => [oneOf('users_role_check', t.role, userRoles), index('idx_users_email').on(t.email), index('idx_users_role').on(t.role)],
)

export const leads = pgTable(
  'leads',
  {
    id: serial('id').primaryKey(),
    firstName: varchar('first_name').notNull(),
    lastName: varchar('last_name').notNull(),
    email: varchar('email').notNull(),
    phone: varchar('phone'),
    status: varchar('status', { enum: leadStatuses }).notNull().default('HHQ Started'),
    leadSource: leadSource('lead_source').default('None'),
    leadReadiness: varchar('lead_readiness', { enum: leadReadinesses }).default('Cold'),
    leadOutcome: varchar('lead_outcome'),
    leadType: varchar('lead_type'),
    numberOfCalls: integer('number_of_calls').default(0),
    lastContacted: timestamp('last_contacted'),
    ownerId: integer('owner_id'),
    healthCoachBookedWith: integer('health_coach_booked_with'),
    notes: text('notes'),
    passwordHash: varchar('password_hash'),
    portalAccess: boolean('portal_access').default(false),
    lastPortalLogin: timestamp('last_portal_login'),
    ...rowTimes(),
  },
  (t) => [
    oneOf('leads_status_check', t.status, leadStatuses),
    oneOf('leads_lead_readiness_check', t.leadReadiness, leadReadinesses),
    references('leads_owner_id_fkey', t.ownerId, users.id),
    references('leads_health_coach_booked_with_fkey', t.healthCoachBookedWith, users.id),
    index('idx_leads_status').on(t.status),
    index('idx_leads_owner').on(t.ownerId),
    index('idx_leads_email').on(t.email),
  ],
)

export const contacts = pgTable(
  'contacts',
  {
    id: serial('id').primaryKey(),
    firstName: varchar('first_name').notNull(),
    lastName: varchar('last_name').notNull(),
    email: varchar('email').notNull(),
    phone: varchar('phone'),
    stage: varchar('stage', { enum: contactStages }).notNull().default('Intake'),
    healthCoachId: integer('health_coach_id'),
    leadId: integer('lead_id'),
    notes: text('notes'),
    ...rowTimes(),
  },
  (t) => [
    oneOf('contacts_stage_check', t.stage, contactStages),
    references('contacts_health_coach_id_fkey', t.healthCoachId, users.id),
    references('contacts_lead_id_fkey', t.leadId, leads.id),
    index('idx_contacts_stage').on(t.stage),
    index('idx_contacts_health_coach').on(t.healthCoachId),
    index('idx_contacts_lead').on(t.leadId),
  ],
)

export const tasks = pgTable(
  'tasks',
  {
    id: serial('id').primaryKey(),
    title: varchar('title').notNull(),
    description: text('description'),
    priority: varchar('priority', { enum: taskPriorities }).notNull().default('Medium'),
    status: varchar('status', { enum: taskStatuses }).notNull().default('Pending'),
    assignedToId: integer('assigned_to_id'),
    createdById: integer('created_by_id'),
    leadId: integer('lead_id'),
    contactId: integer('contact_id'),
    dueDate: timestamp('due_date'),
    completedAt: timestamp('completed_at'),
    ...rowTimes(),
  },
  (t) => [
    oneOf('tasks_priority_check', t.priority, taskPriorities),
    oneOf('tasks_status_check', t.status, taskStatuses),
    references('tasks_assigned_to_id_fkey', t.assignedToId, users.id),
    references('tasks_created_by_id_fkey', t.createdById, users.id),
    references('tasks_lead_id_fkey', t.leadId, leads.id),
    references('tasks_contact_id_fkey', t.contactId, contacts.id),
    index('idx_tasks_status').on(t.status),
    index('idx_tasks_priority').on(t.priority),
    index('idx_tasks_assigned').on(t.assignedToId),
    index('idx_tasks_due_date').on(t.dueDate),
  ],
)

export const appointments = pgTable(
  'appointments',
  {
    id: serial('id').primaryKey(),
    title: varchar('title').notNull(),
    description: text('description'),
    scheduledAt: timestamp('scheduled_at').notNull(),
    duration: integer('duration').notNull().default(30),
    status: varchar('status', { enum: appointmentStatuses }).notNull().default('Scheduled'),
    userId: integer('user_id'),
    leadId: integer('lead_id'),
    contactId: integer('contact_id'),
    meetingLink: varchar('meeting_link'),
    ...rowTimes(),
  },
  (t) => [
    oneOf('appointments_status_check', t.status, appointmentStatuses),
    references('appointments_user_id_fkey', t.userId, users.id),
    references('appointments_lead_id_fkey', t.leadId, leads.id),
    references('appointments_contact_id_fkey', t.contactId, contacts.id),
    index('idx_appointments_scheduled').on(t.scheduledAt),
    index('idx_appointments_status').on(t.status),
    index('idx_appointments_user').on(t.userId),
  ],
)

export const activityLogs = pgTable(
  'activity_logs',
  {
    id: serial('id').primaryKey(),
    entityType: varchar('entity_type').notNull(),
    entityId: integer('entity_id').notNull(),
    action: varchar('action').notNull(),
    details: text('details'),
    userId: integer('user_id'),
    createdAt: timestamp('created_at').defaultNow(),
  },
  (t) => [
    references('activity_logs_user_id_fkey', t.userId, users.id),
    index('idx_activity_logs_entity').on(t.entityType, t.entityId),
    index('idx_activity_logs_user').on(t.userId),
    index('idx_activity_logs_created').on(t.createdAt),
  ],
)

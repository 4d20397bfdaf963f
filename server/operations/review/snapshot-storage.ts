/** A person's record with its tasks, visits and comments, as they stand in a database: the clinic's, or a copy of an earlier time. */
import { getTableColumns, is, type SQL, sql } from 'drizzle-orm'
import { type PgTable, PgTimestamp } from 'drizzle-orm/pg-core'
import { appointmentAccess } from '../../../shared/rows/appointments.ts'
import { contactAccess } from '../../../shared/rows/contacts.ts'
import { leadAccess } from '../../../shared/rows/leads.ts'
import { taskAccess } from '../../../shared/rows/tasks.ts'
import { comments } from '../../../shared/schema/tasks.ts'
import { appointments, contacts, leads, tasks } from '../../../shared/schema.ts'

export type Person = 'lead' | 'contact'
export type Entity = Person | 'task' | 'appointment' | 'comment'
export type Value = string | number | boolean | null
/** By the names of the columns. */
export type Row = Record<string, Value>
export type Snapshot = Partial<Record<Entity, Row[]>>

/** What an Admin may change by a plain edit may come back; statuses, stages and visits move by acts of their own. */
export const entities = {
  lead: { table: leads, access: leadAccess, fixed: ['status', 'leadSource'] },
  contact: { table: contacts, access: contactAccess, fixed: ['stage', 'leadId'] },
  task: { table: tasks, access: taskAccess, fixed: ['status', 'leadId', 'contactId'] },
  appointment: {
    table: appointments,
    access: appointmentAccess,
    fixed: ['scheduledAt', 'duration', 'status', 'userId', 'leadId', 'contactId'],
  },
  comment: { table: comments, access: { id: 'show', body: 'edit' }, fixed: ['body'] },
} as const satisfies Record<Entity, { table: PgTable; access: Record<string, string>; fixed: readonly string[] }>

export interface Field {
  /** As the API names it. */
  name: string
  column: string
  canReturn: boolean
  isTime: boolean
}

export function fieldsOf(entity: Entity): Field[] {
  const { table, access, fixed } = entities[entity] as { table: PgTable; access: Record<string, string>; fixed: readonly string[] }
  return Object.entries(getTableColumns(table)).flatMap(([name, column]) =>
    access[name] === 'edit' ? [{ name, column: column.name, canReturn: !fixed.includes(name), isTime: is(column, PgTimestamp) }] : [],
  )
}

/** One row with one column of JSON. */
export function snapshotQuery(kind: Person, id: number): SQL {
  const of = kind === 'lead' ? sql`lead_id` : sql`contact_id`
  const rows = (entity: Entity, where: SQL) => {
    const columns = sql.join(
      ['id', ...fieldsOf(entity).map(({ column }) => column)].map((column) => sql`x.${sql.identifier(column)}`),
      sql`, `,
    )
    return sql`(select coalesce(json_agg(r order by r.id), '[]') from (select ${columns} from ${entities[entity].table} x where ${where}) r)`
  }
  return sql`select json_build_object(${sql.raw(`'${kind}'`)}, ${rows(kind, sql`x.id = ${id}`)},
    'task', ${rows('task', sql`x.${of} = ${id}`)},
    'appointment', ${rows('appointment', sql`x.${of} = ${id}`)},
    'comment', ${rows('comment', sql`x.entity_type = ${kind} and x.entity_id = ${id}`)}) as snapshot`
}

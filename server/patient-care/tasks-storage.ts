/** SQL of tasks that patients see. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface PatientTask extends Record<string, unknown> {
  id: number
  title: string
  description: string | null
  priority: 'Low' | 'Medium' | 'High' | 'Urgent'
  status: 'Pending' | 'In Progress' | 'Completed' | 'Cancelled'
  dueDate: string | null
  doneAt: string | null
}

const columns = sql`t.id, t.title, t.description, t.priority, t.status, ${timeAsText(sql`t.due_date`)} as "dueDate",
  ${timeAsText(sql`p.done_at`)} as "doneAt"`
const most = 200

/** Open ones first, by when they are due. */
export async function findPatientTasks(db: Db): Promise<PatientTask[]> {
  const { rows } = await db.execute<PatientTask>(sql`
    select ${columns} from patient_tasks p join tasks t on t.id = p.task_id where t.status <> 'Cancelled'
    order by t.status = 'Completed' or p.done_at is not null, t.due_date nulls last, t.id limit ${most}`)
  return rows
}

export async function findPatientTask(db: Db, id: number): Promise<PatientTask | undefined> {
  const { rows } = await db.execute<PatientTask>(
    sql`select ${columns} from patient_tasks p join tasks t on t.id = p.task_id where t.id = ${id}`,
  )
  return rows[0]
}

/** Answers whether anything changed: said twice, the first time stands. */
export async function markDone(db: Tx, id: number, doneAt: Date | null): Promise<boolean> {
  const at = doneAt === null ? sql`null` : sql`${doneAt.toISOString()}::timestamptz at time zone 'UTC'`
  const { rowCount } = await db.execute(
    sql`update patient_tasks set done_at = ${at} where task_id = ${id} and (done_at is null) = ${doneAt !== null}`,
  )
  return (rowCount ?? 0) > 0
}

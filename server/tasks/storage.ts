/** SQL of the tasks: rows leave as the JSON text of their shown columns. */
import { eq, sql } from 'drizzle-orm'
import { type NewTask, type Task, type TaskChanges, taskAccess } from '../../shared/rows/tasks.ts'
import { tasks } from '../../shared/schema.ts'
import { taskPriorities } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

const taskJson = rowAsJson(tasks, taskAccess)
const row = { json: taskJson.mapWith(String) }

/** From Low to Urgent. */
const urgency = sql.raw(`array_position(array[${taskPriorities.map((priority) => `'${priority}'`).join(', ')}]::varchar[], `)

export const taskList: NamedList = {
  name: 'tasks',
  table: tasks,
  access: taskAccess,
  sorts: {
    dueDate: { expression: sql`${tasks.dueDate}`, type: 'timestamp', nullable: true },
    createdAt: { expression: sql`${tasks.createdAt}`, type: 'timestamp' },
    priority: { expression: sql`${urgency}${tasks.priority})`, type: 'int' },
  },
  words: 'task',
}

const rows = oneRow(tasks, taskJson)

export const taskStatement = rows.statement

export interface FoundTask {
  json: string
  task: Task
}

const asFound = (json: string | undefined): FoundTask | undefined => (json === undefined ? undefined : { json, task: JSON.parse(json) })

export const findTask = async (db: Db, id: number) => asFound(await rows.find(db, id))
export const lockTask = async (db: Tx, id: number) => asFound(await rows.lock(db, id))

/** Whose trail is a task's. */
export const aboutTask = (id: number) => sql`select 'task'::varchar, ${id}::integer`

type Stamp = { completedAt?: Date | null }

export async function insertTask(db: Tx, task: NewTask & Stamp & { createdById: number }): Promise<FoundTask> {
  const [made] = await db.insert(tasks).values(task).returning(row)
  const found = asFound(made?.json)
  if (!found) throw new Error('The database answered no row for the one it took')
  return found
}

export const updateTask = (db: Tx, id: number, changes: TaskChanges & Stamp) => rows.change(db, id, changes)

export async function removeTask(db: Tx, id: number): Promise<void> {
  await db.delete(tasks).where(eq(tasks.id, id))
}

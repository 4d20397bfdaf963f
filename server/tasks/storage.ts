/** SQL of the tasks: rows leave as the JSON text of their shown columns. */
import { eq, sql } from 'drizzle-orm'
import { type NewTask, type Task, type TaskChanges, taskAccess } from '../../shared/rows.ts'
import { tasks } from '../../shared/schema.ts'
import { taskPriorities } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { ListDefinition } from '../db/list.ts'
import { compile, fill, rowAsJson, type Statement } from '../db/statement.ts'

const taskJson = rowAsJson(tasks, taskAccess)
const row = { json: taskJson.mapWith(String) }

/** From Low to Urgent. */
const urgency = sql.raw(`array_position(array[${taskPriorities.map((priority) => `'${priority}'`).join(', ')}]::varchar[], `)

export const taskList: ListDefinition & { name: string } = {
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

const byId = compile(sql`select ${taskJson} from ${tasks} where ${tasks.id} = ${sql.placeholder('id')}`)

export const taskStatement = (id: number): Statement => fill(byId, { id })

export interface FoundTask {
  json: string
  task: Task
}

const asFound = (found: { json: string } | undefined): FoundTask | undefined => found && { json: found.json, task: JSON.parse(found.json) }

export async function findTask(db: Db, id: number): Promise<FoundTask | undefined> {
  const [found] = await db.select(row).from(tasks).where(eq(tasks.id, id))
  return asFound(found)
}

/** Locks the row until the transaction ends; nothing when the actor may not change it. */
export async function lockTask(db: Tx, id: number): Promise<FoundTask | undefined> {
  const [found] = await db.select(row).from(tasks).where(eq(tasks.id, id)).for('update')
  return asFound(found)
}

interface Stamp {
  completedAt?: Date | null
}

export async function insertTask(db: Tx, task: NewTask & Stamp & { createdById: number }): Promise<FoundTask> {
  const [made] = await db.insert(tasks).values(task).returning(row)
  const found = asFound(made)
  if (!found) throw new Error('The database answered no row for the one it took')
  return found
}

export async function updateTask(db: Tx, id: number, changes: TaskChanges & Stamp): Promise<string | undefined> {
  const [changed] = await db.update(tasks).set(changes).where(eq(tasks.id, id)).returning(row)
  return changed?.json
}

export async function removeTask(db: Tx, id: number): Promise<void> {
  await db.delete(tasks).where(eq(tasks.id, id))
}

/** SQL of the trail as it is read: `details` is text in the table and an object on the way out. */
import { sql } from 'drizzle-orm'
import { activityAccess } from '../../shared/rows/activity.ts'
import { activityLogs } from '../../shared/schema.ts'
import type { NamedList } from '../db/list.ts'
import { compile, fill, rowAsJson, type Statement } from '../db/statement.ts'

const instead = { details: sql`activity_details(${activityLogs.details})` }

export const activityList: NamedList = {
  name: 'activity',
  table: activityLogs,
  access: activityAccess,
  sorts: { createdAt: { expression: sql`${activityLogs.createdAt}`, type: 'timestamp' } },
  instead,
}

const byId = compile(sql`select ${rowAsJson(activityLogs, activityAccess, { instead })} from ${activityLogs}
  where ${activityLogs.id} = ${sql.placeholder('id')}`)

export const activityStatement = (id: number): Statement => fill(byId, { id })

/** What time does: tasks and stages become late, old notices go. */
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { tellOfOverdueStages, tellOfOverdueTasks } from './overdue-storage.ts'
import { deleteNotificationsBefore } from './storage.ts'

const day = 24 * 60 * 60_000
/** After a longer pause of the server nobody is told of what had been late before it. */
const looksBack = 3 * day
const kept = 90 * day

export function watchTime(jobs: Jobs, database: Database, now: () => Date): void {
  jobs.schedule('notifications.overdue-tasks', '*/5 * * * *', () => tellOverdueTasks(database, now()))
  jobs.schedule('notifications.overdue-stages', '23 * * * *', () => tellOverdueStages(database, now()))
  jobs.schedule('notifications.forget', '41 3 * * *', () => forgetOldNotifications(database, now()))
}

const window = (now: Date) => ({ after: new Date(now.getTime() - looksBack), now })

export async function tellOverdueTasks(database: Database, now: Date): Promise<void> {
  await writeAs(database, system, (db) => tellOfOverdueTasks(db, window(now)))
}

export async function tellOverdueStages(database: Database, now: Date): Promise<void> {
  await writeAs(database, system, (db) => tellOfOverdueStages(db, window(now)))
}

export async function forgetOldNotifications(database: Database, now: Date): Promise<void> {
  await writeAs(database, system, (db) => deleteNotificationsBefore(db, new Date(now.getTime() - kept)))
}

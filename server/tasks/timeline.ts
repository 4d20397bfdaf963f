/** Everything that happened with a task, newest first. */
import { type TimelineAsk, timelinePage } from '../activity/timeline.ts'
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { aboutTask, findTask } from './storage.ts'

export async function taskTimeline(db: Db, secret: string, id: number, ask: TimelineAsk) {
  found(await findTask(db, id), 'Task')
  return timelinePage(db, secret, aboutTask(id), ask)
}

/** Everything that happened with a task, newest first. */
import { type TimelineAsk, type TimelineHouse, timelinePage } from '../activity/timeline.ts'
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { aboutTask, findTask } from './storage.ts'

export async function taskTimeline(db: Db, house: TimelineHouse, id: number, ask: TimelineAsk) {
  found(await findTask(db, id), 'Task')
  return timelinePage(db, house, aboutTask(id), ask)
}

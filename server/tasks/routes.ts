import { exportApi } from '../../shared/contracts/exports.ts'
import { taskSeriesApi } from '../../shared/contracts/task-series.ts'
import { taskApi } from '../../shared/contracts/tasks.ts'
import { serveExport } from '../exports/exports.ts'
import type { App } from '../http/house.ts'
import { serveList, serveRow } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import { serveTrail } from '../http/serve-trail.ts'
import { taskCards } from './cards-storage.ts'
import { taskFacets } from './facets.ts'
import { startRecurrence, stopRecurrence } from './recurring.ts'
import { recurrenceOf } from './series.ts'
import { taskList, taskStatement } from './storage.ts'
import { addTask, changeTask, completeTask, deleteTask, reopenTask } from './tasks.ts'
import { taskTimeline } from './timeline.ts'

export function taskRoutes(app: App): void {
  const { now, secret } = app.house
  serveList(app, taskApi.list, () => taskList)
  serveList(app, taskApi.cards, () => taskCards)
  serve(app, taskApi.facets, ({ db, query }) => taskFacets(db, query, now()))
  serveExport(app, exportApi.tasks, taskList)
  serveRow(app, taskApi.get, 'Task', taskStatement)
  serve(app, taskApi.create, ({ db, actor, body }) => addTask(db, { actor, now: now() }, body))
  serve(app, taskApi.update, ({ db, actor, params, body, ifMatch }) => changeTask(db, { actor, now: now(), ifMatch }, params.id, body))
  serve(app, taskApi.remove, ({ db, actor, params, ifMatch }) => deleteTask(db, { actor, now: now(), ifMatch }, params.id))
  serveTrail(app, taskApi.timeline, ({ db, archived, params, query }) => taskTimeline(db, { secret, archived }, params.id, query))
  serve(app, taskApi.complete, ({ db, actor, params, ifMatch }) => completeTask(db, { actor, now: now(), ifMatch }, params.id))
  serve(app, taskApi.reopen, ({ db, actor, params, ifMatch }) => reopenTask(db, { actor, now: now(), ifMatch }, params.id))
  serve(app, taskSeriesApi.get, ({ db, params }) => recurrenceOf(db, params.id))
  serve(app, taskSeriesApi.start, ({ db, actor, params, body }) => startRecurrence(db, { actor, now: now() }, params.id, body))
  serve(app, taskSeriesApi.stop, ({ db, actor, params }) => stopRecurrence(db, { actor, now: now() }, params.id))
}

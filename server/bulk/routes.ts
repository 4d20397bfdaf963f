import { bulkApi } from '../../shared/contracts/bulk.ts'
import { readAs, system } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { serveList } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import { beginBulkJob, bulkQueue, foreseeBulkJob, showBulkJob, undoBulkJob } from './bulk.ts'
import { bulkList, unfinishedJobs } from './storage.ts'
import { workOff } from './worker.ts'

const longestSeconds = 60 * 60

export function bulkRoutes(app: App): void {
  const { database, jobs, now } = app.house
  serveList(app, bulkApi.list, () => bulkList)
  serve(app, bulkApi.create, ({ db, actor, body }) => beginBulkJob(db, actor, body))
  serve(app, bulkApi.foresee, ({ db, actor, body }) => foreseeBulkJob(db, actor, body))
  serve(app, bulkApi.get, ({ db, params }) => showBulkJob(db, params.id))
  serve(app, bulkApi.undo, ({ db, actor, params }) => undoBulkJob(db, actor, params.id))
  jobs.work<{ jobId: number }>(bulkQueue, ({ jobId }) => workOff({ database, now }, jobId), { longestSeconds, atOnce: 2 })
  // What a killed worker left behind is taken up again; where somebody is at work, the second one leaves.
  jobs.schedule('bulk.resume', '* * * * *', async () => {
    for (const id of await readAs(database, system, unfinishedJobs)) await workOff({ database, now }, id)
  })
}

import { recordApi } from '../../shared/contracts/records.ts'
import type { App } from '../http/house.ts'
import { serveList } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import { restoreRecord } from './deleted.ts'
import { deletedList } from './deleted-storage.ts'

export function recordRoutes(app: App): void {
  serveList(app, recordApi.listDeleted, () => deletedList)
  serve(app, recordApi.restore, ({ db, actor, params }) => restoreRecord(db, actor, params.id))
}

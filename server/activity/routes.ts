import { activityApi } from '../../shared/contracts/activity.ts'
import type { App } from '../http/house.ts'
import { serveList, serveRow } from '../http/lists.ts'
import { activityList, activityStatement } from './list-storage.ts'

/** The trail is read; whoever tries to write it gets a 405. */
export function activityRoutes(app: App): void {
  serveList(app, activityApi.list, () => activityList)
  serveRow(app, activityApi.get, 'Activity', activityStatement)
}

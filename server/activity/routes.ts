import { activityApi } from '../../shared/contracts/activity.ts'
import type { App } from '../http/house.ts'
import { serveList, serveRow } from '../http/lists.ts'
import { archivedCount, archivedPage, archivedRow, mayGoOn } from './archived.ts'
import { activityList, activityStatement } from './list-storage.ts'

/** The trail is read; whoever tries to write it gets a 405. What moved to archives is read like the rest. */
export function activityRoutes(app: App): void {
  const { house } = app
  serveList(app, activityApi.list, () => activityList, {
    page: (rows, asked) => {
      const last = rows.at(-1)?.[2] as string | null | undefined
      return mayGoOn(last, rows.length > asked.query.limit) ? archivedPage(house, asked) : Promise.resolve(rows)
    },
    count: (asked) => archivedCount(house, asked),
  })
  serveRow(app, activityApi.get, 'Activity', activityStatement, ({ actor, id, statement }) => archivedRow(house, actor, id, statement))
}

import { calendarApi, mostVisits } from '../../shared/contracts/calendar.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { visitsIn } from './storage.ts'

export function calendarRoutes(app: App): void {
  serve(app, calendarApi.visits, async ({ db, query, request }) => {
    const rows = await visitsIn(db, query)
    const shown = rows.slice(0, mostVisits)
    request.shownIds = shown.map(({ id }) => id)
    return { json: `{"data":[${shown.map(({ json }) => json).join(',')}],"more":${rows.length > mostVisits}}` }
  })
}

import { searchApi } from '../../shared/contracts/search.ts'
import type { App } from '../http/house.ts'
import { serveFromReplica } from '../http/replica.ts'
import { search } from './search.ts'

export function searchRoutes(app: App): void {
  serveFromReplica(app, searchApi.find, async ({ db, query, request }) => {
    const { json, shown } = await search(db, query)
    request.shown = shown
    return { json }
  })
}

import { searchApi } from '../../shared/contracts/search.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { search } from './search.ts'

export function searchRoutes(app: App): void {
  serve(app, searchApi.find, ({ db, query }) => search(db, query))
}

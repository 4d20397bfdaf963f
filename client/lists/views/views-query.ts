/** Saved views of a page, and the one it opens with. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import type { ViewPage } from '#shared/values'
import { call } from '../../lib/api.ts'
import { searchOfView } from './view-text.ts'

export type SavedView = ApiReply<'GET /views'>['data'][number]

export const viewsQuery = (page: ViewPage) =>
  queryOptions({
    queryKey: ['views', page],
    queryFn: async ({ signal }) => (await call('GET /views', { query: { page }, signal })).data,
    staleTime: 60_000,
  })

type Entering = { context: { queries: QueryClient }; location: { searchStr: string }; cause: string }

/** What a page is opened with when its address asks for nothing; a page must open even when views cannot be read. */
export async function searchOfDefault({ context, location, cause }: Entering, page: ViewPage) {
  if (cause !== 'enter' || location.searchStr !== '') return undefined
  try {
    const views = await Promise.race([context.queries.ensureQueryData({ ...viewsQuery(page), retry: false }), patience()])
    const view = views?.find(({ isDefault }) => isDefault)
    return view && searchOfView(view)
  } catch {
    return undefined
  }
}

/** Nobody looks at an empty screen for the sake of a saved view. */
const patience = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1500))

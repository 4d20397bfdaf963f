/** Every page with its address, in `routes/`. Pages are loaded when they are first opened. */
import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { parseSearch, stringifySearch } from './lib/search-text.ts'
import { clinicPages } from './routes/clinic.ts'
import { doorwayPages } from './routes/doorway.ts'
import { doorway, root, staff } from './routes/frames.ts'
import { recordPages } from './routes/records.ts'
import { settingsPages } from './routes/settings.ts'
import { workPages } from './routes/work.ts'
import { CrashPage } from './shell/EdgePages.tsx'

const routeTree = root.addChildren([
  doorway.addChildren(doorwayPages),
  staff.addChildren([...workPages, ...recordPages, ...clinicPages, settingsPages]),
])

export function newRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    // The query cache knows what is fresh; the router keeps nothing beside it.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: CrashPage,
    defaultPendingMs: 150,
    scrollRestoration: false,
    parseSearch,
    stringifySearch,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>
  }
}

import { fleetApi } from '../../shared/contracts/fleet.ts'
import type { App } from '../http/house.ts'
import { serveOpen } from '../http/serve.ts'
import { countInstances } from './instances-storage.ts'
import { queryPlan, slowQueries } from './slow-queries.ts'

export function fleetRoutes(app: App): void {
  const { database } = app.house
  serveOpen(app, fleetApi.fleet, async () => ({
    value: {
      instances: await countInstances(database),
      replicas: (database.replicas?.states() ?? []).map(({ name, state, since, ageMs, bytesBehind }) => ({
        name,
        state,
        since: new Date(since).toISOString(),
        ageSeconds: ageMs / 1000,
        bytesBehind,
      })),
      reads: database.replicas?.reads ?? { replica: 0, primary: 0 },
    },
  }))
  serveOpen(app, fleetApi.slowQueries, async ({ query }) => ({ value: await slowQueries(database, query) }))
  serveOpen(app, fleetApi.plan, async ({ params }) => ({ value: await queryPlan(database, params.id) }))
}

import { systemApi } from '../../shared/contracts/system.ts'
import type { App } from '../http/house.ts'
import { serveOpen } from '../http/serve.ts'
import { type SystemParts, systemHealth } from './system.ts'

export function systemRoutes(app: App, parts: SystemParts): void {
  const health = systemHealth(app, parts)
  serveOpen(app, systemApi.health, async () => ({ value: await health() }))
}

import { setupApi } from '../../shared/contracts/setup.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import type { App } from '../http/house.ts'
import { serveOpen } from '../http/serve.ts'
import { isSetUp, setUpClinic } from './setup.ts'

export function setupRoutes(app: App, signingIn: SigningIn): void {
  const { database, now } = app.house
  serveOpen(app, setupApi.state, async () => ({ open: !(await isSetUp(database)) }))
  serveOpen(app, setupApi.setUp, async ({ request, reply, body: { data, ...admin } }) => {
    const json = await setUpClinic(signingIn, { request, reply }, admin)
    if (data === 'demo') {
      const { loadDemoClinic } = await import('../demo/demo.ts')
      await loadDemoClinic(database, { now: now() })
    }
    return { json }
  })
}

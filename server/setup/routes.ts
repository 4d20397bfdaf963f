import { setupApi } from '../../shared/contracts/setup.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { writeAs } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { serveOpen } from '../http/serve.ts'
import { changeClinic } from '../settings/settings.ts'
import { isSetUp, setUpClinic } from './setup.ts'

export function setupRoutes(app: App, signingIn: SigningIn): void {
  const { database, now, secret } = app.house
  serveOpen(app, setupApi.state, async () => ({ open: !(await isSetUp(database)) }))
  serveOpen(app, setupApi.setUp, async ({ request, reply, body: { data, clinic, ...admin } }) => {
    const json = await setUpClinic(signingIn, { request, reply }, admin)
    if (data === 'demo') {
      const { loadDemoClinic } = await import('../demo/demo.ts')
      await loadDemoClinic(database, { now: now(), secret })
    }
    if (data === 'empty' && clinic) {
      const actor = { userId: (JSON.parse(json) as { id: number }).id, role: 'Admin' } as const
      await writeAs(database, actor, (db) => changeClinic(db, actor, clinic, undefined))
    }
    return { json }
  })
}

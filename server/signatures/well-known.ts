/** The public halves of the clinic's keys where everybody looks for such things, without an account. */
import { readAs, system } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { publishedKeys } from './keys.ts'

export function publishSigningKeys(app: App): void {
  app.get('/.well-known/healthcrm-signing-keys.json', { schema: { hide: true } }, async (_request, reply) => {
    const keys = await readAs(app.house.database, system, publishedKeys)
    return reply.header('cache-control', 'public, max-age=300').header('access-control-allow-origin', '*').send(keys)
  })
}

/** How often a patient may do what costs us something; staff are not counted. */
import { type GuessKind, takeGuesses } from '../auth/attempts.ts'
import type { App } from '../http/house.ts'

/** For all routes of a scope. Counted before their transaction begins, so that none waits for another connection. */
export function limitPatients(scope: App, kind: GuessKind): void {
  const { database, secret, now } = scope.house
  scope.addHook('preHandler', async ({ patient }) => {
    if (patient) await takeGuesses({ database, secret, now }, [{ kind, of: String(patient.leadId) }])
  })
}

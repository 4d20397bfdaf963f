/** Every hour, what has expired of the portal's sign-in goes. */
import type { SigningIn } from '../auth/signing-in.ts'
import { system, writeAs } from '../db/actor.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { patientIdleMs } from './identity.ts'
import { deleteExpired } from './sessions-storage.ts'

const minute = 60_000
const day = 24 * 60 * minute

export function cleanPortalHourly(jobs: Jobs, signingIn: SigningIn): void {
  jobs.schedule('portal.cleanup', '23 * * * *', () => removeExpiredOfPortal(signingIn))
}

export async function removeExpiredOfPortal({ database, now }: SigningIn): Promise<void> {
  const at = now()
  const before = (ms: number) => new Date(at.getTime() - ms)
  // A minute more: the last look is written at most that late.
  await writeAs(database, system, (db) => deleteExpired(db, { now: at, idleSince: before(patientIdleMs + minute), dayBefore: before(day) }))
}

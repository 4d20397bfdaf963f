/** Every hour, what has expired goes. */
import { system, writeAs } from '../db/actor.ts'
import { forgetAllowancesBefore } from '../http/allowances.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { guessWindowMs } from './attempts.ts'
import { deleteGuessesBefore } from './attempts-storage.ts'
import { deleteLinksExpiredBefore } from './links-storage.ts'
import { deleteResetRequestsBefore } from './resets-storage.ts'
import { deleteExpiredSessions } from './sessions-storage.ts'
import type { SigningIn } from './signing-in.ts'
import { deleteTokensExpiredBefore } from './tokens-storage.ts'

const day = 24 * 60 * 60_000

export function cleanHourly(jobs: Jobs, signingIn: SigningIn): void {
  jobs.schedule('auth.cleanup', '17 * * * *', () => removeExpired(signingIn))
}

export async function removeExpired({ database, now, config }: SigningIn): Promise<void> {
  const at = now()
  const before = (ms: number) => new Date(at.getTime() - ms)
  await writeAs(database, system, async (db) => {
    await deleteGuessesBefore(db, before(2 * guessWindowMs))
    // A minute more: the last look is written at most that late.
    await deleteExpiredSessions(db, { now: at, idleSince: before((config.sessionIdleMinutes + 1) * 60_000) })
    await deleteLinksExpiredBefore(db, at)
    await forgetAllowancesBefore(db, before(60 * 60_000))
    await deleteResetRequestsBefore(db, before(day))
    // An expired token stays in its owner's list for a while, to be seen.
    await deleteTokensExpiredBefore(db, before(30 * day))
  })
}

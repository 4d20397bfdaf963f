/** Which roles need a second factor. Whoever came in without one signs in again, and enrols on the way. */
import type { UserRole } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Caller } from '../http/house.ts'
import { addRequiredRoles, dropRequiredRoles, requiredRoles } from './second-factor-storage.ts'
import { deleteSessionsWithoutSecondFactor } from './sessions-storage.ts'
import type { SigningIn } from './signing-in.ts'

const answer = ({ config }: SigningIn, secondFactorRoles: UserRole[]) => ({ secondFactorRoles, mailsLinks: config.smtpUrl !== undefined })

export const signInSettings = async (signingIn: SigningIn) => answer(signingIn, await readAs(signingIn.database, system, requiredRoles))

export function requireSecondFactorOf(signingIn: SigningIn, caller: Caller, roles: UserRole[]) {
  return writeAs(signingIn.database, system, async (db) => {
    const before = await requiredRoles(db)
    const added = roles.filter((role) => !before.includes(role))
    const dropped = before.filter((role) => !roles.includes(role))
    if (dropped.length) await dropRequiredRoles(db, dropped)
    if (added.length) {
      await addRequiredRoles(db, added, caller.userId)
      for (const userId of await deleteSessionsWithoutSecondFactor(db, added)) signingIn.auth.identityChanged(userId)
    }
    if (added.length || dropped.length) {
      const details = { changes: { secondFactorRoles: [before, roles] as [unknown, unknown] } }
      logActivity(db, { entityType: 'clinic', entityId: 1, action: 'sign_in_changed', userId: caller.userId, details })
    }
    return answer(signingIn, await requiredRoles(db))
  })
}

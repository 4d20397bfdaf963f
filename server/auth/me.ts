/** Who is signed in, what they may do, and where else they are signed in. */

import type { RouteRule } from '../../shared/policy/roles.ts'
import { routePolicy } from '../../shared/policy/routes.ts'
import type { Language, UserRole } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import { found, notFound } from '../http/errors.ts'
import type { Caller } from '../http/house.ts'
import { chosenLanguage } from '../mail/language.ts'
import { findAccount, updateOwnName } from './accounts-storage.ts'
import { credentialEnd, ownClinic, ownRow, storeLanguage } from './me-storage.ts'
import { countRecoveryCodes } from './second-factor-storage.ts'
import { deleteSession, deleteSessionsOf, sessionsOf } from './sessions-storage.ts'
import type { SigningIn } from './signing-in.ts'

export function aboutMe({ database, config, now }: SigningIn, caller: Caller) {
  return readAs(database, system, async (db) => {
    const row = found(await ownRow(db, caller.userId), 'User')
    const account = found(await findAccount(db, caller.userId), 'User')
    const ends = (await credentialEnd(db, caller)) ?? now()
    return {
      ...JSON.parse(row),
      permissions: permissionsOf(caller.role),
      language: (await chosenLanguage(db, caller.userId)) ?? null,
      clinic: (await ownClinic(db)) ?? {
        name: 'My clinic',
        timeZone: config.clinicTimeZone,
        country: 'US',
        isDemo: false,
        logoColour: null,
      },
      session: { via: caller.via, scope: caller.scope, idleSeconds: config.sessionIdleMinutes * 60, expiresAt: ends.toISOString() },
      secondFactor: {
        enrolled: account.hasSecondFactor,
        required: account.needsSecondFactor,
        recoveryCodesLeft: await countRecoveryCodes(db, caller.userId),
      },
    }
  })
}

export function permissionsOf(role: UserRole): string[] {
  const rules: [string, RouteRule][] = Object.entries(routePolicy)
  return rules.filter(([, rule]) => (typeof rule === 'string' ? rule !== 'patient' : rule.includes(role))).map(([key]) => key)
}

interface OwnChanges {
  firstName?: string | undefined
  lastName?: string | undefined
  language?: Language | null | undefined
}

export async function changeMyself(signingIn: SigningIn, caller: Caller, { language, ...names }: OwnChanges) {
  const fields = Object.entries({ ...names, language }).filter(([, value]) => value !== undefined)
  if (fields.length) {
    await writeAs(signingIn.database, system, async (db) => {
      if (Object.values(names).some(Boolean)) await updateOwnName(db, caller.userId, names)
      if (language !== undefined) await storeLanguage(db, caller.userId, language)
      const details = { fields: fields.map(([name]) => name) }
      logActivity(db, { entityType: 'user', entityId: caller.userId, action: 'updated', userId: caller.userId, details })
    })
  }
  return aboutMe(signingIn, caller)
}

export async function ownSessions({ database, now, config }: SigningIn, caller: Caller) {
  const rows = await readAs(database, system, (db) => sessionsOf(db, caller.userId, now()))
  const idleSince = now().getTime() - config.sessionIdleMinutes * 60_000
  const isCurrent = (id: number) => caller.via === 'session' && id === caller.credentialId
  const alive = rows.filter(({ id, lastSeenAt }) => isCurrent(id) || lastSeenAt.getTime() > idleSince)
  return {
    data: alive.map(({ id, createdAt, lastSeenAt, expiresAt, address, agent }) => ({
      id,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      address,
      agent,
      isCurrent: isCurrent(id),
    })),
  }
}

export async function endOwnSession({ database, auth }: SigningIn, { userId }: Caller, id: number): Promise<void> {
  await writeAs(database, system, async (db) => {
    auth.identityChanged(userId)
    if (!(await deleteSession(db, userId, id))) throw notFound('Session')
    logActivity(db, { entityType: 'user', entityId: userId, action: 'session_ended', userId })
  })
}

export async function endOtherSessions({ database, auth }: SigningIn, caller: Caller): Promise<void> {
  const { userId } = caller
  await writeAs(database, system, async (db) => {
    auth.identityChanged(userId)
    const ended = await deleteSessionsOf(db, userId, caller.via === 'session' ? caller.credentialId : undefined)
    logActivity(db, { entityType: 'user', entityId: userId, action: 'sessions_ended', userId, details: { ended } })
  })
}

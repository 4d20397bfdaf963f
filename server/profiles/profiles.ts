/** Where a person lives and which clock hangs there. A state that lies in one zone says the zone too. */
import type { ProfileChanges } from '../../shared/contracts/profiles.ts'
import { zoneOfState } from '../../shared/zones.ts'
import { logActivity } from '../activity/activity.ts'
import { lockPatient } from '../contacts/contacts.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { lockOwnLead } from '../leads/leads.ts'
import { findProfile, type PersonKind, saveProfile } from './storage.ts'

const names = { lead: 'Lead', contact: 'Contact' } as const
type Whose = { entityType: PersonKind; entityId: number }

export async function profileOf(db: Db, entityType: PersonKind, entityId: number) {
  return found(await findProfile(db, entityType, entityId), names[entityType])
}

export async function changeProfile(db: Tx, actor: Actor, whose: Whose, given: ProfileChanges) {
  const { entityType, entityId } = whose
  if (entityType === 'lead') await lockOwnLead(db, actor, entityId)
  else await lockPatient(db, entityId)
  const before = await profileOf(db, entityType, entityId)
  const after = withGuess(
    {
      state: given.state === undefined ? before.state : given.state,
      timeZone: given.timeZone === undefined ? before.timeZone : given.timeZone,
      language: given.language === undefined ? before.language : given.language,
    },
    given,
  )
  const fields = (['state', 'timeZone', 'language'] as const).filter((name) => before[name] !== after[name])
  if (!fields.length) return before
  await saveProfile(db, { ...whose, ...after })
  logActivity(db, { entityType, entityId, action: 'updated', userId: actor.userId, details: { fields } })
  return profileOf(db, entityType, entityId)
}

type Values = { state: string | null; timeZone: string | null; language: 'en' | 'es' | null }

function withGuess(after: Values, given: ProfileChanges): Values {
  if (given.timeZone !== undefined || after.timeZone !== null || !given.state) return after
  return { ...after, timeZone: zoneOfState(after.state) ?? null }
}

/**
 * A person is erased for good: as lead and as patient, with all that refers to them, also what was deleted or merged before. Their
 * payments stay under a number, the trail stays as it was written, and one entry more says that it happened.
 */
import type { NewExpungement } from '../../shared/contracts/expungements.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { errorCode, errorConstraint } from '../db/sqlstate.ts'
import { badInput, conflict, found } from '../http/errors.ts'
import { longestKeptDays } from '../operations/backup/retention.ts'
import type { erasureLetters } from './letters.ts'
import { expungementJson, expungePerson, findAddressee, findOffer, type Kind, type Obstacle } from './storage.ts'

const words: Record<Obstacle, string> = {
  held: 'A legal hold covers this person. Release it first.',
  money_underway: 'A checkout or a refund of this person has not ended. Wait until it has.',
}
const labels = { lead: 'Lead', contact: 'Contact' }
const dayMs = 24 * 60 * 60 * 1000
const backupsUntil = (now: Date) => new Date(now.getTime() + longestKeptDays * dayMs)

/** `tell` writes the letter in the same transaction; without it there is no mail. */
export interface Parts {
  now: () => Date
  tell: ReturnType<typeof erasureLetters> | undefined
}

export async function offerExpungement(db: Db, { now, tell }: Parts, kind: Kind, id: number) {
  const offer = found(await findOffer(db, kind, id), labels[kind])
  const canTell = tell !== undefined && (await findAddressee(db, kind, id)) !== undefined
  return { ...offer, canTell, backupsUntil: backupsUntil(now()).toISOString() }
}

interface Asked {
  kind: Kind
  id: number
  given: NewExpungement
}

export async function expunge(db: Tx, actor: Actor, { now, tell }: Parts, { kind, id, given }: Asked) {
  const offer = found(await findOffer(db, kind, id), labels[kind])
  const reason = given.reason.trim()
  if (!reason) throw badInput({ path: 'reason', message: 'is required' })
  if (same(given.name) !== same(offer.name)) throw badInput({ path: 'name', message: 'is not the name of this person' })
  const [obstacle] = offer.obstacles
  if (obstacle) throw conflict(obstacle, words[obstacle])
  const until = backupsUntil(now())
  const addressee = given.tell && tell ? await findAddressee(db, kind, id) : undefined
  const made = found(await erase(db, { kind, id, reason, backupsUntil: until }), labels[kind])
  if (addressee && tell) await tell(db, { ...addressee, until: until.toISOString().slice(0, 10) })
  const details = { expungementId: made, ...(addressee ? { told: true } : {}) }
  logActivity(db, { entityType: kind, entityId: id, action: 'expunged', userId: actor.userId, details })
  return { json: found(await expungementJson(db, made), 'Expungement') }
}

/** What came in the way meanwhile is told like what was there before. */
async function erase(db: Tx, wish: Parameters<typeof expungePerson>[1]): Promise<number | undefined> {
  try {
    return await expungePerson(db, wish)
  } catch (error) {
    const obstacle = errorCode(error) === '23001' ? errorConstraint(error) : undefined
    if (obstacle === 'held' || obstacle === 'money_underway') throw conflict(obstacle, words[obstacle])
    throw error
  }
}

const same = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase()

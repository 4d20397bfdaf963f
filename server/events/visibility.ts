/** Who may hear of what. It repeats, for a listener, what the database's policies say of the trail. */
import type { Someone } from '../../shared/policy/roles.ts'
import type { Database } from '../db/actor.ts'
import { type ActivityEvent, findRestricted } from './storage.ts'

export type MayHear = (listener: Someone, event: ActivityEvent) => boolean

const aboutRecords = new Set(['lead', 'contact', 'task', 'appointment'])
const keyOf = ({ entityType, entityId }: Pick<ActivityEvent, 'entityType' | 'entityId'>) => `${entityType} ${entityId}`

/** The rule for these events as things stand now: asked anew each time, so that a restriction works at once. */
export async function visibilityOf(database: Database, events: readonly ActivityEvent[]): Promise<MayHear> {
  const restricted = new Map((await findRestricted(database, events)).map((each) => [keyOf(each), each.only]))
  return ({ userId, role }, event) => {
    if (role === 'Admin') return true
    // Settings concern everybody; they name no people.
    if (event.entityType === 'clinic') return true
    if (!aboutRecords.has(event.entityType)) return event.userId === userId
    const only = restricted.get(keyOf(event))
    return only === undefined || only === userId
  }
}

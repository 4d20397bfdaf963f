/**
 * One's visits in calendars of other makers. They leave the clinic's hands there, so they hold no health data: initials,
 * no names and no titles.
 */
import { logActivity } from '../activity/activity.ts'
import { type GuessParts, networkOf, takeGuesses } from '../auth/attempts.ts'
import { newSecretToken, tokenDigest } from '../auth/secret-token.ts'
import { clinicOf } from '../availability/availability.ts'
import { type Actor, readAs, system, writeAs } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { found, notFound, tooMany } from '../http/errors.ts'
import { type IcsVisit, icsOf } from './ics.ts'
import { dropFeed, type FileRow, feedRows, findFeed, findFileRow, noteFeedRead, ownFeed, putFeed } from './storage.ts'

const asVisit = ({ firstName, lastName, status, ...row }: FileRow): IcsVisit => ({
  ...row,
  isCancelled: status === 'Cancelled',
  summary: firstName && lastName ? `Visit · ${initial(firstName)}. ${initial(lastName)}.` : 'Visit',
})
const initial = (name: string) => [...name][0] ?? ''

export async function visitFile(db: Db, id: number): Promise<string> {
  const row = found(await findFileRow(db, id), 'Appointment')
  return icsOf((await clinicOf(db)).name, [asVisit(row)])
}

/** Seconds between two readings of one feed; calendars ask every some minutes. */
const restSeconds = 2

export interface FeedReading {
  token: string
  address: string
}

/** Reads as the feed's user, with no more than that user may see. A wrong secret counts as a guess of its network. */
export async function readFeed(parts: GuessParts, { token, address }: FeedReading) {
  const { database, now } = parts
  const secret = token.replace(/\.ics$/, '')
  const feed = await readAs(database, system, (db) => findFeed(db, tokenDigest(secret), now()))
  if (!feed) {
    await takeGuesses(parts, [{ kind: 'link', of: `calendar feed ${networkOf(address)}` }])
    throw notFound('Calendar')
  }
  if (feed.restedFor !== null && feed.restedFor >= 0 && feed.restedFor < restSeconds) throw tooMany(restSeconds)
  await writeAs(database, system, (db) => noteFeedRead(db, feed.userId, now()))
  const actor: Actor = { userId: feed.userId, role: feed.role }
  return readAs(database, actor, async (db) => {
    const rows = await feedRows(db, actor.userId, now())
    return { actor, ids: rows.map(({ id }) => id), text: icsOf((await clinicOf(db)).name, rows.map(asVisit)) }
  })
}

export async function feedOf(db: Tx | Db, { userId }: Actor) {
  const feed = await ownFeed(db, userId)
  return { isOn: feed !== undefined, createdAt: feed?.createdAt ?? null, lastReadAt: feed?.lastReadAt ?? null }
}

/** The address is shown this once; its secret is kept as a digest. */
export async function openFeed(db: Tx, { userId }: Actor, { origin, now }: { origin: string; now: Date }) {
  const token = newSecretToken()
  await asProduct(db, () => putFeed(db, userId, tokenDigest(token), now))
  logActivity(db, { entityType: 'user', entityId: userId, action: 'calendar_feed_opened', userId })
  return { url: `${origin}/api/v1/calendar-feeds/${token}.ics` }
}

export async function closeFeed(db: Tx, { userId }: Actor): Promise<void> {
  const wasOpen = await asProduct(db, () => dropFeed(db, userId))
  if (wasOpen) logActivity(db, { entityType: 'user', entityId: userId, action: 'calendar_feed_closed', userId })
}

/** What can be offered to a person: when, and with whom. The clinic's rules, its coaches' time and licences decide. */
import { addDays, dayMs, minuteMs, startOfDay } from '../../shared/clock.ts'
import type { BookingRules } from '../../shared/contracts/booking.ts'
import { workingTimeOf } from '../availability/availability.ts'
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import {
  type BookableCoach,
  type Booker,
  bookableCoaches,
  findBooker,
  findContactBooker,
  findRules,
  takenBeside,
} from './schedule-storage.ts'
import { gapOf, type Span, slotsOf } from './slots.ts'

export interface Wish {
  booker: Booker
  /** With this coach alone. */
  coachId: number | undefined
  range: Span
}
export interface OfferedSlot {
  startsAt: number
  /** Who is free then: their own coach first, then who has least to do. */
  coachIds: number[]
}

export const bookerOf = async (db: Db, leadId: number) => found(await findBooker(db, leadId), 'Lead')
export const contactBookerOf = async (db: Db, contactId: number) => found(await findContactBooker(db, contactId), 'Contact')
export { bookableCoaches, findRules as rulesOf }

/** Free times that begin within the range, in order. */
export async function offeredSlots(db: Db, { booker, coachId, range }: Wish, now: Date): Promise<OfferedSlot[]> {
  const rules = await findRules(db)
  const span = withinRules(rules, range, now)
  const coaches = (await bookableCoaches(db, booker.state)).filter(({ id }) => coachId === undefined || id === coachId)
  if (span[0] >= span[1] || !coaches.length) return []
  const reach: Span = [span[0] - dayMs, span[1] + dayMs]
  const ids = coaches.map(({ id }) => id)
  const { timeZone, timeOf } = await workingTimeOf(db, ids, reach)
  const slotRules = { ...rules, timeZone }
  const gap = gapOf(slotRules)
  const beside = { from: new Date(reach[0] - gap), to: new Date(reach[1] + gap), leadId: booker.leadId, now }
  const taken = Map.groupBy(await takenBeside(db, ids, beside), ({ userId }) => userId)
  const free = new Map<number, number[]>()
  for (const coach of inOrder(coaches, booker, taken)) {
    const busy = (taken.get(coach.id) ?? []).map(({ startsAt, endsAt }): Span => [Date.parse(startsAt), Date.parse(endsAt)])
    const until: Span = [span[0], Math.min(span[1], licensedUntil(coach, timeZone))]
    for (const start of slotsOf({ working: timeOf(coach.id), taken: busy }, slotRules, until)) {
      const others = free.get(start)
      if (others) others.push(coach.id)
      else free.set(start, [coach.id])
    }
  }
  return [...free].toSorted(([one], [other]) => one - other).map(([startsAt, coachIds]) => ({ startsAt, coachIds }))
}

/** Not sooner than the notice, not later than the horizon. */
function withinRules({ noticeMinutes, horizonDays }: BookingRules, [from, to]: Span, now: Date): Span {
  const soonest = now.getTime() + noticeMinutes * minuteMs
  return [Math.max(from, soonest), Math.min(to, now.getTime() + horizonDays * dayMs)]
}

/** Through the last day of the licence, on the clinic's calendar. */
const licensedUntil = ({ validTo }: BookableCoach, timeZone: string) =>
  validTo === null ? Number.POSITIVE_INFINITY : startOfDay(timeZone, addDays(validTo, 1))

function inOrder(coaches: readonly BookableCoach[], { ownCoachId }: Booker, taken: ReadonlyMap<number, readonly unknown[]>) {
  const load = (id: number) => (id === ownCoachId ? -1 : (taken.get(id)?.length ?? 0))
  return coaches.toSorted((one, other) => load(one.id) - load(other.id))
}

const stretch = 14 * dayMs

/** The first free time after an instant, up to the horizon. */
export async function nextFree(db: Db, wish: Omit<Wish, 'range'>, from: number, now: Date): Promise<number | undefined> {
  const { horizonDays } = await findRules(db)
  const end = now.getTime() + horizonDays * dayMs
  for (let at = Math.max(from, now.getTime()); at < end; at += stretch) {
    const [first] = await offeredSlots(db, { ...wish, range: [at, Math.min(at + stretch, end)] }, now)
    if (first) return first.startsAt
  }
  return undefined
}

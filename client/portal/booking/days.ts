/** Times of slots as days on the patient's own calendar. Instants stay instants; only what is shown has a zone. */
import { addDays, dayOf, hourMs, startOfDay, wallOf } from '#shared/clock'
import type { MessageKey } from '../messages.ts'
import type { Slot } from './queries.ts'

export const shownDays = 7

export const daysFrom = (first: string): string[] => Array.from({ length: shownDays }, (_, at) => addDays(first, at))

/** The instants at which the days begin and end on the zone's clock. */
export const rangeOf = (zone: string, first: string) => ({
  from: new Date(startOfDay(zone, first)).toISOString(),
  to: new Date(startOfDay(zone, addDays(first, shownDays))).toISOString(),
})

export const slotsByDay = (zone: string, slots: readonly Slot[]) => Map.groupBy(slots, ({ startsAt }) => dayOf(zone, Date.parse(startsAt)))

const parts = [
  ['booking.morning', 12],
  ['booking.afternoon', 17],
  ['booking.evening', 24],
] as const satisfies readonly (readonly [MessageKey, number])[]

/** A day's slots in the order of its clock; parts without one are left out. */
export function partsOfDay(zone: string, slots: readonly Slot[]): { name: MessageKey; slots: Slot[] }[] {
  const hourOf = ({ startsAt }: Slot) => new Date(wallOf(zone, Date.parse(startsAt))).getUTCHours()
  const groups = Map.groupBy(slots, (slot) => parts.find(([, until]) => hourOf(slot) < until)?.[0] ?? 'booking.evening')
  return parts.flatMap(([name]) => {
    const own = groups.get(name)
    return own ? [{ name, slots: own }] : []
  })
}

/** `9:05`: what is left of a hold. */
export function leftWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A day at its noon, for formats that take an instant. */
export const noonOf = (zone: string, day: string) => startOfDay(zone, day) + 12 * hourMs

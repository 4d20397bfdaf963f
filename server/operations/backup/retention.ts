/** What is kept of the backups: every second of two weeks, then one a week for eight weeks, then one a month for a year. */
import type { Manifest } from '../repository.ts'
import { isSegment, numberOf, timelineOf } from '../wal/names.ts'

const dayMs = 24 * 60 * 60 * 1000
export const everySecondDays = 14
const weeks = 8
const months = 12

export interface Retained {
  keep: Manifest[]
  drop: Manifest[]
  /** Whether a file of the write-ahead log is still needed. */
  isNeeded(file: string): boolean
}

/** The newest backup and all that leads on from it are always kept, however old they are. */
export function retained(backups: readonly Manifest[], now: Date): Retained {
  const inOrder = [...backups].sort((a, b) => (a.id < b.id ? -1 : 1))
  const first = firstOfWindow(inOrder, now)
  const continuous = inOrder.filter((each) => first !== undefined && each.id >= first.id)
  const older = inOrder.filter((each) => !continuous.includes(each))
  const weekly = lastOfEach(older.filter(within(now, (everySecondDays + weeks * 7) * dayMs)), weekOf)
  const monthly = lastOfEach(older.filter(within(now, months * 31 * dayMs)), monthOf)
  const keep = inOrder.filter((each) => continuous.includes(each) || weekly.has(each) || monthly.has(each))
  const alone = keep.filter((each) => !continuous.includes(each))
  return {
    keep,
    drop: inOrder.filter((each) => !keep.includes(each)),
    isNeeded: (file) => {
      // Where a timeline was left, and labels, cost nothing.
      if (!isSegment(file) || !first) return true
      const number = numberOf(file)
      return number >= numberOf(first.startSegment) || alone.some((each) => isWithin(file, number, each))
    },
  }
}

/** The one from which every second can be restored: the window begins in the middle of what it leads to. */
export function firstOfWindow(inOrder: readonly Manifest[], now: Date): Manifest | undefined {
  const since = now.getTime() - everySecondDays * dayMs
  return inOrder.findLast(({ stoppedAt }) => Date.parse(stoppedAt) <= since) ?? inOrder[0]
}

/** A backup that stands alone needs the log from its beginning to its end. */
function isWithin(file: string, number: bigint, { timeline, startSegment, stopSegment }: Manifest): boolean {
  return timelineOf(file) === timeline && number >= numberOf(startSegment) && number <= numberOf(stopSegment)
}

const within = (now: Date, age: number) => (each: Manifest) => now.getTime() - Date.parse(each.stoppedAt) <= age

/** Weeks and months of the calendar, so that what is kept today is kept tomorrow. */
const weekOf = ({ stoppedAt }: Manifest) => String(Math.floor((Date.parse(stoppedAt) / dayMs + 3) / 7))
const monthOf = ({ stoppedAt }: Manifest) => stoppedAt.slice(0, 7)

function lastOfEach(backups: readonly Manifest[], partOf: (manifest: Manifest) => string): Set<Manifest> {
  return new Set(new Map(backups.map((each) => [partOf(each), each])).values())
}

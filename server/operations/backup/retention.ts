/** What is kept of the backups: every second of two weeks, then one a week for eight weeks, then one a month for a year. */
import type { Manifest } from '../repository.ts'
import { isSegment, numberOf, timelineOf } from '../wal/names.ts'

const dayMs = 24 * 60 * 60 * 1000
export const everySecondDays = 14
const weeks = 8
const months = 12
/** No backup is older, but the newest. */
export const longestKeptDays = months * 31

/** What the rule asks of a backup, whoever took it. */
export interface Aged {
  id: string
  stoppedAt: string
}

export interface Chosen<Backup> {
  /** From it on all that follows is kept: it leads to every second of the window. */
  first: Backup | undefined
  /** Before it: each is the clinic as of its own end. */
  alone: Backup[]
  drop: Backup[]
}

/** The newest backup and all that leads on from it are always kept, however old; so is `good`, which a drill has restored last. */
export function chosen<Backup extends Aged>(backups: readonly Backup[], now: Date, good?: string): Chosen<Backup> {
  const inOrder = [...backups].sort((a, b) => (a.id < b.id ? -1 : 1))
  const first = firstOfWindow(inOrder, now, good)
  const older = inOrder.filter((each) => first !== undefined && each.id < first.id)
  const weekly = lastOfEach(older.filter(within(now, (everySecondDays + weeks * 7) * dayMs)), weekOf)
  const monthly = lastOfEach(older.filter(within(now, months * 31 * dayMs)), monthOf)
  const isKept = (each: Backup) => weekly.has(each) || monthly.has(each)
  return { first, alone: older.filter(isKept), drop: older.filter((each) => !isKept(each)) }
}

export interface Retained {
  keep: Manifest[]
  drop: Manifest[]
  /** Whether a file of the write-ahead log is still needed. */
  isNeeded(file: string): boolean
}

export function retained(backups: readonly Manifest[], now: Date, good?: string): Retained {
  const { first, alone, drop } = chosen(backups, now, good)
  const inOrder = [...backups].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    keep: inOrder.filter((each) => !drop.includes(each)),
    drop,
    isNeeded: (file) => {
      // Where a timeline was left, and labels, cost nothing.
      if (!isSegment(file) || !first) return true
      const number = numberOf(file)
      return number >= numberOf(first.startSegment) || alone.some((each) => isWithin(file, number, each))
    },
  }
}

/** The one from which every second can be restored: the window begins in the middle of what it leads to. */
export function firstOfWindow<Backup extends Aged>(inOrder: readonly Backup[], now: Date, good?: string): Backup | undefined {
  const since = now.getTime() - everySecondDays * dayMs
  const first = inOrder.findLast(({ stoppedAt }) => Date.parse(stoppedAt) <= since) ?? inOrder[0]
  return inOrder.find(({ id }) => id === good || id === first?.id)
}

/** A backup that stands alone needs the log from its beginning to its end. */
function isWithin(file: string, number: bigint, { timeline, startSegment, stopSegment }: Manifest): boolean {
  return timelineOf(file) === timeline && number >= numberOf(startSegment) && number <= numberOf(stopSegment)
}

const within = (now: Date, age: number) => (each: Aged) => now.getTime() - Date.parse(each.stoppedAt) <= age

/** Weeks and months of the calendar, so that what is kept today is kept tomorrow. */
const weekOf = ({ stoppedAt }: Aged) => String(Math.floor((Date.parse(stoppedAt) / dayMs + 3) / 7))
const monthOf = ({ stoppedAt }: Aged) => stoppedAt.slice(0, 7)

function lastOfEach<Backup>(backups: readonly Backup[], partOf: (backup: Backup) => string): Set<Backup> {
  return new Set(new Map(backups.map((each) => [partOf(each), each])).values())
}

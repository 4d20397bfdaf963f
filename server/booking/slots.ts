/**
 * Times that can be offered: they begin on steps of the clinic's wall clock, lie whole within working time, and leave the
 * gap to what else stands in the calendar. Instants in, instants out; no zone but the clinic's plays a part.
 */
import { minuteMs, wallOf } from '../../shared/clock.ts'

export type Span = readonly [from: number, to: number]

interface SlotRules {
  timeZone: string
  visitMinutes: number
  stepMinutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
}

interface CoachCalendar {
  working: readonly Span[]
  /** Appointments, and what is held for others. */
  taken: readonly Span[]
}

/** Between two visits the longer of "free before" and "free after" is kept. */
export const gapOf = ({ bufferBeforeMinutes, bufferAfterMinutes }: SlotRules) =>
  Math.max(bufferBeforeMinutes, bufferAfterMinutes) * minuteMs

/** When a coach's slots begin that start within the range, in order. */
export function slotsOf({ working, taken }: CoachCalendar, rules: SlotRules, [from, to]: Span): number[] {
  const length = rules.visitMinutes * minuteMs
  const gap = gapOf(rules)
  const isFree = (start: number) => !taken.some(([begin, end]) => begin - gap < start + length && start < end + gap)
  return working.flatMap(([opens, closes]) => {
    const found: number[] = []
    const last = Math.min(closes - length, to - 1)
    for (let start = onStep(rules, Math.max(opens, from)); start <= last; start = onStep(rules, start + 1))
      if (isFree(start)) found.push(start)
    return found
  })
}

/** The first step of the wall clock from an instant on. Where the clock jumps on the way, it is looked at again. */
function onStep({ timeZone, stepMinutes }: SlotRules, from: number): number {
  const step = stepMinutes * minuteMs
  for (let at = from; ; ) {
    const past = wallOf(timeZone, at) % step
    if (past === 0) return at
    at += step - past
  }
}

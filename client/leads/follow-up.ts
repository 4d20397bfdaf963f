/** When to come back to a lead after a call: pure, so that the words and the times can be tested. */
import type { CallOutcome } from '#shared/values'

export const followUps = ['none', 'hours', 'tomorrow', 'two-days', 'week', 'pick'] as const
export type FollowUp = (typeof followUps)[number]

/** What usually follows an outcome. Nobody falls through; nobody who said stop is called again. */
export function usualFollowUp(outcome: CallOutcome | undefined, now: Date): FollowUp {
  if (outcome === 'Wrong Number' || outcome === 'Said Stop') return 'none'
  if (outcome === 'No Answer') return now.getHours() < lastHourToTryAgain ? 'hours' : 'tomorrow'
  return 'tomorrow'
}

const lastHourToTryAgain = 15
const hoursToWait = 3
const morning = 10
const daysAhead: Partial<Record<FollowUp, number>> = { tomorrow: 1, 'two-days': 2, week: 7 }

/** The moment, where the person is; nothing without a follow-up or before a time is picked. */
export function followUpTime(followUp: FollowUp, now: Date, picked?: string): Date | undefined {
  if (followUp === 'hours') return quarter(new Date(now.getTime() + hoursToWait * 3_600_000))
  if (followUp === 'pick') return pickedTime(picked)
  const days = daysAhead[followUp]
  if (days === undefined) return undefined
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning)
}

/** Rounded up to a quarter of an hour: 2:37 looks like a machine chose it. */
function quarter(time: Date): Date {
  const step = 15 * 60_000
  return new Date(Math.ceil(time.getTime() / step) * step)
}

function pickedTime(picked: string | undefined): Date | undefined {
  const time = picked ? new Date(picked) : undefined
  return time && !Number.isNaN(time.getTime()) ? time : undefined
}

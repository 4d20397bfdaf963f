/** The five statuses as steps with their days, from the passages the lead has had. */
import { type LeadStatus, leadStatuses } from '#shared/values'
import { type StagePassage } from '../records/record.ts'

export type Step = {
  status: LeadStatus
  state: 'done' | 'here' | 'ahead'
  /** When it was last entered, if ever. */
  enteredAt?: string
  reason?: string
}

/** Steps before the present one are done, whether the lead stopped at them or not. */
export function stepsOf(status: LeadStatus, passages: readonly StagePassage[]): Step[] {
  const here = leadStatuses.indexOf(status)
  return leadStatuses.map((each, at) => {
    const last = passages.findLast(({ stage }) => stage === each)
    const state = at === here ? 'here' : at < here ? 'done' : 'ahead'
    return { status: each, state, enteredAt: last?.enteredAt, reason: last?.reason ?? undefined }
  })
}

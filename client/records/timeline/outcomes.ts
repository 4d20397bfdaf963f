import { type CallOutcome, callOutcomes } from '#shared/values'

/** Other programs may log outcomes of their own. */
export const knownOutcome = (outcome: unknown): CallOutcome | undefined => callOutcomes.find((each) => each === outcome)

/** Fields counted on the rows themselves, so only for who looks at them. */
export const askedLeadFacets = [
  'leadType',
  'leadOutcome',
  'healthCoachBookedWith',
  'portalAccess',
  'clock',
  'fallsThrough',
  'numberOfCalls',
  'lastContacted',
  'createdAt',
  'updatedAt',
] as const
export type AskedLeadFacet = (typeof askedLeadFacets)[number]

export const askedContactFacets = ['fallsThrough', 'createdAt', 'updatedAt'] as const
export type AskedContactFacet = (typeof askedContactFacets)[number]

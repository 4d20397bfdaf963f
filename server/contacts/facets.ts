/** Counts for each filter value of the patients' page: each field under the filters of the others. */
import type { AskedContactFacet } from '../../shared/asked-facets.ts'
import type { Db } from '../db/connection.ts'
import { type CountedField, countAskedContacts, countContacts, countedFields, countValues, type FacetCount } from './facets-storage.ts'

type FacetQuery = { fields?: readonly AskedContactFacet[] | undefined; timeZone?: string | undefined; [filter: string]: unknown }

export async function contactFacets(db: Db, { fields, timeZone, ...query }: FacetQuery) {
  const counts = new Map<CountedField, FacetCount[]>()
  for (const field of countedFields) counts.set(field, await countValues(db, field, { ...query, [field]: undefined }))
  const of = (field: CountedField) => counts.get(field) ?? []
  return {
    total: await countContacts(db, query),
    stage: of('stage'),
    healthCoachId: of('healthCoachId'),
    clock: of('clock'),
    ...(fields ? await countAskedContacts(db, { fields, filters: query, timeZone }) : {}),
  }
}

/**
 * Counts for each filter value. Unfiltered or filtered by the counted fields alone they come from `lead_counts`, at the
 * same price for a hundred leads and ten million; other filters, and other fields, are counted on the rows.
 */
import type { AskedLeadFacet } from '../../shared/asked-facets.ts'
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { countAskedLeads } from './asked-facets-storage.ts'
import { type Asked, type CountedField, countedFields, countFacets } from './facets-storage.ts'

type FacetQuery = { fields?: readonly AskedLeadFacet[] | undefined; timeZone?: string | undefined; [filter: string]: unknown }

export async function leadFacets(db: Db, _actor: Actor, { fields, timeZone, ...query }: FacetQuery) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const isCounted = ([name]: [string, unknown]) => Object.hasOwn(countedFields, name)
  const asked = Object.fromEntries(given.filter(isCounted)) as Asked
  const others = Object.fromEntries(given.filter((each) => !isCounted(each)))
  const counts = await countFacets(db, asked, others)
  const facet = (wanted: CountedField) =>
    counts.flatMap(({ field, value, count }) => (field === wanted ? { value, count } : [])).sort((a, b) => b.count - a.count)
  return {
    total: counts.find(({ field }) => field === 'total')?.count ?? 0,
    status: facet('status'),
    leadReadiness: facet('leadReadiness'),
    leadSource: facet('leadSource'),
    ownerId: facet('ownerId'),
    ...(fields ? await countAskedLeads(db, { fields, filters: Object.fromEntries(given), timeZone }) : {}),
  }
}

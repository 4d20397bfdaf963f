/**
 * Counts for each filter value. Unfiltered or filtered by the counted fields alone they come from `lead_counts`, at the
 * same price for a hundred leads and ten million; other filters are counted on the rows they leave.
 */
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { countedFields, groupedLeads, type LeadGroup } from './facets-storage.ts'

type Field = keyof typeof countedFields

const isField = (name: string): name is Field => Object.hasOwn(countedFields, name)

export async function leadFacets(db: Db, _actor: Actor, query: Record<string, unknown>) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const counted = Object.fromEntries(given.filter(([name]) => isField(name))) as Partial<Record<Field, unknown[]>>
  const others = Object.fromEntries(given.filter(([name]) => !isField(name)))
  const groups = await groupedLeads(db, others)
  const facet = (field: Field) =>
    countBy(
      groups.filter((group) => matches(group, counted, field)),
      field,
    )
  return {
    total: groups.filter((group) => matches(group, counted)).reduce((sum, { count }) => sum + count, 0),
    status: facet('status'),
    leadReadiness: facet('leadReadiness'),
    leadSource: facet('leadSource'),
    ownerId: facet('ownerId'),
  }
}

/** Whether a group passes the filters, but for the field whose values are counted. */
const matches = (group: LeadGroup, counted: Partial<Record<Field, unknown[]>>, but?: Field) =>
  Object.entries(counted).every(([name, values]) => name === but || values?.includes(group[name] ?? 'none'))

function countBy(groups: LeadGroup[], field: Field) {
  const counts = new Map<string | number | null, number>()
  for (const group of groups) counts.set(group[field], (counts.get(group[field]) ?? 0) + group.count)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}

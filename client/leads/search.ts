/** What the leads page keeps in its address, and how that is asked of the API. */

import type { ApiInput } from '#shared/api'
import {
  type ClockState,
  clockStates,
  type LeadReadiness,
  type LeadSource,
  type LeadStatus,
  leadReadinesses,
  leadSources,
  leadStatuses,
} from '#shared/values'
import {
  dayBegins,
  dayEnds,
  dayIn,
  idIn,
  oneOf,
  references,
  referencesIn,
  someOf,
  switchIn,
  textIn,
  textsIn,
} from '../lib/search-params.ts'

export const leadSorts = [
  '-updatedAt',
  '-createdAt',
  'createdAt',
  'lastName',
  '-lastName',
  'lastContacted',
  '-lastContacted',
  'status',
  '-status',
] as const
export type LeadSort = (typeof leadSorts)[number]
export const usualSort: LeadSort = '-updatedAt'

export type LeadFilters = {
  status?: (LeadStatus | 'none')[]
  leadReadiness?: (LeadReadiness | 'none')[]
  leadSource?: (LeadSource | 'none')[]
  /** Ids as text, or `none`. */
  ownerId?: string[]
  healthCoachBookedWith?: string[]
  leadOutcome?: string[]
  leadType?: string[]
  portalAccess?: ('true' | 'false')[]
  numberOfCallsFrom?: string
  numberOfCallsTo?: string
  clock?: ClockState[]
  fallsThrough?: 'true'[]
  createdAtFrom?: string
  createdAtTo?: string
  lastContactedFrom?: string
  lastContactedTo?: string
  /** Nobody ever called them. */
  lastContacted?: 'none'[]
  updatedAtFrom?: string
  updatedAtTo?: string
}
export type LeadsSearch = LeadFilters & {
  view?: 'board'
  sort?: LeadSort
  q?: string
  lead?: number
  /** The form of a new lead is open. */
  add?: 'yes'
  /** The saved view it came from. */
  saved?: number
  /** Columns in sight, if not those of the browser. */
  columns?: string
}

export function readLeadsSearch(raw: Record<string, unknown>): LeadsSearch {
  return {
    view: oneOf(raw, 'view', ['board']),
    sort: oneOf(raw, 'sort', leadSorts),
    q: textIn(raw, 'q'),
    lead: idIn(raw, 'lead'),
    add: oneOf(raw, 'add', ['yes']),
    saved: idIn(raw, 'saved'),
    columns: textIn(raw, 'columns'),
    ...readFilters(raw),
  }
}

function readFilters(raw: Record<string, unknown>): LeadFilters {
  return {
    status: someOf(raw, 'status', [...leadStatuses, 'none']),
    leadReadiness: someOf(raw, 'leadReadiness', [...leadReadinesses, 'none']),
    leadSource: someOf(raw, 'leadSource', [...leadSources, 'none']),
    ownerId: referencesIn(raw, 'ownerId'),
    healthCoachBookedWith: referencesIn(raw, 'healthCoachBookedWith'),
    leadOutcome: textsIn(raw, 'leadOutcome'),
    leadType: textsIn(raw, 'leadType'),
    portalAccess: someOf(raw, 'portalAccess', ['true', 'false']),
    numberOfCallsFrom: numberIn(raw, 'numberOfCallsFrom'),
    numberOfCallsTo: numberIn(raw, 'numberOfCallsTo'),
    clock: someOf(raw, 'clock', clockStates),
    fallsThrough: switchIn(raw, 'fallsThrough'),
    createdAtFrom: dayIn(raw, 'createdAtFrom'),
    createdAtTo: dayIn(raw, 'createdAtTo'),
    lastContactedFrom: dayIn(raw, 'lastContactedFrom'),
    lastContactedTo: dayIn(raw, 'lastContactedTo'),
    lastContacted: someOf(raw, 'lastContacted', ['none']),
    updatedAtFrom: dayIn(raw, 'updatedAtFrom'),
    updatedAtTo: dayIn(raw, 'updatedAtTo'),
  }
}

export type LeadQuery = NonNullable<ApiInput<'GET /leads'>['query']>
export type LeadFilterQuery = NonNullable<ApiInput<'GET /leads/facets'>['query']>

/** Filters and search as the API takes them; days become moments where the person is. */
export function filterQuery(search: LeadsSearch): LeadFilterQuery {
  return {
    q: search.q,
    status: search.status,
    leadReadiness: search.leadReadiness,
    leadSource: search.leadSource,
    ownerId: references(search.ownerId),
    healthCoachBookedWith: references(search.healthCoachBookedWith),
    leadOutcome: search.leadOutcome,
    leadType: search.leadType,
    portalAccess: search.portalAccess?.map((value) => value === 'true'),
    numberOfCallsFrom: numberOf(search.numberOfCallsFrom),
    numberOfCallsTo: numberOf(search.numberOfCallsTo),
    clock: search.clock,
    fallsThrough: search.fallsThrough && [true],
    createdAtFrom: dayBegins(search.createdAtFrom),
    createdAtTo: dayEnds(search.createdAtTo),
    lastContactedFrom: dayBegins(search.lastContactedFrom),
    lastContactedTo: dayEnds(search.lastContactedTo),
    lastContacted: search.lastContacted,
    updatedAtFrom: dayBegins(search.updatedAtFrom),
    updatedAtTo: dayEnds(search.updatedAtTo),
  }
}

export const listQuery = (search: LeadsSearch): LeadQuery => ({ ...filterQuery(search), sort: search.sort ?? usualSort })

/** Whether anything narrows the list. */
export const isFiltered = (search: LeadsSearch) => Object.values(filterQuery(search)).some((value) => value !== undefined)

/** The same page without filters and search. */
export const unfiltered = ({ view, sort, lead, columns }: LeadsSearch): LeadsSearch => ({ view, sort, lead, columns })

/** Addresses that people shared have it as a number, filters as text. */
function numberIn(raw: Record<string, unknown>, name: string): string | undefined {
  const number = String(raw[name] ?? '')
  return /^\d{1,6}$/.test(number) ? String(Number(number)) : undefined
}

const numberOf = (value: string | undefined) => (value === undefined ? undefined : Number(value))

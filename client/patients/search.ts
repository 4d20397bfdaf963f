/** What the patients' page keeps in its address, and how that is asked of the API. */
import type { ApiInput } from '#shared/api'
import { type ClockState, type ContactStage, clockStates, contactStages } from '#shared/values'
import { dayBegins, dayEnds, dayIn, idIn, oneOf, references, referencesIn, someOf, switchIn, textIn } from '../lib/search-params.ts'

export const patientSorts = [
  'dueAt',
  'stageEnteredAt',
  'lastName',
  '-lastName',
  'stage',
  '-stage',
  '-updatedAt',
  '-createdAt',
  'createdAt',
  '-dueAt',
  '-stageEnteredAt',
] as const
export type PatientSort = (typeof patientSorts)[number]
export const usualSort: PatientSort = 'dueAt'

export type PatientsSearch = {
  view?: 'board'
  /** The board's columns: the five groups instead of the stages. */
  by?: 'group'
  /** The board shows stages without patients too. */
  stages?: 'all'
  sort?: PatientSort
  q?: string
  patient?: number
  /** The saved view it came from. */
  saved?: number
  /** Columns in sight, if not those of the browser. */
  columns?: string
  stage?: ContactStage[]
  /** Ids as text, or `none`. */
  healthCoachId?: string[]
  clock?: ClockState[]
  fallsThrough?: 'true'[]
  createdAtFrom?: string
  createdAtTo?: string
  updatedAtFrom?: string
  updatedAtTo?: string
}

export function readPatientsSearch(raw: Record<string, unknown>): PatientsSearch {
  return {
    view: oneOf(raw, 'view', ['board']),
    by: oneOf(raw, 'by', ['group']),
    stages: oneOf(raw, 'stages', ['all']),
    sort: oneOf(raw, 'sort', patientSorts),
    q: textIn(raw, 'q'),
    patient: idIn(raw, 'patient'),
    saved: idIn(raw, 'saved'),
    columns: textIn(raw, 'columns'),
    stage: someOf(raw, 'stage', contactStages),
    healthCoachId: referencesIn(raw, 'healthCoachId'),
    clock: someOf(raw, 'clock', clockStates),
    fallsThrough: switchIn(raw, 'fallsThrough'),
    createdAtFrom: dayIn(raw, 'createdAtFrom'),
    createdAtTo: dayIn(raw, 'createdAtTo'),
    updatedAtFrom: dayIn(raw, 'updatedAtFrom'),
    updatedAtTo: dayIn(raw, 'updatedAtTo'),
  }
}

export type PatientQuery = NonNullable<ApiInput<'GET /contacts/board'>['query']>
export type PatientFilterQuery = NonNullable<ApiInput<'GET /contacts/facets'>['query']>

/** Filters and search as the API takes them; days become moments where the person is. */
export function filterQuery(search: PatientsSearch): PatientFilterQuery {
  return {
    q: search.q,
    stage: search.stage,
    healthCoachId: references(search.healthCoachId),
    clock: search.clock,
    fallsThrough: search.fallsThrough && [true],
    createdAtFrom: dayBegins(search.createdAtFrom),
    createdAtTo: dayEnds(search.createdAtTo),
    updatedAtFrom: dayBegins(search.updatedAtFrom),
    updatedAtTo: dayEnds(search.updatedAtTo),
  }
}

export const listQuery = (search: PatientsSearch): PatientQuery => ({ ...filterQuery(search), sort: search.sort ?? usualSort })

/** Whether anything narrows the list. */
export const isFiltered = (search: PatientsSearch) => Object.values(filterQuery(search)).some((value) => value !== undefined)

/** The same page without filters and search. */
export const unfiltered = ({ view, by, stages, sort, patient, columns }: PatientsSearch): PatientsSearch => ({
  view,
  by,
  stages,
  sort,
  patient,
  columns,
})

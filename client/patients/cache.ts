/** Shows a change of a patient at once, in every loaded list and on the open record. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { boardKey, listKey, type Patient, type PatientPage, patientQuery } from './queries.ts'

export type PatientChanges = Partial<Patient>

export function showChange(queries: QueryClient, id: number, changes: PatientChanges) {
  const change = (page: PatientPage): PatientPage => ({
    ...page,
    data: page.data.map((row) => (row.id === id ? { ...row, ...changes } : row)),
  })
  queries.setQueriesData<InfiniteData<PatientPage>>({ queryKey: listKey }, (pages) => pages && { ...pages, pages: pages.pages.map(change) })
  if (changes.stage === undefined) queries.setQueriesData<PatientPage>({ queryKey: boardKey }, (page) => page && change(page))
  else moveCard(queries, id, changes)
  queries.setQueryData(patientQuery(id).queryKey, (kept) => kept && { ...kept, row: { ...kept.row, ...changes } })
}

/** A card leaves its column and stands on top of the other one at once. */
function moveCard(queries: QueryClient, id: number, changes: PatientChanges) {
  const columns = queries.getQueriesData<PatientPage>({ queryKey: boardKey })
  const card = columns.flatMap(([, page]) => page?.data ?? []).find((each) => each.id === id)
  if (!card) return
  const moved = { ...card, ...changes, stageEnteredAt: new Date().toISOString() }
  for (const [key, page] of columns) {
    if (!page) continue
    const belongs = String(key[3]).split(',').includes(moved.stage)
    const others = page.data.filter((each) => each.id !== id)
    if (belongs || others.length < page.data.length) queries.setQueryData(key, { ...page, data: belongs ? [moved, ...others] : others })
  }
}

export const forgetLists = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ['contacts'] })

/** Where the open record stands among those in sight. */
import { useEffect, useRef } from 'react'

export type Place = { at?: number; previous?: number; next?: number }
type Seen = { id: number; at: number }

export function usePlace(ids: readonly number[], id: number | undefined): Place {
  const seen = useRef<Seen>(undefined)
  const place = placeIn(ids, id, seen.current)
  useEffect(() => {
    if (id !== undefined && place.at !== undefined) seen.current = { id, at: place.at }
  })
  return place
}

/** One that left the list (its new status is filtered out) keeps its neighbours: work goes on where it was. */
export function placeIn(ids: readonly number[], id: number | undefined, seen: Seen | undefined): Place {
  if (id === undefined) return {}
  const at = ids.indexOf(id)
  if (at >= 0) return { at, previous: ids[at - 1], next: ids[at + 1] }
  return seen?.id === id ? { previous: ids[seen.at - 1], next: ids[seen.at] } : {}
}

/** The record whose row or card has the focus. */
export function rowAt(element: Element | null): number | undefined {
  const row = element?.closest<HTMLElement>('[data-row], [data-card]')
  const id = Number(row?.dataset.row ?? row?.dataset.card)
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

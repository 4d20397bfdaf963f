/** Where the open lead stands among those in sight. */

export type Place = { at?: number; previous?: number; next?: number }

let last: { id: number; at: number } | undefined

/** A lead that left the list (its new status is filtered out) keeps its neighbours: work goes on where it was. */
export function placeIn(ids: readonly number[], id: number | undefined): Place {
  if (id === undefined) return {}
  const at = ids.indexOf(id)
  if (at >= 0) {
    last = { id, at }
    return { at, previous: ids[at - 1], next: ids[at + 1] }
  }
  return last?.id === id ? { previous: ids[last.at - 1], next: ids[last.at] } : {}
}

/** The lead whose row or card has the focus. */
export function leadAt(element: Element | null): number | undefined {
  const row = element?.closest<HTMLElement>('[data-row], [data-card]')
  const id = Number(row?.dataset.row ?? row?.dataset.card)
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

import { useMemo, useState } from 'react'

/** Rows picked one by one, or all that match with some left out. */
export type Picked = { all: boolean; ids: ReadonlySet<number> }

export type RowSelection = {
  picked: Picked
  has: (id: number) => boolean
  /** How many rows are meant; `total` is how many match. */
  count: (total: number | undefined) => number
  set: (ids: readonly number[], on: boolean) => void
  pickAll: () => void
  clear: () => void
  /** On a phone the boxes show only while somebody picks. */
  picking: boolean
  startPicking: () => void
}

const none: Picked = { all: false, ids: new Set() }

/** Picked rows of one list; another `list` (other filters) begins without any. */
export function useRowSelection(list: string): RowSelection {
  const [kept, setKept] = useState({ list, picked: none, picking: false })
  const now = kept.list === list ? kept : { list, picked: none, picking: false }
  return useMemo(() => {
    const { picked } = now
    const keep = (next: Picked) => setKept({ list, picked: next, picking: true })
    return {
      picked,
      has: (id) => picked.ids.has(id) !== picked.all,
      count: (total) => (picked.all ? Math.max(0, (total ?? 0) - picked.ids.size) : picked.ids.size),
      set: (ids, on) => keep({ ...picked, ids: withIds(picked.ids, ids, on !== picked.all) }),
      pickAll: () => keep({ all: true, ids: new Set() }),
      clear: () => setKept({ list, picked: none, picking: false }),
      picking: now.picking,
      startPicking: () => setKept({ list, picked, picking: true }),
    }
  }, [now, list])
}

export function withIds(standing: ReadonlySet<number>, ids: readonly number[], held: boolean): ReadonlySet<number> {
  const next = new Set(standing)
  for (const id of ids) {
    if (held) next.add(id)
    else next.delete(id)
  }
  return next
}

/** The rows between the last one picked and this one, as shift-click means them. */
export function rangeOf<Row>(rows: readonly Row[], from: number, to: number, rowId: (row: Row) => number): number[] {
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(rowId)
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { useStable } from '../lib/stable.ts'
import { edges, pickColumn, useFittingColumns } from './fitting-columns.ts'
import { type More, MoreState, useLoadMore } from './More.tsx'
import { useNarrowerThan, widths } from './media.ts'
import { type RowSelection, rangeOf } from './row-selection.ts'
import { TableHeader } from './TableHeader.tsx'
import { TableRow } from './TableRow.tsx'
import { gridTracks, leastWidth, type TableColumn } from './table-columns.ts'
import { useRowKeys } from './table-keys.ts'
import classes from './VirtualTable.module.css'

export type VirtualTableProps<Row> = {
  label: string
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => number
  /** All rows there are, when that is known; the loaded ones otherwise. */
  total?: number
  /** The open row. */
  selected?: number
  /** Without it rows are only read. */
  onOpen?: (row: Row) => void
  sort?: string
  onSort?: (sort: string) => void
  more: More
  /** Instead of rows when there are none. */
  empty: ReactNode
  /** Lets rows be picked for work on many: boxes, shift-click, `x`. */
  selection?: RowSelection
  /** Names a row's box. */
  rowName?: (row: Row) => string
}

const rowHeights = { table: 40, phone: 60 } as const

/** A table of any length: only the rows in sight exist, and the next page is fetched before the end is seen. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, rowId, total, selected, more, selection } = props
  const scroller = useRef<HTMLDivElement>(null)
  const onPhone = useNarrowerThan(widths.phone)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (onPhone ? rowHeights.phone : rowHeights.table),
    getItemKey: (index) => keyAt(rows, index, rowId),
    overscan: 6,
    scrollPaddingStart: onPhone ? 0 : 36,
  })
  useFreshHeights(virtualizer, onPhone)
  const keys = useRowKeys({ ...props, reveal: (index) => virtualizer.scrollToIndex(index), scroller })
  // So that a row is rendered again only when something of its own changes.
  const onOpen = useStable((row: Row) => props.onOpen?.(row))
  const onPick = usePicking(props, keys.goTo)
  const picks = selection && (!onPhone || selection.picking) ? selection : undefined
  const columns = useFittingColumns(scroller, { ...props, onPhone, picks: picks !== undefined })
  const items = virtualizer.getVirtualItems()
  useLoadMore(items.at(-1)?.index ?? 0, rows.length, more)
  if (rows.length === 0 && !more.loading) return <>{props.empty}</>
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={(total ?? rows.length) + 1}
      aria-busy={more.loading}
      className={classes.table}
      data-phone={onPhone || undefined}
      data-picking={(picks && picks.count(total) > 0) || undefined}
      style={frame(picks ? [pickColumn, ...columns] : columns)}
      onKeyDown={keys.onKeyDown}
    >
      <TableHeader
        {...{ columns, sort: props.sort, onSort: onPhone ? undefined : props.onSort }}
        picks={picks && { ...picks, rows, rowId }}
      />
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, size }) => {
          const row = rows[index]
          const id = row && rowId(row)
          if (row === undefined || id === undefined) return null
          return (
            <TableRow
              key={id}
              {...{ row, id, index, start, size, columns, onPhone }}
              open={id === selected}
              active={index === keys.active}
              onOpen={props.onOpen && onOpen}
              picked={picks?.has(id)}
              name={picks && props.rowName?.(row)}
              onPick={onPick}
            />
          )
        })}
      </div>
      <MoreState more={more} />
    </div>
  )
}

function useFreshHeights(virtualizer: { measure: () => void }, onPhone: boolean) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: other row heights need new measures.
  useEffect(() => virtualizer.measure(), [virtualizer, onPhone])
}

const frame = (tracks: readonly { width: number; grow?: number }[]) =>
  ({ '--columns': gridTracks(tracks), '--least-width': `${leastWidth(tracks) + edges}px` }) as CSSProperties

/** One box, or with shift all from the last one touched to this one. */
function usePicking<Row>({ rows, rowId, selection }: VirtualTableProps<Row>, goTo: (index: number) => void) {
  const last = useRef<number>(undefined)
  return useStable((index: number, on: boolean, range: 'one' | 'range') => {
    const from = range === 'range' ? (last.current ?? index) : index
    selection?.set(rangeOf(rows, from, index, rowId), on)
    last.current = index
    goTo(index)
  })
}

function keyAt<Row>(rows: readonly Row[], index: number, rowId: (row: Row) => number) {
  const row = rows[index]
  return row === undefined ? index : rowId(row)
}

import { type RefObject, useLayoutEffect, useState } from 'react'
import { columnsThatFit, type TableColumn } from './table-columns.ts'

/** The column of the boxes. */
export const pickColumn = { width: 32 }
/** To the left and the right of a row, together. */
export const edges = 40

type Shown<Row> = {
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  /** The open row: its panel stands beside the table. */
  selected?: number
  onPhone: boolean
  /** Boxes stand before the columns. */
  picks: boolean
}

/** Beside an open panel only the columns that fit whole; alone on the page a wide table scrolls. */
export function useFittingColumns<Row>(scroller: RefObject<HTMLElement | null>, shown: Shown<Row>): readonly TableColumn<Row>[] {
  const { columns, rows, selected, onPhone, picks } = shown
  const beside = selected !== undefined && !onPhone && rows.length > 0
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!beside || !element) return setRoom(Number.POSITIVE_INFINITY)
    const measure = () => setRoom(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, beside])
  return columnsThatFit(columns, room - edges - (picks ? pickColumn.width : 0))
}

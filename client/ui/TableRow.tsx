import { Fragment, type MouseEvent, memo } from 'react'
import { pickLabel, RowCheckbox } from './RowCheckbox.tsx'
import type { TableColumn } from './table-columns.ts'
import classes from './VirtualTable.module.css'

type TableRowProps<Row> = {
  row: Row
  id: number
  index: number
  start: number
  size: number
  columns: readonly TableColumn<Row>[]
  onPhone: boolean
  open: boolean
  /** The row the keyboard is on. */
  active: boolean
  onOpen?: (row: Row) => void
  /** Nothing where rows are not picked. */
  picked: boolean | undefined
  name: string | undefined
  onPick: (index: number, on: boolean, range: 'one' | 'range') => void
}

function PlainTableRow<Row>({ row, id, index, start, size, open, active, onOpen, picked, name, onPick, ...look }: TableRowProps<Row>) {
  const click = (event: MouseEvent) => {
    // A control inside the row answers for itself, and marking text is no click.
    const inside = event.target instanceof Element && event.target.closest('button, a, input, label, [role="listbox"]')
    if (!inside && getSelection()?.isCollapsed !== false) onOpen?.(row)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys for all of its rows.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={open}
      tabIndex={active ? 0 : -1}
      data-row={id}
      data-index={index}
      data-opens={onOpen ? true : undefined}
      data-picked={picked || undefined}
      data-picks={picked !== undefined || undefined}
      className={classes.row}
      style={{ height: size, transform: `translateY(${start}px)` }}
      onClick={click}
    >
      {picked !== undefined && (
        <div role="gridcell" tabIndex={-1} className={classes.pickCell}>
          <RowCheckbox label={pickLabel(name, index + 1)} checked={picked} onPick={(on, range) => onPick(index, on, range)} />
        </div>
      )}
      {look.onPhone ? <TwoLines row={row} columns={look.columns} /> : <Cells row={row} columns={look.columns} />}
    </div>
  )
}

// memo loses the type parameter; the cast gives back what the plain component says.
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow

function Cells<Row>({ row, columns }: { row: Row; columns: readonly TableColumn<Row>[] }) {
  return columns.map(({ id, align, cell }) => (
    <div key={id} role="gridcell" tabIndex={-1} className={classes.cell} data-align={align}>
      {cell(row)}
    </div>
  ))
}

function TwoLines<Row>({ row, columns }: { row: Row; columns: readonly TableColumn<Row>[] }) {
  const at = (place: TableColumn<Row>['phone']) => columns.filter(({ phone }) => phone === place)
  return (
    <div role="gridcell" tabIndex={-1} className={classes.lines}>
      <div className={classes.line}>
        <span className={classes.lineTitle}>
          {at('title').map(({ id, cell }) => (
            <Fragment key={id}>{cell(row)}</Fragment>
          ))}
        </span>
        <span className={classes.lineAside}>
          {at('aside').map(({ id, cell }) => (
            <Fragment key={id}>{cell(row)}</Fragment>
          ))}
        </span>
      </div>
      <div className={classes.line}>
        {at('detail').map(({ id, cell }) => (
          <span key={id} className={classes.lineDetail}>
            {cell(row)}
          </span>
        ))}
      </div>
    </div>
  )
}

import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { RowCheckbox } from './RowCheckbox.tsx'
import type { RowSelection } from './row-selection.ts'
import { nextSort, sortState, type TableColumn } from './table-columns.ts'
import classes from './VirtualTable.module.css'

type TableHeaderProps<Row> = {
  columns: readonly TableColumn<Row>[]
  sort?: string
  onSort?: (sort: string) => void
  /** Picked rows, and the ids of those that are loaded. */
  picks?: RowSelection & { rows: readonly Row[]; rowId: (row: Row) => number }
}

export function TableHeader<Row>({ columns, sort, onSort, picks }: TableHeaderProps<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow} tabIndex={-1}>
        {picks && (
          <div role="columnheader" tabIndex={-1} className={classes.pickCell}>
            <PickAll {...picks} />
          </div>
        )}
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            tabIndex={-1}
            className={classes.header}
            data-align={column.align}
            aria-sort={onSort && sortState(sort, column.sort)}
          >
            {onSort && column.sort ? (
              <UnstyledButton className={classes.sorter} onClick={() => onSort(nextSort(sort, column))}>
                {column.header}
                <Arrow state={sortState(sort, column.sort)} />
              </UnstyledButton>
            ) : (
              <span className={column.quietHeader && 'visually-hidden'}>{column.header}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

/** All rows that are loaded; the bar offers the rest. */
function PickAll<Row>({ rows, rowId, has, set, clear }: NonNullable<TableHeaderProps<Row>['picks']>) {
  const ids = rows.map(rowId)
  const all = ids.length > 0 && ids.every(has)
  return <RowCheckbox label={t('table.pickAll')} checked={all} some={ids.some(has)} onPick={(on) => (on ? set(ids, true) : clear())} />
}

function Arrow({ state }: { state: ReturnType<typeof sortState> }) {
  if (state === 'ascending') return <IconArrowUp size={12} aria-hidden />
  if (state === 'descending') return <IconArrowDown size={12} aria-hidden />
  return null
}

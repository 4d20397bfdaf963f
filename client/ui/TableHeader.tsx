import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { nextSort, sortState, type TableColumn } from './table-columns.ts'
import classes from './VirtualTable.module.css'

type TableHeaderProps<Row> = {
  columns: readonly TableColumn<Row>[]
  sort?: string
  onSort?: (sort: string) => void
}

export function TableHeader<Row>({ columns, sort, onSort }: TableHeaderProps<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow} tabIndex={-1}>
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

function Arrow({ state }: { state: ReturnType<typeof sortState> }) {
  if (state === 'ascending') return <IconArrowUp size={12} aria-hidden />
  if (state === 'descending') return <IconArrowDown size={12} aria-hidden />
  return null
}

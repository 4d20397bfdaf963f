import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type MessageKey, t } from '../lib/messages.ts'
import { BulkBar } from '../lists/bulk/BulkBar.tsx'
import { countsOf } from '../lists/filter-options.tsx'
import classes from '../lists/ListPage.module.css'
import { LoadedTable, useLoadedRows } from '../lists/LoadedTable.tsx'
import { SearchField } from '../lists/SearchField.tsx'
import { askQuickAdd } from '../records/tasks/quick-add.ts'
import { type TaskCard, taskListQuery } from '../records/tasks/task-cards.ts'
import { dueFilters } from '../records/tasks/task-due.ts'
import { ColumnChooser, useShownColumns } from '../ui/ColumnChooser.tsx'
import { CountStrip } from '../ui/CountStrip.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import type { RowSelection } from '../ui/row-selection.ts'
import { SortMenu } from '../ui/SortMenu.tsx'
import { useTaskBulkFields } from './bulk-fields.ts'
import { useTaskColumns, usualColumns } from './columns.tsx'
import { filterValues, useFacets, usePageClock, useTaskFilters, withFilters } from './filters.tsx'
import { filterQuery, isFiltered, listQuery, type TaskSort, type TasksSearch, taskSorts, unfiltered, usualSort } from './search.ts'
import { WhoseTasks } from './WhoseTasks.tsx'

/** What is in sight, in its order. */
export function useTasksList(search: TasksSearch) {
  const clock = usePageClock(search.due)
  const query = useMemo(() => listQuery(search, clock), [search, clock])
  const list = useInfiniteQuery(taskListQuery(query))
  const { data: facets } = useFacets(search, clock)
  const rows = useLoadedRows(list)
  const ids = useMemo(() => rows.map(taskId), [rows])
  return { clock, list, rows, ids, facets, total: facets?.total }
}
export type TasksList = ReturnType<typeof useTasksList>

type ListProps = {
  search: TasksSearch
  onChange: (search: TasksSearch, how?: 'replace') => void
  list: TasksList
  onOpen: (id: number) => void
  selection: RowSelection
}

export function TasksList({ search, onChange, list, onOpen, selection }: ListProps) {
  const allColumns = useTaskColumns()
  const onAsk = (columns: string) => onChange({ ...search, columns }, 'replace')
  const { shown, toggle } = useShownColumns('tasks', allColumns, usualColumns, { asked: search.columns, onAsk })
  const filters = useTaskFilters(search, list.clock)
  const sort = search.sort ?? usualSort
  const setSort = (wanted: string) => onChange({ ...search, sort: taskSorts.find((each) => each === wanted && each !== usualSort) })
  return (
    <>
      <div className={classes.phoneWhose}>
        <WhoseTasks search={search} onChange={onChange} />
      </div>
      <DueStrip search={search} onChange={onChange} facets={list.facets} />
      <FilterBar filters={filters} values={filterValues(search)} onChange={(values) => onChange(withFilters(search, values))}>
        <SearchField
          label={t('tasks.search')}
          hint={t('tasks.searchHint')}
          text={search.q ?? ''}
          onChange={(q) => onChange({ ...search, q: q || undefined }, 'replace')}
        />
        <SortMenu label={t('tasks.sort')} sort={sort} sorts={sorts()} onSort={setSort} />
        <ColumnChooser columns={allColumns} shown={shown} onToggle={toggle} />
      </FilterBar>
      <LoadedTable
        list={list.list}
        rows={list.rows}
        label={t('tasks.table')}
        rowId={taskId}
        rowName={taskTitle}
        selection={selection}
        columns={shown}
        total={list.total}
        selected={search.task}
        onOpen={({ id }) => onOpen(id)}
        sort={sort}
        onSort={setSort}
        empty={<NoTasks search={search} onChange={onChange} />}
      />
      <TasksBulkBar search={search} list={list} selection={selection} />
    </>
  )
}

const taskId = ({ id }: TaskCard) => id
const taskTitle = ({ title }: TaskCard) => title

function TasksBulkBar({ search, list, selection }: Pick<ListProps, 'search' | 'list' | 'selection'>) {
  const fields = useTaskBulkFields()
  const query = useMemo(() => filterQuery(search, list.clock), [search, list.clock])
  return <BulkBar kind="task" selection={selection} total={list.total} query={query} fields={fields} assign="assignedToId" />
}

/** Overdue, today, this week, later: figures that filter. Tasks without a date are a rare kind and shown where there are some. */
function DueStrip({ search, onChange, facets }: Pick<ListProps, 'search' | 'onChange'> & Pick<TasksList, 'facets'>) {
  const counts = countsOf(facets?.due)
  const shown = dueFilters.filter((value) => value !== 'none' || search.due === 'none' || counts?.get('none'))
  const items = shown.map((value) => ({ value, label: t(`tasks.${value}`), count: counts && (counts.get(value) ?? 0) }))
  const toggle = (value: string) => {
    const due = dueFilters.find((group) => group === value && group !== search.due)
    onChange({ ...search, due })
  }
  return <CountStrip label={t('tasks.byDue')} items={items} chosen={search.due ? [search.due] : []} onToggle={toggle} />
}

const sortLabels: Record<TaskSort, MessageKey> = {
  dueDate: 'tasks.dueFirst',
  '-dueDate': 'tasks.dueLast',
  '-priority': 'tasks.urgentFirst',
  priority: 'tasks.urgentLast',
  '-createdAt': 'tasks.newest',
  createdAt: 'tasks.oldest',
}

const sorts = () => taskSorts.map((value) => ({ value, label: t(sortLabels[value]) }))

function NoTasks({ search, onChange }: Pick<ListProps, 'search' | 'onChange'>) {
  if (isFiltered(search))
    return (
      <EmptyState
        title={t('tasks.emptyFiltered')}
        detail={t('tasks.emptyFilteredDetail')}
        action={
          <Button variant="default" onClick={() => onChange(unfiltered(search))}>
            {t('tasks.clearFilters')}
          </Button>
        }
      />
    )
  const add = (
    <Button variant="default" onClick={() => askQuickAdd()}>
      {t('tasks.addLong')}
    </Button>
  )
  return <EmptyState title={t('tasks.emptyTitle')} detail={t('tasks.emptyDetail')} action={add} />
}

import { Button, SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { clockStates } from '#shared/values'
import { type MessageKey, t } from '../lib/messages.ts'
import { BulkBar } from '../lists/bulk/BulkBar.tsx'
import { countsOf } from '../lists/filter-options.tsx'
import classes from '../lists/ListPage.module.css'
import { SearchField } from '../lists/SearchField.tsx'
import { ColumnChooser, useShownColumns } from '../ui/ColumnChooser.tsx'
import { CountStrip } from '../ui/CountStrip.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import { toggled } from '../ui/filters.ts'
import type { RowSelection } from '../ui/row-selection.ts'
import { SortMenu } from '../ui/SortMenu.tsx'
import { ComingBoard } from '../ui/VirtualBoard.tsx'
import { useBoardColumns } from './board-columns.ts'
import { usePatientBulkFields } from './bulk-fields.ts'
import { filterValues, useFacets, usePatientFilters, withFilters } from './filters.tsx'
import { PanelSwitch } from './PatientsBar.tsx'
import { PatientsBoard } from './PatientsBoard.tsx'
import { PatientsTable, usePatientColumns, useTableRows, usualColumns } from './PatientsTable.tsx'
import { filterQuery, isFiltered, listQuery, type PatientSort, type PatientsSearch, patientSorts, unfiltered, usualSort } from './search.ts'

type Change = (search: PatientsSearch, how?: 'replace') => void
type ListProps = {
  search: PatientsSearch
  onChange: Change
  list: ReturnType<typeof usePatientsList>
  onOpen: (id: number) => void
  onAdd?: () => void
  /** Nothing for those who may not change patients. */
  selection: RowSelection | undefined
}

/** What is in sight, in its order. */
export function usePatientsList(search: PatientsSearch) {
  const query = useMemo(() => listQuery(search), [search])
  const board = search.view === 'board'
  const table = useTableRows(query, !board)
  const counts = useFacets(search)
  const facets = counts.data
  const stages = useMemo(() => countsOf(facets?.stage), [facets])
  const clocks = useMemo(() => countsOf(facets?.clock), [facets])
  const columns = useBoardColumns(search, stages)
  const ids = board ? columns.flatMap(({ cards }) => cards.map(({ id }) => id)) : table.rows.map(({ id }) => id)
  return { table, columns, ids, clocks, counts, total: facets?.total }
}

export function PatientsList({ search, onChange, list, onOpen, onAdd, selection }: ListProps) {
  const allColumns = usePatientColumns()
  const { shown, toggle } = useShownColumns('patients', allColumns, usualColumns, {
    asked: search.columns,
    onAsk: (columns) => onChange({ ...search, columns }, 'replace'),
  })
  const { filters, look } = usePatientFilters(search)
  const board = search.view === 'board'
  const sort = search.sort ?? usualSort
  const setSort = (wanted: string) => onChange({ ...search, sort: patientSorts.find((each) => each === wanted && each !== usualSort) })
  const empty = <NoPatients search={search} onChange={onChange} onAdd={onAdd} />
  return (
    <>
      <div className={classes.phoneWhose}>
        <PanelSwitch search={search} onChange={onChange} />
      </div>
      <ClockStrip search={search} onChange={onChange} counts={list.clocks} />
      <FilterBar filters={filters} values={filterValues(search)} onChange={(values) => onChange(withFilters(search, values))} onOpen={look}>
        <SearchField
          label={t('patients.search')}
          text={search.q ?? ''}
          onChange={(q) => onChange({ ...search, q: q || undefined }, 'replace')}
        />
        {board && <ColumnsSwitch search={search} onChange={onChange} />}
        <SortMenu label={t('leads.sort')} sort={sort} sorts={sorts()} onSort={setSort} />
        {!board && <ColumnChooser columns={allColumns} shown={shown} onToggle={toggle} />}
      </FilterBar>
      {board && list.total === 0 && empty}
      {board && list.total === undefined && <NoColumns counts={list.counts} />}
      {board && list.total !== undefined && list.total > 0 && (
        <PatientsBoard columns={list.columns} by={search.by ?? 'stage'} selected={search.patient} onOpen={({ id }) => onOpen(id)} />
      )}
      {!board && (
        <PatientsTable
          {...list.table}
          columns={shown}
          total={list.total}
          selected={search.patient}
          onOpen={({ id }) => onOpen(id)}
          sort={sort}
          onSort={setSort}
          empty={empty}
          selection={selection}
        />
      )}
      {!board && selection && <PatientsBulkBar search={search} list={list} selection={selection} />}
    </>
  )
}

/** Which columns there are is told by the counts: until then, or without them, there is no board. */
function NoColumns({ counts: { isError, error, refetch } }: { counts: ReturnType<typeof useFacets> }) {
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <ComingBoard />
}

function PatientsBulkBar({ search, list, selection }: Pick<ListProps, 'search' | 'list'> & { selection: RowSelection }) {
  const fields = usePatientBulkFields()
  const query = useMemo(() => filterQuery(search), [search])
  return <BulkBar kind="contact" selection={selection} total={list.total} query={query} fields={fields} assign="healthCoachId" />
}

const sortLabels: Partial<Record<PatientSort, MessageKey>> = {
  dueAt: 'patientSorts.dueFirst',
  stageEnteredAt: 'patientSorts.longestHere',
  lastName: 'leadSorts.nameAz',
  '-lastName': 'leadSorts.nameZa',
  stage: 'patientSorts.stageFirst',
  '-stage': 'patientSorts.stageLast',
  '-updatedAt': 'leadSorts.updatedNewest',
  '-createdAt': 'leadSorts.createdNewest',
  createdAt: 'leadSorts.createdOldest',
}
const sorts = () =>
  patientSorts.flatMap((value) => {
    const label = sortLabels[value]
    return label ? [{ value, label: t(label) }] : []
  })

/** What is due, as figures that filter. */
function ClockStrip({
  search,
  onChange,
  counts,
}: Pick<ListProps, 'search' | 'onChange'> & { counts: ReadonlyMap<string, number> | undefined }) {
  const chosen = search.clock ?? []
  const toggle = (value: string) => {
    const next = toggled(chosen, value)
    onChange({ ...search, clock: next && clockStates.filter((state) => next.includes(state)) })
  }
  const items = clockStates
    .filter((state) => state !== 'none' || (counts?.get('none') ?? 0) > 0)
    .map((state) => ({ value: state, label: t(`clocks.${state}`), count: counts && (counts.get(state) ?? 0) }))
  return <CountStrip label={t('patients.clocks')} items={items} chosen={chosen} onToggle={toggle} />
}

/** Stage by stage, or the five groups for an overview. */
function ColumnsSwitch({ search, onChange }: Pick<ListProps, 'search' | 'onChange'>) {
  const all = search.stages === 'all'
  return (
    <div className={classes.columnsSwitch} data-own-line>
      <SegmentedControl
        aria-label={t('patients.columns')}
        value={search.by ?? 'stage'}
        onChange={(by) => onChange({ ...search, by: by === 'group' ? 'group' : undefined })}
        data={[
          { value: 'stage', label: t('patients.byStage') },
          { value: 'group', label: t('patients.byGroup') },
        ]}
      />
      {search.by !== 'group' && (
        <Button variant="subtle" color="gray" onClick={() => onChange({ ...search, stages: all ? undefined : 'all' })}>
          {t(all ? 'patients.usedStages' : 'patients.allStages')}
        </Button>
      )}
    </div>
  )
}

function NoPatients({ search, onChange, onAdd }: Pick<ListProps, 'search' | 'onChange' | 'onAdd'>) {
  const add = onAdd && (
    <Button variant="default" onClick={onAdd}>
      {t('patient.add')}
    </Button>
  )
  if (!isFiltered(search)) return <EmptyState title={t('patients.emptyTitle')} detail={t('patients.emptyDetail')} action={add} />
  const clear = (
    <Button variant="default" onClick={() => onChange(unfiltered(search))}>
      {t('leads.clearFilters')}
    </Button>
  )
  return <EmptyState title={t('patients.emptyFiltered')} detail={t('patients.emptyFilteredDetail')} action={clear} />
}

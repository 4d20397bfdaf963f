import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { leadStatuses } from '#shared/values'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { BulkBar } from '../lists/bulk/BulkBar.tsx'
import classes from '../lists/ListPage.module.css'
import { SearchField } from '../lists/SearchField.tsx'
import { ColumnChooser, useShownColumns } from '../ui/ColumnChooser.tsx'
import { CountStrip } from '../ui/CountStrip.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import { toggled } from '../ui/filters.ts'
import type { RowSelection } from '../ui/row-selection.ts'
import { useBoardColumns } from './board-columns.ts'
import { useLeadBulkFields } from './bulk-fields.ts'
import { filterValues, useFacets, useLeadFilters, withFilters } from './filters.tsx'
import { LeadSortMenu } from './LeadSortMenu.tsx'
import { LeadsBoard } from './LeadsBoard.tsx'
import { LeadsTable, useLeadColumns, useTableRows, usualColumns } from './LeadsTable.tsx'
import { LeadStatusGlyph } from './looks.tsx'
import { filterQuery, isFiltered, type LeadsSearch, leadSorts, listQuery, unfiltered, usualSort } from './search.ts'
import { WhoseLeads } from './WhoseLeads.tsx'

type Change = (search: LeadsSearch, how?: 'replace') => void
type ListProps = {
  search: LeadsSearch
  onChange: Change
  list: ReturnType<typeof useLeadsList>
  onOpen: (id: number) => void
  onAdd?: () => void
  selection: RowSelection
}

/** What is in sight, in its order. */
export function useLeadsList(search: LeadsSearch) {
  const query = useMemo(() => listQuery(search), [search])
  const board = search.view === 'board'
  const table = useTableRows(query, !board)
  const columns = useBoardColumns(query, board)
  const { data: facets } = useFacets(search)
  const ids = board ? columns.flatMap(({ cards }) => cards.map(({ id }) => id)) : table.rows.map(({ id }) => id)
  const counts = useMemo(() => facets && new Map(facets.status.map(({ value, count }) => [String(value), count])), [facets])
  return { table, columns, ids, counts, total: facets?.total }
}

export function LeadsList({ search, onChange, list, onOpen, onAdd, selection }: ListProps) {
  const allColumns = useLeadColumns()
  const onAsk = (columns: string) => onChange({ ...search, columns }, 'replace')
  const { shown, toggle } = useShownColumns('leads', allColumns, usualColumns, { asked: search.columns, onAsk })
  const { filters, look } = useLeadFilters(search)
  const board = search.view === 'board'
  const sort = search.sort ?? usualSort
  const setSort = (wanted: string) => onChange({ ...search, sort: leadSorts.find((each) => each === wanted && each !== usualSort) })
  const empty = <NoLeads search={search} onChange={onChange} onAdd={onAdd} />
  return (
    <>
      <div className={classes.phoneWhose}>
        <WhoseLeads search={search} onChange={onChange} />
      </div>
      {!board && <StatusStrip search={search} onChange={onChange} counts={list.counts} />}
      <FilterBar filters={filters} values={filterValues(search)} onChange={(values) => onChange(withFilters(search, values))} onOpen={look}>
        <SearchField
          label={t('leads.search')}
          text={search.q ?? ''}
          onChange={(q) => onChange({ ...search, q: q || undefined }, 'replace')}
        />
        <LeadSortMenu sort={sort} onSort={setSort} />
        {!board && <ColumnChooser columns={allColumns} shown={shown} onToggle={toggle} />}
      </FilterBar>
      {board && list.total === 0 && empty}
      {board && list.total !== 0 && (
        <LeadsBoard columns={list.columns} counts={list.counts} selected={search.lead} onOpen={({ id }) => onOpen(id)} />
      )}
      {!board && (
        <LeadsTable
          {...list.table}
          columns={shown}
          total={list.total}
          selected={search.lead}
          onOpen={({ id }) => onOpen(id)}
          sort={sort}
          onSort={setSort}
          empty={empty}
          selection={selection}
        />
      )}
      {!board && <LeadsBulkBar search={search} list={list} selection={selection} />}
    </>
  )
}

function LeadsBulkBar({ search, list, selection }: Pick<ListProps, 'search' | 'list' | 'selection'>) {
  const fields = useLeadBulkFields()
  const query = useMemo(() => filterQuery(search), [search])
  return <BulkBar kind="lead" selection={selection} total={list.total} query={query} fields={fields} assign="ownerId" />
}

function StatusStrip({
  search,
  onChange,
  counts,
}: Pick<ListProps, 'search' | 'onChange'> & { counts: ReadonlyMap<string, number> | undefined }) {
  const chosen = search.status ?? []
  const toggle = (value: string) => {
    const next = toggled(chosen, value)
    onChange({ ...search, status: next && leadStatuses.filter((status) => next.includes(status)) })
  }
  const items = leadStatuses.map((status) => ({
    value: status,
    label: valueWord(status),
    glyph: <LeadStatusGlyph status={status} />,
    count: counts && (counts.get(status) ?? 0),
  }))
  return <CountStrip label={t('leads.stages')} items={items} chosen={chosen} onToggle={toggle} />
}

function NoLeads({ search, onChange, onAdd }: Pick<ListProps, 'search' | 'onChange' | 'onAdd'>) {
  const add = onAdd && (
    <Button variant="default" onClick={onAdd}>
      {t('newLead.action')}
    </Button>
  )
  if (!isFiltered(search)) return <EmptyState title={t('leads.emptyTitle')} detail={t('leads.emptyDetail')} action={add} />
  const clear = (
    <Button variant="default" onClick={() => onChange(unfiltered(search))}>
      {t('leads.clearFilters')}
    </Button>
  )
  return <EmptyState title={t('leads.emptyFiltered')} detail={t('leads.emptyFilteredDetail')} action={clear} />
}

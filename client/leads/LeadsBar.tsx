import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { count } from '../lib/dates.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { AddButton, BarMenu, ExportItem, ViewSwitch } from '../lists/bar.tsx'
import classes from '../lists/ListPage.module.css'
import { ViewsMenu } from '../lists/views/ViewsMenu.tsx'
import { fallingQuery } from '../records/next-step/falling.ts'
import { useKeptColumns } from '../ui/ColumnChooser.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { exportColumns } from './export-columns.ts'
import { useFacets } from './filters.tsx'
import { usualColumns } from './LeadsTable.tsx'
import { facetsQuery } from './queries.ts'
import { isFiltered, type LeadsSearch, listQuery, readLeadsSearch } from './search.ts'
import { WhoseLeads } from './WhoseLeads.tsx'

type BarProps = { search: LeadsSearch; onChange: (search: LeadsSearch) => void; onAdd?: () => void }

export function LeadsBar({ search, onChange, onAdd, onPick }: BarProps & { onPick: () => void }) {
  const { data: all } = useQuery(facetsQuery({}))
  const { data: shown } = useFacets(search)
  const columns = useKeptColumns('leads', usualColumns)
  return (
    <PageBar title={t('leads.title')} detail={all && shown && countWords(search, shown.total, all.total)}>
      <NoNextStep search={search} onChange={onChange} />
      <span className={classes.deskOnly}>
        <WhoseLeads search={search} onChange={onChange} />
      </span>
      <ViewsMenu page="leads" search={search} columns={search.columns ?? columns} onOpen={(saved) => onChange(readLeadsSearch(saved))} />
      <ViewSwitch
        label={t('leads.view')}
        words={{ table: t('leads.viewTable'), board: t('leads.viewBoard') }}
        view={search.view}
        onChange={(view) => onChange({ ...search, view })}
      />
      <LeadsMenu search={search} shown={search.columns ?? columns} onPick={onPick} />
      {onAdd && <AddButton label={t('newLead.action')} onClick={onAdd} />}
    </PageBar>
  )
}

/** The leads whom nobody will remind the clinic of; always in reach, gone when there is none. */
function NoNextStep({ search, onChange }: BarProps) {
  const figure = useQuery(fallingQuery).data?.leads.total ?? 0
  if (figure === 0) return null
  return (
    <Button
      className={classes.deskOnly}
      variant="light"
      color="red"
      size="compact-sm"
      leftSection={<IconAlertTriangle size={14} aria-hidden />}
      aria-pressed={!!search.fallsThrough}
      onClick={() => onChange({ ...search, fallsThrough: search.fallsThrough ? undefined : ['true'] })}
    >
      {t('falling.waiting', { count: figure })}
    </Button>
  )
}

const countWords = (search: LeadsSearch, shown: number, all: number) =>
  isFiltered(search) ? t('leads.shown', { shown: count(shown), all: count(all) }) : count(all)

function LeadsMenu({ search, shown, onPick }: { search: LeadsSearch; shown: string; onPick: () => void }) {
  const query = listQuery(search)
  return (
    <BarMenu label={t('leads.more')} onPick={search.view ? undefined : onPick}>
      {!search.view && (
        <ExportItem href={address('/exports/leads.csv', { query: { ...query, columns: exportColumns(shown) } })}>
          {t('leads.exportShown')}
        </ExportItem>
      )}
      <ExportItem href={address('/exports/leads.csv', { query })}>{t('leads.exportAll')}</ExportItem>
    </BarMenu>
  )
}

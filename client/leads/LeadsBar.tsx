import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core'
import {
  IconAlertTriangle,
  IconChecks,
  IconDots,
  IconDownload,
  IconHistory,
  IconLayoutKanban,
  IconList,
  IconPlus,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '../lib/dates.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import classes from '../lists/ListPage.module.css'
import { ViewsMenu } from '../lists/views/ViewsMenu.tsx'
import { fallingQuery } from '../records/falling.ts'
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
      <ViewSwitch search={search} onChange={onChange} />
      <BarMenu search={search} shown={search.columns ?? columns} onPick={onPick} />
      {onAdd && (
        <Button onClick={onAdd} className={classes.add} aria-label={t('newLead.action')}>
          <IconPlus size={14} aria-hidden />
          <span className={classes.addWords}>{t('newLead.action')}</span>
        </Button>
      )}
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

function ViewSwitch({ search, onChange }: BarProps) {
  const label = (Icon: typeof IconList, words: string) => (
    <span className={classes.view} title={words}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  )
  return (
    <SegmentedControl
      aria-label={t('leads.view')}
      value={search.view ?? 'table'}
      onChange={(view) => onChange({ ...search, view: view === 'board' ? 'board' : undefined })}
      data={[
        { value: 'table', label: label(IconList, t('leads.viewTable')) },
        { value: 'board', label: label(IconLayoutKanban, t('leads.viewBoard')) },
      ]}
    />
  )
}

function BarMenu({ search, shown, onPick }: { search: LeadsSearch; shown: string; onPick: () => void }) {
  const query = listQuery(search)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('leads.more')} title={t('leads.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {search.view !== 'board' && <ExportItem query={{ ...query, columns: exportColumns(shown) }}>{t('leads.exportShown')}</ExportItem>}
        <ExportItem query={query}>{t('leads.exportAll')}</ExportItem>
        {!search.view && (
          <Menu.Item leftSection={<IconChecks size={14} aria-hidden />} onClick={onPick}>
            {t('bulk.pick')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/bulk" leftSection={<IconHistory size={14} aria-hidden />}>
          {t('bulk.pageTitle')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function ExportItem({ query, children }: { query: Record<string, unknown>; children: string }) {
  const href = address('/exports/leads.csv', { query })
  return (
    <Menu.Item component="a" href={href} download leftSection={<IconDownload size={14} aria-hidden />}>
      {children}
    </Menu.Item>
  )
}

import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core'
import { IconChecks, IconDots, IconDownload, IconHistory, IconLayoutKanban, IconList, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '../lib/dates.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import classes from '../lists/ListPage.module.css'
import { ViewsMenu } from '../lists/views/ViewsMenu.tsx'
import { useActor } from '../records/people.ts'
import { useKeptColumns } from '../ui/ColumnChooser.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { useFacets } from './filters.tsx'
import { usualColumns } from './PatientsTable.tsx'
import { facetsQuery } from './queries.ts'
import { filterQuery, isFiltered, type PatientsSearch, readPatientsSearch } from './search.ts'

type BarProps = { search: PatientsSearch; onChange: (search: PatientsSearch) => void; onAdd?: () => void }

export function PatientsBar({ search, onChange, onAdd, onPick }: BarProps & { onPick: (() => void) | undefined }) {
  const { data: all } = useQuery(facetsQuery({}))
  const { data: shown } = useFacets(search)
  const columns = useKeptColumns('patients', usualColumns)
  return (
    <PageBar title={t('patients.title')} detail={all && shown && countWords(search, shown.total, all.total)}>
      <span className={classes.deskOnly}>
        <PanelSwitch search={search} onChange={onChange} />
      </span>
      <ViewsMenu
        page="contacts"
        search={search}
        columns={search.columns ?? columns}
        onOpen={(saved) => onChange(readPatientsSearch(saved))}
      />
      <ViewSwitch search={search} onChange={onChange} />
      <BarMenu search={search} onPick={search.view ? undefined : onPick} />
      {onAdd && (
        <Button onClick={onAdd} className={classes.add} aria-label={t('patient.add')}>
          <IconPlus size={14} aria-hidden />
          <span className={classes.addWords}>{t('patient.add')}</span>
        </Button>
      )}
    </PageBar>
  )
}

const countWords = (search: PatientsSearch, shown: number, all: number) =>
  isFiltered(search) ? t('leads.shown', { shown: count(shown), all: count(all) }) : count(all)

/** Everybody's, or mine. */
export function PanelSwitch({ search, onChange }: BarProps) {
  const me = String(useActor().userId)
  const [coach, ...others] = search.healthCoachId ?? []
  const value = others.length > 0 ? 'other' : coach === undefined ? 'all' : coach === me ? 'mine' : 'other'
  return (
    <SegmentedControl
      aria-label={t('patients.whose')}
      value={value}
      onChange={(whose) => onChange({ ...search, healthCoachId: whose === 'mine' ? [me] : undefined })}
      data={[
        { value: 'mine', label: t('patients.myPanel') },
        { value: 'all', label: t('patients.everyone') },
      ]}
    />
  )
}

function ViewSwitch({ search, onChange }: BarProps) {
  const label = (Icon: typeof IconList, words: string) => (
    <span className={classes.view} title={words}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  )
  return (
    <SegmentedControl
      aria-label={t('patients.view')}
      value={search.view ?? 'table'}
      onChange={(view) => onChange({ ...search, view: view === 'board' ? 'board' : undefined })}
      data={[
        { value: 'table', label: label(IconList, t('patients.viewTable')) },
        { value: 'board', label: label(IconLayoutKanban, t('patients.viewBoard')) },
      ]}
    />
  )
}

/** Sorts that only this page has stay out of the file's address. */
const exportSorts = new Set<unknown>(['lastName', '-lastName', 'stage', '-stage', '-updatedAt', '-createdAt', 'createdAt'])

function BarMenu({ search, onPick }: { search: PatientsSearch; onPick: (() => void) | undefined }) {
  const sort = exportSorts.has(search.sort) ? search.sort : undefined
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('leads.more')} title={t('leads.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={address('/exports/contacts.csv', { query: { ...filterQuery(search), sort } })}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('leads.exportAll')}
        </Menu.Item>
        {onPick && (
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

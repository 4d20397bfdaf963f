import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { count } from '../lib/dates.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { AddButton, BarMenu, ExportItem, ViewSwitch } from '../lists/bar.tsx'
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
      <ViewSwitch
        label={t('patients.view')}
        words={{ table: t('patients.viewTable'), board: t('patients.viewBoard') }}
        view={search.view}
        onChange={(view) => onChange({ ...search, view })}
      />
      <PatientsMenu search={search} onPick={onPick} />
      {onAdd && <AddButton label={t('patient.add')} onClick={onAdd} />}
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

/** Sorts that only this page has stay out of the file's address. */
const exportSorts = new Set<unknown>(['lastName', '-lastName', 'stage', '-stage', '-updatedAt', '-createdAt', 'createdAt'])

function PatientsMenu({ search, onPick }: { search: PatientsSearch; onPick: (() => void) | undefined }) {
  const sort = exportSorts.has(search.sort) ? search.sort : undefined
  return (
    <BarMenu label={t('leads.more')} onPick={search.view ? undefined : onPick}>
      <ExportItem href={address('/exports/contacts.csv', { query: { ...filterQuery(search), sort } })}>{t('leads.exportAll')}</ExportItem>
    </BarMenu>
  )
}

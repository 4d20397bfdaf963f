import { count } from '../lib/dates.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { AddButton, BarMenu, ExportItem } from '../lists/bar.tsx'
import classes from '../lists/ListPage.module.css'
import { ViewsMenu } from '../lists/views/ViewsMenu.tsx'
import { askQuickAdd } from '../records/tasks/quick-add.ts'
import { useKeptColumns } from '../ui/ColumnChooser.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { usualColumns } from './columns.tsx'
import { useFacets, usePageClock } from './filters.tsx'
import { isFiltered, listQuery, readTasksSearch, type TasksSearch } from './search.ts'
import type { TasksList } from './TasksList.tsx'
import { WhoseTasks } from './WhoseTasks.tsx'

type BarProps = { search: TasksSearch; onChange: (search: TasksSearch) => void; list: TasksList }

export function TasksBar({ search, onChange, list, onPick }: BarProps & { onPick: () => void }) {
  const { data: all } = useFacets({}, list.clock)
  const columns = useKeptColumns('tasks', usualColumns)
  const open = all && count(all.total)
  const shown = list.total !== undefined && count(list.total)
  const words = isFiltered(search) ? open && shown && t('tasks.shown', { shown, all: open }) : open && t('tasks.open', { count: open })
  return (
    <PageBar title={t('tasks.title')} detail={words || undefined}>
      <span className={classes.deskOnly}>
        <WhoseTasks search={search} onChange={onChange} />
      </span>
      <ViewsMenu page="tasks" search={search} columns={search.columns ?? columns} onOpen={(saved) => onChange(readTasksSearch(saved))} />
      <TasksMenu search={search} onPick={onPick} />
      <AddButton label={t('tasks.addLong')} words={t('tasks.add')} onClick={() => askQuickAdd()} />
    </PageBar>
  )
}

function TasksMenu({ search, onPick }: { search: TasksSearch; onPick: () => void }) {
  const clock = usePageClock(search.due)
  return (
    <BarMenu label={t('tasks.more')} onPick={onPick}>
      <ExportItem href={address('/exports/tasks.csv', { query: listQuery(search, clock) })}>{t('tasks.exportCsv')}</ExportItem>
    </BarMenu>
  )
}

import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChecks, IconDots, IconDownload, IconHistory, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { count } from '../lib/dates.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { ViewsMenu } from '../lists/views/ViewsMenu.tsx'
import { askQuickAdd } from '../records/quick-add.ts'
import { useKeptColumns } from '../ui/ColumnChooser.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { usualColumns } from './columns.tsx'
import { useFacets, usePageClock } from './filters.tsx'
import { isFiltered, listQuery, readTasksSearch, type TasksSearch } from './search.ts'
import type { TasksList } from './TasksList.tsx'
import classes from './TasksPage.module.css'
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
      <BarMenu search={search} onPick={onPick} />
      <Button onClick={() => askQuickAdd()} className={classes.add} aria-label={t('tasks.addLong')}>
        <IconPlus size={14} aria-hidden />
        <span className={classes.addWords}>{t('tasks.add')}</span>
      </Button>
    </PageBar>
  )
}

function BarMenu({ search, onPick }: { search: TasksSearch; onPick: () => void }) {
  const clock = usePageClock(search.due)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('tasks.more')} title={t('tasks.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={address('/exports/tasks.csv', { query: listQuery(search, clock) })}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('tasks.exportCsv')}
        </Menu.Item>
        <Menu.Item leftSection={<IconChecks size={14} aria-hidden />} onClick={onPick}>
          {t('bulk.pick')}
        </Menu.Item>
        <Menu.Item component={Link} to="/bulk" leftSection={<IconHistory size={14} aria-hidden />}>
          {t('bulk.pageTitle')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

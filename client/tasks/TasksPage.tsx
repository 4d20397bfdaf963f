import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { rowAt } from '../lib/place.ts'
import { ListFoot } from '../lists/ListFoot.tsx'
import { ListPage, usePanelPlace } from '../lists/ListPage.tsx'
import { searchKey } from '../lists/list-keys.ts'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
import { isOpenTask } from '../records/tasks/open-tasks.ts'
import { useMayChange } from '../records/tasks/TaskMarks.tsx'
import { type TaskCard, useTaskActs } from '../records/tasks/task-cards.ts'
import { useRowSelection } from '../ui/row-selection.ts'
import type { TasksSearch } from './search.ts'
import { TasksBar } from './TasksBar.tsx'
import { TasksList, useTasksList } from './TasksList.tsx'

const TaskPanel = lazy(async () => ({ default: (await import('./TaskPanel.tsx')).TaskPanel }))

/** What the team has to do, with one task open beside the list. Everything chosen stands in the address. */
export function TasksPage() {
  const search = useSearch({ from: '/staff/tasks' })
  const change = useChangeSearch()
  const list = useTasksList(search)
  const selection = useRowSelection(JSON.stringify({ ...search, task: undefined, sort: undefined, saved: undefined, columns: undefined }))
  const open = (id: number | undefined) => change({ ...search, task: id })
  const place = usePanelPlace(list, search.task, open)
  usePageKeys(list.rows)
  const panel = search.task !== undefined && (
    <Suspense>
      <TaskPanel {...place} key={search.task} id={search.task} />
    </Suspense>
  )
  return (
    <ListPage
      title={t('tasks.title')}
      bar={<TasksBar search={search} onChange={change} list={list} onPick={selection.startPicking} />}
      panel={panel}
    >
      <StaleDialog />
      <TasksList search={search} onChange={change} list={list} onOpen={open} selection={selection} />
      <TasksFoot />
    </ListPage>
  )
}

/** Filters and tasks make steps to go back to; nothing scrolls away. */
function useChangeSearch() {
  const navigate = useNavigate()
  return (search: TasksSearch, how?: 'replace') => void navigate({ to: '/tasks', search, replace: how === 'replace', resetScroll: false })
}
export type ChangeSearch = ReturnType<typeof useChangeSearch>

function usePageKeys(rows: readonly TaskCard[]) {
  const acts = useTaskActs()
  const mayChange = useMayChange()
  const toggle = () => {
    const id = rowAt(document.activeElement)
    const task = rows.find((row) => row.id === id)
    if (!task || !mayChange(task) || task.status === 'Cancelled') return
    if (isOpenTask(task)) acts.complete(task)
    else acts.reopen(task)
  }
  useKeys([searchKey(t('tasks.keySearchLong')), { key: 'd', does: t('tasks.keyDoneLong'), run: toggle }])
}

function TasksFoot() {
  const hints = [
    { keys: ['J', 'K'], does: t('tasks.keyMove') },
    { keys: ['Enter'], does: t('tasks.keyOpen') },
    { keys: ['D'], does: t('tasks.keyDone') },
    { keys: ['X'], does: t('table.pickHint') },
    { keys: ['T'], does: t('tasks.keyAdd') },
    { keys: ['/'], does: t('tasks.keySearch') },
    { keys: ['?'], does: t('tasks.keyAll') },
  ]
  return <ListFoot hints={hints} />
}

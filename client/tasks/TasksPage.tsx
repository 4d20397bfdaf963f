import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { rowAt, usePlace } from '../lib/place.ts'
import { useTitle } from '../lib/title.ts'
import { isOpenTask } from '../records/open-tasks.ts'
import { useMayChange } from '../records/TaskMarks.tsx'
import { type TaskCard, useTaskActs } from '../records/task-cards.ts'
import { KeyHints } from '../ui/KeyHints.tsx'
import { LiveState } from '../ui/LiveState.tsx'
import { useNarrowerThan, widths } from '../ui/media.ts'
import { useRowSelection } from '../ui/row-selection.ts'
import { SplitView } from '../ui/SidePanel.tsx'
import type { TasksSearch } from './search.ts'
import { TasksBar } from './TasksBar.tsx'
import { TasksList, useTasksList } from './TasksList.tsx'

const TaskPanel = lazy(async () => ({ default: (await import('./TaskPanel.tsx')).TaskPanel }))

/** What the team has to do, with one task open beside the list. Everything chosen stands in the address. */
export function TasksPage() {
  useTitle(t('tasks.title'))
  const search = useSearch({ from: '/staff/tasks' })
  const change = useChangeSearch()
  const list = useTasksList(search)
  const selection = useRowSelection(JSON.stringify({ ...search, task: undefined, sort: undefined, saved: undefined, columns: undefined }))
  const open = (id: number | undefined) => change({ ...search, task: id })
  const place = usePlace(
    list.rows.map(({ id }) => id),
    search.task,
  )
  const narrow = useNarrowerThan(widths.narrow)
  usePageKeys(list.rows)
  const panel = search.task !== undefined && (
    <Suspense>
      <TaskPanel
        key={search.task}
        id={search.task}
        position={place.at === undefined ? undefined : { at: place.at + 1, of: Math.max(list.total ?? 0, list.rows.length) }}
        onPrevious={place.previous === undefined ? undefined : () => open(place.previous)}
        onNext={place.next === undefined ? undefined : () => open(place.next)}
        onClose={() => open(undefined)}
      />
    </Suspense>
  )
  return (
    <>
      {panel && narrow ? (
        <h1 className="visually-hidden">{t('tasks.title')}</h1>
      ) : (
        <TasksBar search={search} onChange={change} list={list} onPick={selection.startPicking} />
      )}
      <SplitView panel={panel || undefined}>
        <TasksList search={search} onChange={change} list={list} onOpen={open} selection={selection} />
        <TasksFoot />
      </SplitView>
    </>
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
  useKeys([
    { key: '/', does: t('tasks.keySearchLong'), run: () => document.querySelector<HTMLElement>('[data-list-search]')?.focus() },
    { key: 'd', does: t('tasks.keyDoneLong'), run: toggle },
  ])
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
  return (
    <KeyHints hints={hints}>
      <LiveState />
    </KeyHints>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { isOpenTask } from '../records/tasks/open-tasks.ts'
import { PriorityMark } from '../records/tasks/PriorityMark.tsx'
import { askQuickAdd } from '../records/tasks/quick-add.ts'
import { Due, Repeats, TaskCheck, TaskPerson } from '../records/tasks/TaskMarks.tsx'
import { myTasksQuery, type TaskActs, type TaskCard, useTaskActs } from '../records/tasks/task-cards.ts'
import { type DueGroup, dueGroup, dueGroups } from '../records/tasks/task-due.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import classes from './MyDayPage.module.css'

/** What is overdue, due today, this week and later, by the clinic's calendar; done by one press. */
export function MyTasks() {
  const me = useMe()
  const now = useNow()
  const query = useQuery(myTasksQuery(me.id))
  const [showLater, setShowLater] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const acts = useKeepingFocus(list)
  if (query.isPending) return <SkeletonRows rows={8} columns={3} />
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const groups = Map.groupBy(query.data.data, ({ dueDate }) => dueGroup(dueDate, now, me.clinic.timeZone))
  const later = groups.get('later')?.length ?? 0
  const shown = dueGroups.filter((group) => group !== 'later' || showLater)
  return (
    <div ref={list} role="group" aria-label={t('myDay.tasks')}>
      {query.data.data.length === 0 && <NothingLeft />}
      {shown.map((group) => (
        <Group key={group} group={group} tasks={groups.get(group) ?? []} acts={acts} />
      ))}
      {later > 0 && !showLater && (
        <Button variant="subtle" color="gray" className={classes.showLater} onClick={() => setShowLater(true)}>
          {t('myDay.showLater', { count: later })}
        </Button>
      )}
    </div>
  )
}

function NothingLeft() {
  const add = (
    <Button variant="default" onClick={() => askQuickAdd()}>
      {t('tasks.addLong')}
    </Button>
  )
  return <EmptyState title={t('myDay.nothingTitle')} detail={t('myDay.nothingDetail')} action={add} />
}

/** A row that is done leaves the list: the keyboard goes on at the next one instead of losing its place. */
function useKeepingFocus(list: { current: HTMLElement | null }): TaskActs {
  const acts = useTaskActs()
  const complete: TaskActs['complete'] = (task) => {
    const checks = [...(list.current?.querySelectorAll<HTMLElement>('input[data-task]') ?? [])]
    const at = checks.findIndex((check) => check.dataset.task === String(task.id))
    const next = checks[at + 1] ?? checks[at - 1]
    if (document.activeElement === checks[at]) next?.focus()
    acts.complete(task)
  }
  return { ...acts, complete }
}

function Group({ group, tasks, acts }: { group: DueGroup; tasks: readonly TaskCard[]; acts: TaskActs }) {
  if (tasks.length === 0) return null
  return (
    <section className={classes.group} aria-labelledby={`due-${group}`}>
      <h2 id={`due-${group}`} className={classes.heading} data-late={group === 'overdue' || undefined}>
        {t(`tasks.${group}`)} <span className={classes.number}>{tasks.length}</span>
      </h2>
      <ul className={classes.list}>
        {tasks.map((task) => (
          <li key={task.id} className={classes.row} data-done={!isOpenTask(task) || undefined}>
            <TaskCheck task={task} acts={acts} readOnly={false} />
            <PriorityMark priority={task.priority} />
            <span className={classes.what}>
              <Link to="/tasks" search={{ task: task.id }} title={task.title}>
                {task.title}
              </Link>
              <Repeats task={task} />
            </span>
            <span className={classes.words}>
              <TaskPerson person={task.person} />
            </span>
            <span className={classes.end}>
              <Due task={task} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

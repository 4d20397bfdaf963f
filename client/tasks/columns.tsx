/** The columns of the task table. */
import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { isOpenTask } from '../records/tasks/open-tasks.ts'
import {
  AssigneeEdit,
  Due,
  DueEdit,
  PriorityEdit,
  Repeats,
  StatusEdit,
  TaskCheck,
  TaskPerson,
  useMayChange,
} from '../records/tasks/TaskMarks.tsx'
import { type TaskActs, type TaskCard, useTaskActs } from '../records/tasks/task-cards.ts'
import { useNarrowerThan, widths } from '../ui/media.ts'
import type { TableColumn } from '../ui/table-columns.ts'
import classes from './TasksPage.module.css'

export const usualColumns = ['person', 'assignedToId', 'status', 'due']

type Tools = { acts: TaskActs; mayChange: (task: TaskCard) => boolean; onPhone: boolean }

export function useTaskColumns(): TableColumn<TaskCard>[] {
  const acts = useTaskActs()
  const mayChange = useMayChange()
  const onPhone = useNarrowerThan(widths.phone)
  // biome-ignore lint/correctness/useExhaustiveDependencies: who may change what follows from who is signed in.
  return useMemo(
    () => [doneColumn, priorityColumn, titleColumn, ...detailColumns].map((make) => make({ acts, mayChange, onPhone })),
    [acts, onPhone],
  )
}

const part = (task: TaskCard, { acts, mayChange }: Tools) => ({ task, acts, readOnly: !mayChange(task) })
/** A thumb that means the row must not hit a control in it; the check alone is worth it. */
const quiet = (task: TaskCard, tools: Tools) => ({ ...part(task, tools), readOnly: tools.onPhone || !tools.mayChange(task) })

const doneColumn = (tools: Tools): TableColumn<TaskCard> => ({
  id: 'done',
  header: t('tasks.done'),
  quietHeader: true,
  cell: (task) => <TaskCheck {...part(task, tools)} />,
  width: 34,
  phone: 'title',
  fixed: true,
})

const priorityColumn = (tools: Tools): TableColumn<TaskCard> => ({
  id: 'priority',
  header: t('tasks.priority'),
  quietHeader: true,
  cell: (task) => <PriorityEdit {...quiet(task, tools)} />,
  width: 36,
  phone: 'title',
  fixed: true,
})

const titleColumn = (): TableColumn<TaskCard> => ({
  id: 'title',
  header: t('tasks.what'),
  cell: (task) => (
    <span className={classes.name} data-done={!isOpenTask(task) || undefined} title={task.title}>
      <span className={classes.words}>{task.title}</span>
      <Repeats task={task} />
    </span>
  ),
  width: 200,
  grow: 2.2,
  phone: 'title',
  fixed: true,
})

const detailColumns: ((tools: Tools) => TableColumn<TaskCard>)[] = [
  () => ({
    id: 'person',
    header: t('tasks.person'),
    cell: (task) => <TaskPerson person={task.person} />,
    width: 150,
    grow: 1,
    phone: 'detail',
  }),
  (tools) => ({
    id: 'assignedToId',
    header: t('tasks.assignee'),
    cell: (task) => <AssigneeEdit {...quiet(task, tools)} />,
    width: 96,
  }),
  (tools) => ({
    id: 'status',
    header: t('tasks.status'),
    cell: (task) => <StatusEdit {...quiet(task, tools)} />,
    width: 120,
    givesWay: true,
  }),
  (tools) => ({
    id: 'due',
    header: t('tasks.due'),
    cell: (task) => (tools.onPhone ? <Due task={task} /> : <DueEdit {...quiet(task, tools)} />),
    width: 132,
    align: 'end',
    sort: 'dueDate',
    phone: 'aside',
  }),
]

import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { policy } from '#shared/policy'
import { dateAndTime, duration } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { useNow } from '../ui/RelativeTime.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import { NewTaskForm } from './NewTaskForm.tsx'
import { PriorityMark } from './PriorityMark.tsx'
import { useActor } from './people.ts'
import { tasksQuery } from './queries.ts'
import type { RecordRef, Task } from './record.ts'
import { SharingMark } from './SharingMark.tsx'
import { OwnerMark } from './StaffMarks.tsx'
import classes from './TasksSection.module.css'
import { useCompleteTask } from './tasks.ts'

const isOpen = ({ status }: Task) => status === 'Pending' || status === 'In Progress'

export function TasksSection({ record }: { record: RecordRef }) {
  const { data: tasks = [] } = useQuery(tasksQuery(record))
  const [adding, setAdding] = useState(false)
  const [showDone, setShowDone] = useState(false)
  const open = tasks.filter(isOpen)
  const done = tasks.filter((task) => !isOpen(task))
  const ids = tasks.map(({ id }) => id)
  const add = (
    <ActionIcon aria-label={t('leadTasks.add')} title={t('leadTasks.add')} onClick={() => setAdding(true)} disabled={adding}>
      <IconPlus size={16} />
    </ActionIcon>
  )
  return (
    <PanelSection
      title={t('leadTasks.title')}
      aside={<SectionAside words={open.length > 0 ? t('leadTasks.open', { count: open.length }) : ''}>{add}</SectionAside>}
    >
      {adding && <NewTaskForm record={record} onClose={() => setAdding(false)} />}
      {open.length === 0 && !adding && <p className={classes.none}>{t('leadTasks.none')}</p>}
      <ul className={classes.list}>
        {open.map((task) => (
          <TaskLine key={task.id} task={task} ids={ids} />
        ))}
        {showDone && done.map((task) => <TaskLine key={task.id} task={task} ids={ids} />)}
      </ul>
      {done.length > 0 && !showDone && (
        <Button variant="subtle" color="gray" size="compact-xs" className={classes.more} onClick={() => setShowDone(true)}>
          {t('leadTasks.showDone', { count: done.length })}
        </Button>
      )}
    </PanelSection>
  )
}

/** Beside a section's title: a few words and its one action. */
export function SectionAside({ words, children }: { words: string; children: ReactNode }) {
  return (
    <span className={classes.aside}>
      {words || '\u200b'}
      {children}
    </span>
  )
}

function TaskLine({ task, ids }: { task: Task; ids: readonly number[] }) {
  const actor = useActor()
  const complete = useCompleteTask()
  const done = !isOpen(task)
  const label = done ? t('leadTasks.reopen', { title: task.title }) : t('leadTasks.complete', { title: task.title })
  return (
    <li className={classes.task}>
      <Checkbox
        aria-label={label}
        checked={done}
        disabled={!policy.task.update(actor, task) || task.status === 'Cancelled'}
        onChange={() => complete(task, done ? 'reopen' : 'complete')}
      />
      <div className={classes.what} data-done={done || undefined}>
        <span>{task.title}</span>
        <Due task={task} />
      </div>
      <SharingMark task={task} ids={ids} />
      <PriorityMark priority={task.priority} />
      <OwnerMark id={task.assignedToId} />
    </li>
  )
}

function Due({ task }: { task: Task }) {
  const now = useNow()
  if (!isOpen(task)) return task.completedAt && <span className={classes.due}>{dateAndTime(task.completedAt, now)}</span>
  if (!task.dueDate) return <span className={classes.due}>{t('leadTasks.noDue')}</span>
  const late = now - Date.parse(task.dueDate)
  if (late > 0) return <span className={classes.late}>{t('leadTasks.overdue', { time: duration(late) })}</span>
  return <span className={classes.due}>{dateAndTime(task.dueDate, now)}</span>
}

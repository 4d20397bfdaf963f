import { ActionIcon, Button } from '@mantine/core'
import { IconMessage, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { t } from '../../lib/messages.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { tasksQuery } from '../queries.ts'
import section from '../section.module.css'
import { isOpenTask } from './open-tasks.ts'
import { askQuickAdd, type QuickAddFor } from './quick-add.ts'
import { SharingMark } from './SharingMark.tsx'
import { AssigneeEdit, DueEdit, PriorityEdit, Repeats, TaskCheck, useMayChange } from './TaskMarks.tsx'
import { TaskRecord } from './TaskRecord.tsx'
import classes from './TasksSection.module.css'
import { type TaskCard, useTaskActs } from './task-cards.ts'

/** What is to be done for a lead or a patient: the same parts as on the page of all tasks. */
export function TasksSection({ person }: { person: QuickAddFor }) {
  const { data: tasks = [] } = useQuery(tasksQuery(person))
  const [showDone, setShowDone] = useState(false)
  const [opened, setOpened] = useState<number>()
  const open = tasks.filter(isOpenTask)
  const done = tasks.filter((task) => !isOpenTask(task))
  const task = tasks.find(({ id }) => id === opened)
  const add = (
    <ActionIcon aria-label={t('leadTasks.add')} title={t('leadTasks.add')} onClick={() => askQuickAdd(person)}>
      <IconPlus size={16} />
    </ActionIcon>
  )
  return (
    <PanelSection
      title={t('leadTasks.title')}
      aside={<SectionAside words={open.length > 0 ? t('leadTasks.open', { count: open.length }) : ''}>{add}</SectionAside>}
    >
      {open.length === 0 && <p className={section.none}>{t('leadTasks.none')}</p>}
      <ul className={section.list}>
        {[...open, ...(showDone ? done : [])].map((each) => (
          <TaskLine key={each.id} task={each} ids={tasks.map(({ id }) => id)} onOpen={() => setOpened(each.id)} />
        ))}
      </ul>
      {done.length > 0 && !showDone && (
        <Button variant="subtle" color="gray" size="compact-xs" className={classes.more} onClick={() => setShowDone(true)}>
          {t('leadTasks.showDone', { count: done.length })}
        </Button>
      )}
      {task && <TaskDialog task={task} onClose={() => setOpened(undefined)} />}
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

function TaskLine({ task, ids, onOpen }: { task: TaskCard; ids: readonly number[]; onOpen: () => void }) {
  const acts = useTaskActs()
  const part = { task, acts, readOnly: !useMayChange()(task) }
  return (
    <li className={classes.task}>
      <TaskCheck {...part} />
      <div className={classes.what} data-done={!isOpenTask(task) || undefined}>
        <button type="button" className={classes.open} title={t('leadTasks.openTask')} onClick={onOpen}>
          {task.title}
        </button>
        <span className={classes.when}>
          <DueEdit {...part} />
          <Repeats task={task} />
          {task.comments > 0 && <Comments many={task.comments} />}
        </span>
      </div>
      <SharingMark task={task} ids={ids} />
      <PriorityEdit {...part} />
      <AssigneeEdit {...part} />
    </li>
  )
}

function Comments({ many }: { many: number }) {
  const words = t('leadTasks.comments', { count: many })
  return (
    <span className={classes.comments} role="img" aria-label={words} title={words}>
      <IconMessage size={13} stroke={1.5} aria-hidden />
      {many}
    </span>
  )
}

/** All of one task, with what was said about it. */
function TaskDialog({ task, onClose }: { task: TaskCard; onClose: () => void }) {
  const footer = (
    <Button variant="default" onClick={onClose}>
      {t('common.close')}
    </Button>
  )
  return (
    <Dialog title={task.title} onClose={onClose} bare width={560} footer={footer}>
      <TaskRecord task={task} />
    </Dialog>
  )
}

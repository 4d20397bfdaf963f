/** Small parts of a task, the same wherever tasks stand. */
import { Checkbox, TextInput } from '@mantine/core'
import { IconFilter, IconHeart, IconRepeat } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { policy } from '#shared/policy'
import { taskPriorities, taskStatuses } from '#shared/values'
import { duration, exactTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { fullName, useMe } from '../../lib/session.ts'
import { valueWord } from '../../lib/value-words.ts'
import { fieldOf, instantOfField } from '../../lib/zones.ts'
import { InlineSelect } from '../../ui/InlineSelect.tsx'
import { useNow } from '../../ui/RelativeTime.tsx'
import { useActor } from '../people.ts'
import { usePersonOptions } from '../person-options.tsx'
import { placeOf } from '../record-place.ts'
import { OwnerMark } from '../StaffMarks.tsx'
import { isOpenTask } from './open-tasks.ts'
import { PriorityMark } from './PriorityMark.tsx'
import { recurrenceWords } from './recurrence-words.ts'
import classes from './TaskMarks.module.css'
import type { TaskActs, TaskCard } from './task-cards.ts'
import { dueWords } from './task-due.ts'

type TaskPart = { task: TaskCard; acts: TaskActs; readOnly: boolean }

export const useMayChange = () => {
  const actor = useActor()
  return (task: TaskCard) => policy.task.update(actor, task)
}

export function TaskCheck({ task, acts, readOnly }: TaskPart) {
  const done = !isOpenTask(task)
  return (
    <Checkbox
      className={classes.check}
      aria-label={done ? t('tasks.reopen', { title: task.title }) : t('tasks.complete', { title: task.title })}
      checked={done}
      data-task={task.id}
      disabled={readOnly || task.status === 'Cancelled'}
      onChange={() => (done ? acts.reopen(task) : acts.complete(task))}
    />
  )
}

/** "12m late" in red, the hour today, the day otherwise. */
export function Due({ task }: { task: TaskCard }) {
  const now = useNow()
  const zone = useMe().clinic.timeZone
  const { dueDate } = task
  if (!dueDate) return <span className={classes.quiet}>{t('tasks.noDate')}</span>
  const late = now - Date.parse(dueDate)
  const isLate = late > 0 && isOpenTask(task)
  return (
    <time dateTime={dueDate} title={exactTime(dueDate)} className={isLate ? classes.late : classes.quiet}>
      {isLate ? t('tasks.late', { time: duration(late) }) : dueWords(dueDate, now, zone)}
    </time>
  )
}

/** The due date as a field on the clinic's clock: Enter or leaving saves, Escape gives up. What others set meanwhile stays theirs. */
export function DueEdit({ task, acts, readOnly }: TaskPart) {
  const zone = useMe().clinic.timeZone
  const [edit, setEdit] = useState<{ draft: string; began: string }>()
  const button = useRef<HTMLButtonElement>(null)
  if (readOnly) return <Due task={task} />
  const label = t('tasks.of', { field: t('tasks.due'), title: task.title })
  const stands = task.dueDate ? fieldOf(zone, task.dueDate) : ''
  if (edit === undefined)
    return (
      <button ref={button} type="button" className={classes.target} title={label} onClick={() => setEdit({ draft: stands, began: stands })}>
        <span className="visually-hidden">{label}: </span>
        <Due task={task} />
      </button>
    )
  const leave = (field: string) => {
    setEdit(undefined)
    const dueDate = field === '' ? null : instantOfField(zone, field)
    if (dueDate !== undefined && field !== edit.began) acts.save(task, { dueDate })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    leave(event.key === 'Enter' ? edit.draft : edit.began)
    requestAnimationFrame(() => button.current?.focus())
  }
  return (
    <TextInput
      type="datetime-local"
      autoFocus
      className={classes.when}
      aria-label={label}
      value={edit.draft}
      onChange={(event) => setEdit({ ...edit, draft: event.currentTarget.value })}
      onBlur={() => leave(edit.draft)}
      onKeyDown={keys}
    />
  )
}

export function PriorityEdit({ task, acts, readOnly, children }: TaskPart & { children?: ReactNode }) {
  const options = taskPriorities.map((value) => ({ value, label: valueWord(value), glyph: <PriorityMark priority={value} /> }))
  return (
    <InlineSelect
      label={t('tasks.of', { field: t('tasks.priority'), title: task.title })}
      value={task.priority}
      options={options}
      readOnly={readOnly}
      onChange={(value) => acts.save(task, { priority: taskPriorities.find((each) => each === value) ?? task.priority })}
    >
      {children ?? <PriorityMark priority={task.priority} />}
    </InlineSelect>
  )
}

export function StatusEdit({ task, acts, readOnly }: TaskPart) {
  return (
    <InlineSelect
      label={t('tasks.of', { field: t('tasks.status'), title: task.title })}
      value={task.status}
      options={taskStatuses.map((value) => ({ value, label: valueWord(value) }))}
      readOnly={readOnly}
      onChange={(value) => acts.save(task, { status: taskStatuses.find((each) => each === value) ?? task.status })}
    >
      <span className={classes.status}>{valueWord(task.status)}</span>
    </InlineSelect>
  )
}

export function AssigneeEdit({ task, acts, readOnly, children }: TaskPart & { children?: ReactNode }) {
  const options = usePersonOptions('everyone')
  return (
    <InlineSelect
      label={t('tasks.of', { field: t('tasks.assignee'), title: task.title })}
      value={String(task.assignedToId ?? '')}
      options={options}
      readOnly={readOnly}
      onChange={(value) => acts.save(task, { assignedToId: value === '' ? null : Number(value) })}
    >
      {children ?? <OwnerMark id={task.assignedToId} />}
    </InlineSelect>
  )
}

/** Whom it is for, as a way to their page. */
export function TaskPerson({ person }: { person: TaskCard['person'] }) {
  if (!person) return null
  const Icon = person.kind === 'lead' ? IconFilter : IconHeart
  return (
    <Link to={placeOf(person)} className={classes.person} title={`${fullName(person)} · ${valueWord(person.standing)}`}>
      <Icon size={14} stroke={1.5} aria-hidden />
      <span>{fullName(person)}</span>
    </Link>
  )
}

export function Repeats({ task }: { task: TaskCard }) {
  if (!task.recurrence) return null
  const words = recurrenceWords(task.recurrence)
  return (
    <span role="img" aria-label={words} title={words} className={classes.repeats}>
      <IconRepeat size={14} stroke={1.5} aria-hidden />
    </span>
  )
}

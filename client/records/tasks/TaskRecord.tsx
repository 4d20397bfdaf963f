import type { ReactNode } from 'react'
import { limits } from '#shared/values'
import { t } from '../../lib/messages.ts'
import { valueWord } from '../../lib/value-words.ts'
import { InlineSelect } from '../../ui/InlineSelect.tsx'
import { InlineText } from '../../ui/InlineText.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { Fact, Facts } from '../facts/Facts.tsx'
import { OwnerWithName, PersonName } from '../StaffMarks.tsx'
import { TaskStory } from '../timeline/TimelineSection.tsx'
import { isOpenTask } from './open-tasks.ts'
import { PriorityMark } from './PriorityMark.tsx'
import { readRhythm, recurrenceWords, usualRhythms } from './recurrence-words.ts'
import { AssigneeEdit, DueEdit, PriorityEdit, StatusEdit, TaskCheck, TaskPerson, useMayChange } from './TaskMarks.tsx'
import classes from './TaskRecord.module.css'
import { type TaskActs, type TaskCard, useSaveRecurrence, useTaskActs } from './task-cards.ts'

/** Everything about one task: what, for whom, by when, and what was said about it. */
export function TaskRecord({ task }: { task: TaskCard }) {
  const acts = useTaskActs()
  const readOnly = !useMayChange()(task)
  const part = { task, acts, readOnly }
  return (
    <>
      <header className={classes.header}>
        <TaskCheck {...part} />
        <h2 className={classes.title} data-done={!isOpenTask(task) || undefined}>
          <InlineText
            label={t('tasks.of', { field: t('tasks.what'), title: task.title })}
            value={task.title}
            onSave={(title) => acts.save(task, { title })}
            maxLength={limits.title}
            required
            readOnly={readOnly}
          >
            {task.title}
          </InlineText>
        </h2>
      </header>
      {readOnly && <p className={classes.readOnly}>{t('tasks.readOnly')}</p>}
      <PanelSection title={t('tasks.facts')}>
        <TaskFacts {...part} />
      </PanelSection>
      <Description {...part} />
      <TaskStory key={task.id} id={task.id} />
    </>
  )
}

type PartProps = { task: TaskCard; acts: TaskActs; readOnly: boolean }

function TaskFacts({ task, acts, readOnly }: PartProps) {
  const part = { task, acts, readOnly }
  return (
    <Facts>
      <Fact label={t('tasks.person')}>{task.person ? <TaskPerson person={task.person} /> : <Quiet>{t('tasks.noPerson')}</Quiet>}</Fact>
      <Fact label={t('tasks.due')}>
        <DueEdit {...part} />
      </Fact>
      <Fact label={t('tasks.assignee')}>
        <AssigneeEdit {...part}>
          <OwnerWithName id={task.assignedToId} />
        </AssigneeEdit>
      </Fact>
      <Fact label={t('tasks.priority')}>
        <PriorityEdit {...part}>
          <span className={classes.pair}>
            <PriorityMark priority={task.priority} />
            {valueWord(task.priority)}
          </span>
        </PriorityEdit>
      </Fact>
      <Fact label={t('tasks.status')}>
        <StatusEdit {...part} />
      </Fact>
      <Fact label={t('tasks.repeats')}>
        <RepeatsEdit task={task} readOnly={readOnly || !task.dueDate} />
      </Fact>
      <Fact label={t('tasks.createdBy')}>
        <PersonName id={task.createdById} />
      </Fact>
    </Facts>
  )
}

const Quiet = ({ children }: { children: ReactNode }) => <span className={classes.quiet}>{children}</span>

function RepeatsEdit({ task, readOnly }: { task: TaskCard; readOnly: boolean }) {
  const save = useSaveRecurrence(task.id)
  const { recurrence } = task
  const value = recurrence ? `${recurrence.every}:${recurrence.interval}` : ''
  const known = usualRhythms.some((rhythm) => rhythm === value) || value === '' ? [...usualRhythms] : [value, ...usualRhythms]
  const options = known.flatMap((rhythm) => {
    const read = readRhythm(rhythm)
    return read ? [{ value: rhythm, label: recurrenceWords(read) }] : []
  })
  return (
    <InlineSelect
      label={t('tasks.of', { field: t('tasks.repeats'), title: task.title })}
      value={value}
      options={[{ value: '', label: t('recurrence.none') }, ...options]}
      readOnly={readOnly || !isOpenTask(task)}
      onChange={(rhythm) => save.mutate(readRhythm(rhythm))}
    >
      {recurrence ? (
        <span title={t('recurrence.comes')}>{recurrenceWords(recurrence)}</span>
      ) : (
        <span className={classes.quiet}>{t('recurrence.none')}</span>
      )}
    </InlineSelect>
  )
}

function Description({ task, acts, readOnly }: PartProps) {
  if (readOnly && !task.description) return null
  return (
    <PanelSection title={t('tasks.description')}>
      <InlineText
        label={t('tasks.of', { field: t('tasks.description'), title: task.title })}
        value={task.description ?? ''}
        lines="many"
        maxLength={limits.notes}
        placeholder={t('tasks.descriptionHint')}
        onSave={(text) => acts.save(task, { description: text === '' ? null : text })}
        readOnly={readOnly}
      >
        {task.description && <span className={classes.description}>{task.description}</span>}
      </InlineText>
    </PanelSection>
  )
}

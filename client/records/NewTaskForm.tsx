import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { limits, type TaskPriority, taskPriorities } from '#shared/values'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { valueWord } from '../lib/value-words.ts'
import { useActor } from './people.ts'
import { usePersonOptions } from './person-options.tsx'
import { linkOf, type RecordRef } from './record.ts'
import classes from './TasksSection.module.css'
import { useAddTask } from './tasks.ts'

type Values = { title: string; due: string; priority: TaskPriority; assignee: string }

export function NewTaskForm({ record, onClose }: { record: RecordRef; onClose: () => void }) {
  const me = useActor().userId
  const add = useAddTask(record)
  const people = usePersonOptions('everyone').map(({ value, label }) => ({ value, label }))
  const form = useForm<Values>({ initialValues: { title: '', due: '', priority: 'Medium', assignee: String(me) } })
  const submit = ({ title, due, priority, assignee }: Values) =>
    add.mutate(
      {
        title,
        priority,
        ...linkOf(record),
        assignedToId: assignee === '' ? null : Number(assignee),
        ...(due ? { dueDate: new Date(due).toISOString() } : {}),
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    )
  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)} aria-label={t('leadTasks.add')}>
      <TextInput label={t('leadTasks.what')} data-autofocus autoFocus required maxLength={limits.title} {...form.getInputProps('title')} />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('leadTasks.due')}
          description={t('leadTasks.dueHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('due')}
        />
        <Select
          label={t('leadTasks.priority')}
          data={taskPriorities.map((value) => ({ value, label: valueWord(value) }))}
          allowDeselect={false}
          {...form.getInputProps('priority')}
        />
      </div>
      <Select label={t('leadTasks.assignee')} data={people} allowDeselect={false} searchable {...form.getInputProps('assignee')} />
      {add.isError && Object.keys(form.errors).length === 0 && (
        <p className={classes.problem} role="alert">
          {explainShortly(add.error)}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('leadTasks.create')}
        </Button>
      </div>
    </form>
  )
}

import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { dueHours, limits, type TaskPriority, taskPriorities } from '#shared/values'
import { duration } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/language.ts'
import { t } from '../../lib/messages.ts'
import { fullName, useMe } from '../../lib/session.ts'
import { valueWord } from '../../lib/value-words.ts'
import { shortDayIn, timeIn, zoneLong } from '../../lib/zones.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toast.ts'
import { PersonField } from '../PersonField.tsx'
import { useColleagues } from '../people.ts'
import classes from './QuickAdd.module.css'
import type { QuickAddFor } from './quick-add.ts'
import { readLine, type Understood } from './quick-parse.ts'
import { readRhythm, recurrenceWords, usualRhythms } from './recurrence-words.ts'
import { type NewTask, useAddTask } from './task-cards.ts'

type QuickAddProps = { person: QuickAddFor | undefined; onClose: () => void }

/** A task in one line, from anywhere; what was understood is shown before it is saved, and can be corrected. */
export function QuickAdd({ person: given, onClose }: QuickAddProps) {
  const [line, setLine] = useState('')
  const [person, setPerson] = useState(given)
  const [chosen, setChosen] = useState<{ priority?: TaskPriority; assignee?: string; rhythm?: string }>({})
  const [tried, setTried] = useState(false)
  const [key] = useState(() => crypto.randomUUID())
  const me = useMe()
  const read = useReading(line)
  const add = useAddTask()
  const priority = chosen.priority ?? read.priority ?? 'Medium'
  const assignee = chosen.assignee ?? String(read.assignedToId ?? me.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (read.title === '') return
    const recurrence = readRhythm(chosen.rhythm ?? '')
    const body: NewTask = {
      title: read.title,
      priority,
      assignedToId: assignee === '' ? null : Number(assignee),
      ...(read.dueDate ? { dueDate: read.dueDate } : {}),
      ...(person ? (person.kind === 'lead' ? { leadId: person.id } : { contactId: person.id }) : {}),
      ...(recurrence ? { recurrence } : {}),
    }
    add.mutate(
      { body, key },
      {
        onSuccess: ({ title }) => {
          toast({ text: t('quickAdd.added', { title }) })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={t('quickAdd.title')} onClose={onClose} width={560} footer={<Buttons loading={add.isPending} onClose={onClose} />}>
      <form id="quick-add" className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('quickAdd.line')}
          placeholder={t('quickAdd.hint')}
          description={t('quickAdd.help')}
          error={tried && read.title === '' ? t('quickAdd.needsTitle') : undefined}
          maxLength={limits.title}
          autoComplete="off"
          value={line}
          onChange={(event) => setLine(event.currentTarget.value)}
        />
        <Meant read={read} priority={priority} />
        <Choices {...{ priority, assignee, rhythm: chosen.rhythm ?? '' }} onChoose={(next) => setChosen({ ...chosen, ...next })} />
        <PersonField label={t('quickAdd.person')} hint={t('quickAdd.personHint')} value={person} onChange={setPerson} />
        <Refusal error={add.error} />
      </form>
    </Dialog>
  )
}

function Buttons({ loading, onClose }: { loading: boolean; onClose: () => void }) {
  return (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form="quick-add" loading={loading}>
        {t('quickAdd.save')}
      </Button>
    </>
  )
}

function useReading(line: string): Understood {
  const people = useColleagues().map((person) => ({ id: person.id, name: fullName(person) }))
  const zone = useMe().clinic.timeZone
  const language = useLanguage()
  return readLine(line, { now: Date.now(), zone, language, people })
}

/** The title as it will stand, and the moment on the clinic's clock. */
function Meant({ read, priority }: { read: Understood; priority: TaskPriority }) {
  const { timeZone } = useMe().clinic
  const at = read.dueDate
  const hours = dueHours[priority]
  const usual = t('quickAdd.byPriority', { when: hours === 0 ? t('quickAdd.atOnce') : duration(hours * 3_600_000) })
  return (
    <div className={classes.meant} role="status" aria-label={t('quickAdd.understood')}>
      <span className={classes.title}>{read.title || '–'}</span>
      <span className={at ? classes.when : classes.quiet} title={zoneLong(timeZone)}>
        {at ? `${shortDayIn(timeZone, at)}, ${timeIn(timeZone, at)}` : usual}
      </span>
    </div>
  )
}

type ChoicesProps = {
  priority: TaskPriority
  assignee: string
  rhythm: string
  onChoose: (next: { priority?: TaskPriority; assignee?: string; rhythm?: string }) => void
}

function Choices({ priority, assignee, rhythm, onChoose }: ChoicesProps) {
  const people = useColleagues().map((person) => ({ value: String(person.id), label: fullName(person) }))
  const rhythms = usualRhythms.flatMap((value) => {
    const read = readRhythm(value)
    return read ? [{ value, label: recurrenceWords(read) }] : []
  })
  return (
    <div className={classes.choices}>
      <Select
        label={t('quickAdd.priority')}
        data={taskPriorities.map((value) => ({ value, label: valueWord(value) }))}
        value={priority}
        allowDeselect={false}
        onChange={(value) => onChoose({ priority: taskPriorities.find((each) => each === value) ?? priority })}
      />
      <Select
        label={t('quickAdd.assignee')}
        data={[...people, { value: '', label: t('tasks.nobody') }]}
        value={assignee}
        allowDeselect={false}
        searchable
        onChange={(value) => onChoose({ assignee: value ?? '' })}
      />
      <Select
        label={t('quickAdd.repeats')}
        data={[{ value: '', label: t('recurrence.none') }, ...rhythms]}
        value={rhythm}
        allowDeselect={false}
        onChange={(value) => onChoose({ rhythm: value ?? '' })}
      />
    </div>
  )
}

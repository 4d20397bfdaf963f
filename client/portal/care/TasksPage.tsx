import { useQuery } from '@tanstack/react-query'
import { shortDate } from '../../lib/dates.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { List, ListRow } from '../ui/List.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { Badge, EmptyState, ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import { type PatientTask, tasksQuery, useTaskDone } from './queries.ts'

const isClosed = ({ status, doneAt }: PatientTask) => status === 'Completed' || doneAt !== null

/** Tasks that the clinic shares: the patient says what is done, the staff close it. */
export function TasksPage() {
  const { data, error, refetch } = useQuery(tasksQuery)
  const mark = useTaskDone()
  const open = data?.filter((task) => !isClosed(task)) ?? []
  const closed = data?.filter(isClosed) ?? []
  return (
    <Page title={t('tasks.title')} lead={t('tasks.lead')} back={{ to: '/portal/more', words: t('shell.more') }}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {mark.isError && <Notice kind="refused">{explainShortly(mark.error)}</Notice>}
      {data?.length === 0 && <EmptyState title={t('tasks.none')} detail={t('tasks.noneDetail')} />}
      {open.length > 0 && (
        <Section title={t('tasks.open')}>
          <Tasks tasks={open} onMark={(id) => mark.mutate({ id, done: true })} />
        </Section>
      )}
      {closed.length > 0 && (
        <Section title={t('tasks.closed')}>
          <Tasks tasks={closed} onMark={(id) => mark.mutate({ id, done: false })} />
        </Section>
      )}
    </Page>
  )
}

function Tasks({ tasks, onMark }: { tasks: readonly PatientTask[]; onMark: (id: number) => void }) {
  return (
    <List>
      {tasks.map((task) => (
        <ListRow key={task.id} title={task.title} detail={<Detail task={task} />} end={<End task={task} onMark={onMark} />} />
      ))}
    </List>
  )
}

function Detail({ task: { description, dueDate, doneAt, status } }: { task: PatientTask }) {
  const now = Date.now()
  const late = dueDate !== null && Date.parse(dueDate) < now
  const due = dueDate && t(late ? 'tasks.late' : 'tasks.due', { date: shortDate(dueDate, now) })
  const said = doneAt && t('tasks.saidDone', { date: shortDate(doneAt, now) })
  return (
    <>
      {description}
      {description && <br />}
      {status === 'Completed' ? undefined : (said ?? due)}
    </>
  )
}

/** What the clinic has closed stays as it is. */
function End({ task, onMark }: { task: PatientTask; onMark: (id: number) => void }) {
  if (task.status === 'Completed') return <Badge hue="green">{t('tasks.closed')}</Badge>
  const words = t(task.doneAt === null ? 'tasks.markDone' : 'tasks.undo')
  return (
    <Button look={task.doneAt === null ? 'quiet' : 'plain'} onClick={() => onMark(task.id)} aria-label={`${words}: ${task.title}`}>
      {words}
    </Button>
  )
}

import { IconCalendar, IconChecklist, IconMessage } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { shortDate } from '../../lib/dates.ts'
import { t } from '../messages.ts'
import { LinkButton } from '../ui/Button.tsx'
import { LinkRow, List } from '../ui/List.tsx'
import { Section } from '../ui/Page.tsx'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import { useWhen } from './when.ts'

type Shown = Awaited<ReturnType<typeof ask>>

async function ask(signal: AbortSignal) {
  const [{ data: visits }, { data: tasks }, { unread }] = await Promise.all([
    call('GET /portal/visits', { signal }),
    call('GET /portal/tasks', { signal }),
    call('GET /portal/messages', { query: { limit: 1 }, signal }),
  ])
  const now = Date.now()
  const coming = visits.filter(({ status, startsAt, duration }) => status === 'Scheduled' && Date.parse(startsAt) + duration * 60_000 > now)
  const next = coming.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))[0]
  const open = tasks.filter(({ doneAt, status }) => doneAt === null && status !== 'Completed' && status !== 'Cancelled')
  return { next, open, unread }
}

/** For who is in care: the visit to come, tasks of theirs, messages they have not read. Asked anew each time they come home. */
export function Waiting() {
  const waiting = useQuery({ queryKey: ['home', 'waiting'], queryFn: ({ signal }) => ask(signal), staleTime: 0 })
  if (waiting.error && !waiting.data) return <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />
  if (!waiting.data) return <Skeleton lines={3} />
  const { next, open, unread } = waiting.data
  if (!next && open.length === 0 && unread === 0) return <Nothing />
  return (
    <Section title={t('home.waiting')}>
      <List>
        {next && <NextVisit visit={next} />}
        {open.length > 0 && <OpenTasks tasks={open} />}
        {unread > 0 && (
          <LinkRow
            to="/portal/messages"
            icon={<IconMessage size={22} stroke={1.6} />}
            title={t('home.unread', { count: unread })}
            detail={t('home.unreadDetail')}
          />
        )}
      </List>
      {!next && (
        <LinkButton to="/portal/visits" wide>
          {t('home.meetGo')}
        </LinkButton>
      )}
    </Section>
  )
}

function NextVisit({ visit: { id, startsAt, coachName } }: { visit: NonNullable<Shown['next']> }) {
  const when = useWhen()
  return (
    <LinkRow
      to="/portal/visits/:id"
      params={{ id }}
      icon={<IconCalendar size={22} stroke={1.6} />}
      title={when(startsAt)}
      detail={coachName ? t('home.visitWith', { name: coachName }) : t('home.meet')}
    />
  )
}

/** The first of them by name, and when it is due. */
function OpenTasks({ tasks }: { tasks: Shown['open'] }) {
  const [first] = tasks.toSorted((one, other) => (one.dueDate ?? '9').localeCompare(other.dueDate ?? '9'))
  const due = first?.dueDate ? t('home.due', { date: shortDate(first.dueDate, Date.now()) }) : undefined
  const more = tasks.length > 1 ? t('home.moreTasks', { count: tasks.length - 1 }) : undefined
  return (
    <LinkRow
      to="/portal/tasks"
      icon={<IconChecklist size={22} stroke={1.6} />}
      title={first?.title}
      detail={[due, more].filter(Boolean).join(' · ') || undefined}
    />
  )
}

const Nothing = () => (
  <>
    <p>{t('home.allDone')}</p>
    <LinkButton to="/portal/visits" wide>
      {t('home.meetGo')}
    </LinkButton>
  </>
)

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { relativeTime } from '../../lib/dates.ts'
import { deviceOf } from '../../lib/devices.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { List, ListRow } from '../ui/List.tsx'
import { Section } from '../ui/Page.tsx'
import { ErrorState, Notice, Skeleton } from '../ui/States.tsx'

type Session = ApiReply<'GET /portal/me/sessions'>['data'][number]
const key = ['me', 'sessions']

export function SessionsSection() {
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: key, queryFn: ({ signal }) => call('GET /portal/me/sessions', { signal }) })
  const end = useMutation({
    mutationFn: (id: number | undefined) =>
      id === undefined ? call('DELETE /portal/me/sessions') : call('DELETE /portal/me/sessions/:id', { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  const rows = sessions.data?.data
  return (
    <Section title={t('account.sessionsTitle')}>
      {end.error && <Notice kind="refused">{explainShortly(end.error)}</Notice>}
      {sessions.error && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton lines={2} />}
      {rows && (
        <List>
          {rows.map((session) => (
            <Row key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
          ))}
        </List>
      )}
      {rows && rows.length > 1 && (
        <Button wide busy={end.isPending} onClick={() => end.mutate(undefined)}>
          {t('account.endOthers')}
        </Button>
      )}
    </Section>
  )
}

function Row({ session: { agent, isCurrent, lastSeenAt }, onEnd }: { session: Session; onEnd: () => void }) {
  const seen = t('account.seen', { when: relativeTime(lastSeenAt, Date.now()) })
  const button = (
    <Button look="plain" onClick={onEnd}>
      {t('account.endSession')}
    </Button>
  )
  return <ListRow title={nameOf(agent)} detail={isCurrent ? t('account.thisDevice') : seen} end={isCurrent ? undefined : button} />
}

const nameOf = (agent: string) => {
  const { browser, system } = deviceOf(agent)
  return [browser, system].filter(Boolean).join(' · ') || t('account.unknownDevice')
}

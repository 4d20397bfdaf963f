import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { deviceOf } from '../lib/devices.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { StackedItem, StackedList } from '../ui/StackedList.tsx'
import { toast } from '../ui/toast.ts'
import { endOtherSessions, endSession, type OwnSession, sessionsQuery, useRefreshMe } from './queries.ts'

export function SessionsSection() {
  const sessions = useQuery(sessionsQuery)
  return (
    <FormSection title={t('profile.sessions')}>
      {sessions.isPending && <SkeletonRows rows={2} columns={2} height={52} />}
      {sessions.isError && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && <Sessions sessions={sessions.data.data} />}
    </FormSection>
  )
}

function Sessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const refresh = useRefreshMe()
  const refuse = (error: Error) => toast({ text: explainShortly(error), refused: true })
  const end = useMutation({ mutationFn: endSession, onSuccess: () => done('profile.sessionEnded'), onError: refuse })
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSuccess: () => done('profile.othersEnded'), onError: refuse })
  const done = (key: 'profile.sessionEnded' | 'profile.othersEnded') => {
    void refresh()
    toast({ text: t(key) })
  }
  return (
    <>
      <StackedList label={t('profile.sessions')}>
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </StackedList>
      {sessions.length > 2 && (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('profile.endOthers')}
        </Button>
      )}
    </>
  )
}

function SessionItem({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const device = deviceName(session.agent)
  const action = session.isCurrent ? (
    <span>{t('profile.thisSession')}</span>
  ) : (
    <Button variant="default" onClick={onEnd} aria-label={t('profile.endSessionOf', { device })}>
      {t('profile.endSession')}
    </Button>
  )
  const detail = (
    <>
      {session.address} · {t('profile.lastUsed')} <RelativeTime at={session.lastSeenAt} inSentence />
    </>
  )
  return <StackedItem title={device} detail={detail} action={action} />
}

function deviceName(agent: string): string {
  const { browser, system } = deviceOf(agent)
  if (browser && system) return t('profile.deviceOn', { browser, system })
  return browser ?? system ?? t('profile.unknownDevice')
}

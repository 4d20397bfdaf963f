import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { policy } from '#shared/policy'
import { t } from '../../lib/messages.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { useActor } from '../people.ts'
import type { RecordRef } from '../record.ts'
import { SectionAside } from '../tasks/TasksSection.tsx'
import { MessageLine } from './MessageLine.tsx'
import classes from './Talk.module.css'
import { talkQuery, useReading } from './talks.ts'
import { WriteForm } from './WriteForm.tsx'

type TalkProps = {
  record: RecordRef
  /** Whose they are, for what the policy says. */
  person: { ownerId: number | null; contactId: number | null }
}

/** Messages on a person's page; what stands there unread is read once somebody says so. */
export function TalkSection({ record, person }: TalkProps) {
  const { unread } = useTalk(record)
  const reading = useReading(record)
  const may = policy.message.send(useActor(), person)
  return (
    <PanelSection
      title={t('talk.title')}
      aside={
        unread > 0 && (
          <SectionAside words={t('talk.unread', { count: unread })}>
            {may && (
              <Button variant="subtle" size="compact-xs" loading={reading.isPending} onClick={() => reading.mutate(undefined)}>
                {t('talk.markRead')}
              </Button>
            )}
          </SectionAside>
        )
      }
    >
      <Talk record={record} person={person} />
    </PanelSection>
  )
}

function useTalk(record: RecordRef) {
  const talk = useInfiniteQuery(talkQuery(record))
  const messages = talk.data?.pages.flatMap(({ data }) => data).toReversed() ?? []
  return { ...talk, messages, unread: messages.filter(({ userId, readAt }) => userId === null && readAt === null).length }
}

/** `atOnce`: who opens the talk itself reads it. */
export function Talk({ record, person, atOnce }: TalkProps & { atOnce?: true }) {
  const { messages, unread, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTalk(record)
  const may = policy.message.send(useActor(), person)
  const { mutate: read } = useReading(record)
  useEffect(() => {
    if (atOnce && may && unread > 0) read(undefined)
  }, [atOnce, may, unread, read])
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <>
      {hasNextPage && (
        <Button variant="subtle" size="compact-xs" color="gray" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('talk.older')}
        </Button>
      )}
      {messages.length === 0 && <p className={classes.none}>{t('talk.none')}</p>}
      {messages.length > 0 && (
        <ol className={classes.talk} aria-label={t('talk.title')}>
          {messages.map((message) => (
            <MessageLine key={message.id} message={message} />
          ))}
        </ol>
      )}
      {may && <WriteForm key={`${record.kind} ${record.id}`} record={record} />}
    </>
  )
}

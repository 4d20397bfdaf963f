import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/States.tsx'
import { MessageLine } from './MessageLine.tsx'
import { talkQuery, useReading } from './queries.ts'
import classes from './talk.module.css'
import { WriteForm } from './WriteForm.tsx'

/** The talk with the clinic, oldest above; what is on screen is read. */
export function MessagesPage() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(talkQuery)
  const first = data?.pages[0]
  const messages = data?.pages.flatMap((page) => page.data).toReversed() ?? []
  useReadOnSight(first?.unread ?? 0)
  return (
    <Page title={t('talk.title')} lead={first && t('talk.replies', { count: first.replyHours })}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && messages.length === 0 && <EmptyState title={t('talk.empty')} detail={t('talk.emptyDetail')} />}
      {hasNextPage && (
        <Button wide busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('talk.older')}
        </Button>
      )}
      {messages.length > 0 && (
        <ol className={classes.talk} aria-label={t('talk.log')}>
          {messages.map((message) => (
            <MessageLine key={message.id} message={message} />
          ))}
        </ol>
      )}
      {data && <WriteForm />}
    </Page>
  )
}

function useReadOnSight(unread: number) {
  const { mutate } = useReading()
  useEffect(() => {
    const read = () => unread > 0 && document.visibilityState === 'visible' && mutate()
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [unread, mutate])
}

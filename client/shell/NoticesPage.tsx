import { Button, Switch } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { useTitle } from '../lib/title.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { NoticeList } from './NoticeList.tsx'
import classes from './NoticesPage.module.css'
import { noticesQuery, unreadQuery, useMarking } from './notices.ts'

const route = getRouteApi('/staff/notifications')

/** All that I was told; where a phone looks, and where letters lead. */
export function NoticesPage() {
  useTitle(t('notices.title'))
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const onlyUnread = show === 'unread'
  const notices = useInfiniteQuery(noticesQuery(onlyUnread))
  const { data: unread = 0 } = useQuery(unreadQuery)
  const { markAll } = useMarking()
  const empty = onlyUnread ? t('notices.emptyUnread') : t('notices.emptyTitle')
  return (
    <>
      <PageBar title={t('notices.title')}>
        <Button variant="default" onClick={markAll} disabled={unread === 0}>
          {t('notices.readAll')}
        </Button>
      </PageBar>
      <div className={classes.tools}>
        <Switch
          size="xs"
          label={t('notices.onlyUnread')}
          checked={onlyUnread}
          onChange={(event) => void navigate({ search: { show: event.currentTarget.checked ? 'unread' : undefined }, replace: true })}
        />
        <Link to="/profile" hash="notifications" className={classes.wishes}>
          {t('notices.wishes')}
        </Link>
      </div>
      <div className={classes.page}>
        {notices.isPending && <SkeletonRows rows={8} columns={1} height={52} />}
        {notices.isError && <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />}
        {notices.data?.length === 0 && <EmptyState title={empty} detail={onlyUnread ? undefined : t('notices.emptyDetail')} />}
        {notices.data && <NoticeList notices={notices.data} />}
        {notices.hasNextPage && (
          <Button
            variant="default"
            className={classes.older}
            loading={notices.isFetchingNextPage}
            onClick={() => void notices.fetchNextPage()}
          >
            {t('notices.older')}
          </Button>
        )}
      </div>
    </>
  )
}

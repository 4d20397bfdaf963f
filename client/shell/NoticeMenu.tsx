import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import classes from './Bell.module.css'
import { NoticeList } from './NoticeList.tsx'
import { noticesQuery, useMarking } from './notices.ts'

/** The newest of what I was told, in the bell's popover. */
export function NoticeMenu({ unread, onClose }: { unread: number; onClose: () => void }) {
  const notices = useInfiniteQuery(noticesQuery(false))
  const { markAll } = useMarking()
  return (
    <>
      <div className={classes.heading}>
        <h1 className={classes.title}>{t('notices.title')}</h1>
        {unread > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={markAll}>
            {t('notices.readAll')}
          </Button>
        )}
      </div>
      <div className={classes.body}>
        {notices.isPending && <SkeletonRows rows={5} columns={1} height={52} />}
        {notices.isError && <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />}
        {notices.data?.length === 0 && <EmptyState title={t('notices.emptyTitle')} detail={t('notices.emptyDetail')} />}
        {notices.data && <NoticeList notices={notices.data.slice(0, 40)} onOpen={onClose} />}
      </div>
      <div className={classes.foot}>
        <Link to="/notifications" onClick={onClose}>
          {t('notices.all')}
        </Link>
        <Link to="/profile" hash="notifications" onClick={onClose}>
          {t('notices.wishes')}
        </Link>
      </div>
    </>
  )
}

import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { t } from '../lib/messages.ts'
import classes from './More.module.css'

/** The pages that are not loaded yet. After a failure only the person asks again. */
export type More = { has: boolean; loading: boolean; failed: boolean; load: () => void }

/** Half a page ahead of what is seen. */
export function useLoadMore(lastSeen: number, loaded: number, { has, loading, failed, load }: More) {
  useEffect(() => {
    if (has && !loading && !failed && lastSeen >= loaded - 25) load()
  }, [lastSeen, loaded, has, loading, failed, load])
}

/** At the end of what is loaded: that more comes, or that it did not. */
export function MoreState({ more }: { more: More }) {
  if (more.failed)
    return (
      <div role="alert" className={classes.more}>
        {t('common.moreFailed')}
        <Button variant="default" onClick={more.load}>
          {t('common.tryAgain')}
        </Button>
      </div>
    )
  if (!more.loading) return null
  return (
    <p role="status" className={classes.more}>
      {t('common.loadingMore')}
    </p>
  )
}

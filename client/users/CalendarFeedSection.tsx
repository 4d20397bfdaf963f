import { Button } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { toast } from '../ui/toast.ts'
import classes from './ProfilePage.module.css'

const feedQuery = queryOptions({ queryKey: ['me', 'calendar-feed'], queryFn: ({ signal }) => call('GET /me/calendar-feed', { signal }) })

/** One's visits in the calendar of one's phone, by a private address that is shown once. */
export function CalendarFeedSection() {
  const queries = useQueryClient()
  const feed = useQuery(feedQuery)
  const refresh = () => queries.invalidateQueries({ queryKey: feedQuery.queryKey })
  const onError = (error: Error) => toast({ text: explainShortly(error), refused: true })
  const open = useMutation({ mutationFn: () => call('PUT /me/calendar-feed'), onSuccess: refresh, onError })
  const close = useMutation({
    mutationFn: () => call('DELETE /me/calendar-feed'),
    onSuccess: () => {
      open.reset()
      toast({ text: t('calendarFeed.closed') })
      return refresh()
    },
    onError,
  })
  const { isOn, lastReadAt } = feed.data ?? { isOn: false, lastReadAt: null }
  return (
    <FormSection title={t('calendarFeed.title')} detail={t('calendarFeed.detail')}>
      {feed.isError && <ErrorState error={feed.error} onRetry={() => void feed.refetch()} />}
      {open.data && (
        <>
          <p className={classes.quiet}>{t('calendarFeed.once')}</p>
          <CopyOnce label={t('calendarFeed.address')} secret={open.data.url} />
        </>
      )}
      {isOn && (
        <p className={classes.quiet}>
          {lastReadAt ? t('calendarFeed.read') : t('calendarFeed.never')} {lastReadAt && <RelativeTime at={lastReadAt} inSentence />}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" loading={open.isPending} onClick={() => open.mutate()}>
          {t(isOn ? 'calendarFeed.renew' : 'calendarFeed.open')}
        </Button>
        {isOn && (
          <Button variant="subtle" color="gray" loading={close.isPending} onClick={() => close.mutate()}>
            {t('calendarFeed.close')}
          </Button>
        )}
      </div>
    </FormSection>
  )
}

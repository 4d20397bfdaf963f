import { Button } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { relativeTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { timeIn } from '../lib/zones.ts'
import { PresenceMark } from '../records/page/PresenceLine.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import classes from './MyDayPage.module.css'
import { type QueuedLead, queueQuery } from './queries.ts'

/** Whom do I call now: never one who said stop, never one a colleague is on. */
export function CallQueue() {
  const query = useQuery(queueQuery)
  return (
    <section className={classes.group} aria-labelledby="call-now">
      <h2 id="call-now" className={classes.heading}>
        {t('myDay.callTitle')}
      </h2>
      {query.isPending && <SkeletonRows rows={4} columns={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <p className={classes.quiet}>
          {t('myDay.callNone')}. {t('myDay.callNoneDetail')}
        </p>
      )}
      <ul className={classes.list}>
        {query.data?.map((lead) => (
          <Row key={lead.id} lead={lead} />
        ))}
      </ul>
    </section>
  )
}

function Row({ lead }: { lead: QueuedLead }) {
  const now = useNow()
  const name = fullName(lead)
  const there = lead.timeZone && t('myDay.there', { time: timeIn(lead.timeZone, now) })
  const whose = lead.ownerId === null ? t('myDay.unowned') : undefined
  return (
    <li className={classes.row} data-kind="call">
      <span className={classes.what}>
        <Link to="/leads/$id" params={{ id: String(lead.id) }} className={classes.name}>
          {name}
        </Link>
        <PresenceMark record={{ kind: 'lead', id: lead.id }} />
      </span>
      <span className={classes.words}>{[valueWord(lead.status), whose].filter(Boolean).join(' · ')}</span>
      <span className={classes.words}>
        <Why lead={lead} now={now} />
        {there && <span className={classes.quiet}> · {there}</span>}
      </span>
      <Button
        renderRoot={(props) => <Link {...props} to="/leads" search={{ lead: lead.id }} />}
        variant="default"
        size="compact-sm"
        leftSection={<IconPhone size={14} aria-hidden />}
        aria-label={t('myDay.callName', { name })}
      >
        {t('myDay.call')}
      </Button>
    </li>
  )
}

function Why({ lead: { why, followUp, lastContacted }, now }: { lead: QueuedLead; now: number }) {
  if (why === 'follow_up' && followUp)
    return <span className={classes.late}>{t('myDay.followUp', { time: relativeTime(followUp.dueDate, now) })}</span>
  if (why === 'hot') return <span className={classes.hot}>{t('myDay.hot')}</span>
  return lastContacted ? t('myDay.lastCalled', { time: relativeTime(lastContacted, now) }) : t('myDay.neverCalled')
}

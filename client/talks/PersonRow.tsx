import { Link, useSearch } from '@tanstack/react-router'
import { duration } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { useActor, useNameOf } from '../records/people.ts'
import { RelativeTime, useNow } from '../ui/RelativeTime.tsx'
import type { Person } from './queries.ts'
import classes from './talks.module.css'

/** Who, whose, the newest words; how long they wait, in red past what the clinic has promised. */
export function PersonRow({ person, here, hours }: { person: Person; here: boolean; hours: number }) {
  const search = useSearch({ from: '/staff/messages' })
  const nameOf = useNameOf()
  const { userId } = useActor()
  const { leadId, firstName, lastName, ownerId, lastBody, lastAt, lastUserId, unread } = person
  const text = lastUserId === null ? lastBody : t(lastUserId === userId ? 'talk.you' : 'talk.clinic', { text: lastBody })
  return (
    <li>
      <Link
        to="/messages"
        search={{ ...search, with: leadId }}
        className={classes.row}
        aria-current={here ? 'true' : undefined}
        data-unread={unread > 0 || undefined}
      >
        <span className={classes.line}>
          <strong className={classes.who}>
            {firstName} {lastName}
          </strong>
          {unread > 0 && <span className={classes.unread}>{t('talk.unread', { count: unread })}</span>}
          <RelativeTime at={lastAt} />
        </span>
        <span className={classes.text}>{text}</span>
        <span className={classes.quiet}>
          {nameOf(ownerId)}
          <Waiting since={person.waitsSince} hours={hours} />
        </span>
      </Link>
    </li>
  )
}

function Waiting({ since, hours }: { since: string | null; hours: number }) {
  const waited = useNow() - Date.parse(since ?? '')
  if (since === null) return null
  const late = waited > hours * 3_600_000
  return (
    <>
      {' · '}
      <span className={late ? classes.late : undefined}>{t(late ? 'talk.late' : 'talk.waitsFor', { time: duration(waited) })}</span>
    </>
  )
}

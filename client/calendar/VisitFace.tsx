import { IconCheck, IconX } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { sameClock, timeIn } from '../lib/zones.ts'
import { useNameOf } from '../records/people.ts'
import { initials } from '../ui/PersonAvatar.tsx'
import { type CalendarView } from './address.ts'
import type { Visit } from './queries.ts'
import classes from './VisitFace.module.css'

type FaceProps = { visit?: Visit; holiday?: string; closed?: boolean; view: CalendarView }

/** A visit as it stands in the calendar: with whom, what, and the person's own time. */
export function VisitFace({ visit, holiday, closed, view }: FaceProps) {
  if (closed) return null
  if (holiday || !visit) return <span className={classes.holidayName}>{holiday}</span>
  return <Face visit={visit} view={view} />
}

function Face({ visit, view }: { visit: Visit; view: CalendarView }) {
  const clinic = useMe().clinic.timeZone
  const nameOf = useNameOf()
  const { person, title, status, scheduledAt } = visit
  const theirs = person?.timeZone && !sameClock(person.timeZone, clinic, scheduledAt) ? timeIn(person.timeZone, scheduledAt) : undefined
  const long = view === 'agenda' || view === 'day'
  const about = [person ? title : undefined, long ? nameOf(visit.userId) : undefined].filter(Boolean).join(' · ')
  const who = person ? fullName(person) : title
  const inFull = [timeIn(clinic, scheduledAt), person && who, title, theirs && t('calendar.theirs', { time: theirs })]
    .filter(Boolean)
    .join(' · ')
  return (
    <span
      className={classes.face}
      data-view={view}
      data-short={visit.duration <= 30 || undefined}
      data-struck={status === 'Cancelled' || undefined}
      title={inFull}
    >
      {(view === 'month' || view === 'agenda') && <span className={classes.when}>{timeIn(clinic, scheduledAt)}</span>}
      <b className={classes.who}>{who}</b>
      <b className={classes.letters} aria-hidden>
        {initials(who)}
      </b>
      {about && view !== 'month' && <span className={classes.what}>{about}</span>}
      {theirs && view !== 'month' && <span className={classes.theirs}>{t('calendar.theirs', { time: theirs })}</span>}
      {status === 'Completed' && <IconCheck size={14} className={classes.mark} aria-label={t('values.completed')} role="img" />}
      {status === 'No Show' && (
        <span className={classes.mark}>
          <IconX size={12} aria-hidden /> <span className={classes.markWord}>{t('values.noShow')}</span>
        </span>
      )}
      {status === 'Cancelled' && <span className="visually-hidden">{t('values.cancelled')}</span>}
    </span>
  )
}

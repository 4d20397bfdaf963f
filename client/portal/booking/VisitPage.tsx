import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sameClock, zoneLong } from '../../lib/zones.ts'
import { type Overview, overviewQuery, whenIn } from '../lib/booking.ts'
import { useParams, useSearch } from '../lib/router.ts'
import { t } from '../messages.ts'
import { Button, ButtonRow, LinkButton, OutLink } from '../ui/Button.tsx'
import { Facts, Note, Page } from '../ui/Page.tsx'
import { Badge, ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import classes from './booking.module.css'
import { CancelDialog } from './CancelDialog.tsx'
import { type Visit, visitQuery } from './queries.ts'
import { isComing, statusHue, statusWord, zoneOf } from './words.ts'

const back = { to: '/portal/visits' } as const

/** One visit: when, with whom, how to join, and what can still be done about it. */
export function VisitPage() {
  const id = Number(useParams('/portal/visits/:id').id)
  const visit = useQuery(visitQuery(id))
  const overview = useQuery(overviewQuery)
  const error = visit.error ?? overview.error
  if (!visit.data || !overview.data)
    return (
      <Page title={t('booking.visitTitle')} back={back}>
        {error ? <ErrorState error={error} onRetry={() => void Promise.all([visit.refetch(), overview.refetch()])} /> : <Skeleton tall />}
      </Page>
    )
  return <Shown visit={visit.data} overview={overview.data} />
}

function Shown({ visit, overview }: { visit: Visit; overview: Overview }) {
  const now = useSearch().get('now')
  const zone = zoneOf(overview)
  const coming = isComing(visit, Date.now())
  const title = coming && now === 'booked' ? 'booking.booked' : coming && now === 'moved' ? 'booking.moved' : 'booking.visitTitle'
  return (
    <Page title={t(title)} back={back}>
      {coming && now && <Notice kind="good">{t('booking.bookedDetail')}</Notice>}
      <div>
        <p className={classes.when}>{whenIn(zone, visit.startsAt)}</p>
        <p className={classes.quiet}>{zoneLong(zone, visit.startsAt)}</p>
      </div>
      <Facts
        facts={[
          [
            t('booking.clinicTime'),
            sameClock(zone, overview.clinicZone, visit.startsAt) ? null : whenIn(overview.clinicZone, visit.startsAt),
          ],
          [t('booking.length'), t('booking.minutes', { count: visit.duration })],
          [t('booking.whom'), visit.coachName],
          [t('booking.how'), visit.meetingLink ? t('booking.byVideo') : coming ? t('booking.linkLater') : null],
        ]}
      />
      {coming ? <Acts visit={visit} zone={zone} /> : <Over visit={visit} canBook={overview.next === null} />}
    </Page>
  )
}

function Acts({ visit, zone }: { visit: Visit; zone: string }) {
  const [cancelling, setCancelling] = useState(false)
  return (
    <>
      {visit.meetingLink && (
        <OutLink href={visit.meetingLink} look="filled" wide>
          {t('booking.join')}
        </OutLink>
      )}
      <OutLink href={`/api/v1/portal/visits/${visit.id}/calendar.ics`} wide download>
        {t('booking.calendar')}
      </OutLink>
      {visit.canChange ? (
        <ButtonRow>
          <LinkButton to="/portal/book" search={{ move: String(visit.id) }}>
            {t('booking.moveVisit')}
          </LinkButton>
          <Button look="danger" onClick={() => setCancelling(true)}>
            {t('booking.cancelVisit')}
          </Button>
        </ButtonRow>
      ) : (
        <Note>{t('booking.tooLate')}</Note>
      )}
      {cancelling && <CancelDialog visit={visit} zone={zone} onClose={() => setCancelling(false)} />}
    </>
  )
}

function Over({ visit, canBook }: { visit: Visit; canBook: boolean }) {
  return (
    <>
      <p>
        <Badge hue={statusHue[visit.status]}>{statusWord(visit.status)}</Badge>
      </p>
      {canBook && visit.status !== 'Completed' && (
        <LinkButton to="/portal/book" look="filled" wide>
          {t('booking.anotherTime')}
        </LinkButton>
      )}
    </>
  )
}

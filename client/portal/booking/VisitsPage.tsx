import { useQuery } from '@tanstack/react-query'
import { type Overview, overviewQuery, whenIn } from '../lib/booking.ts'
import { go } from '../lib/router.ts'
import { t } from '../messages.ts'
import { LinkButton } from '../ui/Button.tsx'
import { LinkRow, List } from '../ui/List.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { Badge, EmptyState, ErrorState, Skeleton } from '../ui/States.tsx'
import { OfferNotice } from './OfferNotice.tsx'
import { type Visit, visitsQuery } from './queries.ts'
import { isComing, statusHue, statusWord, zoneOf } from './words.ts'

/** One's visits: those to come, then those that were. */
export function VisitsPage() {
  const visits = useQuery(visitsQuery)
  const overview = useQuery(overviewQuery)
  const error = visits.error ?? overview.error
  const retry = () => void Promise.all([visits.refetch(), overview.refetch()])
  if (!visits.data || !overview.data)
    return <Page title={t('booking.visits')}>{error ? <ErrorState error={error} onRetry={retry} /> : <Skeleton tall />}</Page>
  const zone = zoneOf(overview.data)
  const now = Date.now()
  const coming = visits.data.data.filter((visit) => isComing(visit, now))
  const past = visits.data.data.filter((visit) => !isComing(visit, now))
  return (
    <Page title={t('booking.visits')}>
      {overview.data.holds.map(
        (hold) =>
          hold.isOffer && (
            <OfferNotice
              key={hold.id}
              hold={hold}
              overview={overview.data}
              zone={zone}
              onDone={(id) => go({ to: '/portal/visits/:id', params: { id } })}
            />
          ),
      )}
      {coming.length > 0 && (
        <Section title={t('booking.coming')}>
          <VisitList visits={coming} zone={zone} />
        </Section>
      )}
      {!overview.data.next && <NextVisit isFirst={visits.data.data.length === 0} waits={overview.data.waiting?.state} />}
      {past.length > 0 && (
        <Section title={t('booking.past')}>
          <VisitList visits={past} zone={zone} />
        </Section>
      )}
    </Page>
  )
}

/** What is kept for them comes first: choosing another time stands back. */
function NextVisit({ isFirst, waits }: { isFirst: boolean; waits: NonNullable<Overview['waiting']>['state'] | undefined }) {
  const choose = (
    <LinkButton to="/portal/book" look={waits === 'offered' ? 'quiet' : 'filled'} wide>
      {t('booking.bookOne')}
    </LinkButton>
  )
  return (
    <>
      {isFirst ? <EmptyState title={t('booking.noVisits')} detail={t('booking.noVisitsDetail')} action={choose} /> : choose}
      {waits && (
        <List>
          <LinkRow to="/portal/wait" title={t('booking.waiting')} />
        </List>
      )}
    </>
  )
}

const VisitList = ({ visits, zone }: { visits: readonly Visit[]; zone: string }) => (
  <List>
    {visits.map((visit) => (
      <LinkRow
        key={visit.id}
        to="/portal/visits/:id"
        params={{ id: visit.id }}
        title={whenIn(zone, visit.startsAt)}
        detail={visit.coachName && t('booking.with', { name: visit.coachName })}
        end={<Badge hue={statusHue[visit.status]}>{statusWord(visit.status)}</Badge>}
      />
    ))}
  </List>
)

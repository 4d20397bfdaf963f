import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { placeAndZone } from '../lib/zones.ts'
import { useActor } from '../records/people.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage } from '../ui/FormSection.tsx'
import { NoPermission } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { BookingSection } from './BookingSection.tsx'
import { ExceptionsSection } from './ExceptionsSection.tsx'
import { useCoaches } from './people.ts'
import { WeekSection } from './WeekSection.tsx'
import { weekQuery } from './working-time.ts'

/** When a coach works: their own to keep, everybody's for an Admin. */
export function WorkingTimePage() {
  useTitle(t('workingTime.title'))
  const actor = useActor()
  const may = actor.role !== 'SDR'
  const { coach } = useSearch({ from: '/staff/calendar/hours' })
  const navigate = useNavigate({ from: '/calendar/hours' })
  const coaches = useCoaches()
  const shown = coaches.find(({ id }) => id === coach)?.id ?? (may ? actor.userId : undefined)
  const zone = useMe().clinic.timeZone
  return (
    <>
      <PageBar
        title={t('workingTime.title')}
        detail={t('workingTime.clock', { zone: placeAndZone(zone) })}
        parent={<Link to="/calendar">{t('calendar.title')}</Link>}
      >
        {may && (
          <Select
            aria-label={t('workingTime.whose')}
            data={coaches.map((each) => ({ value: String(each.id), label: fullName(each) }))}
            value={shown === undefined ? null : String(shown)}
            allowDeselect={false}
            onChange={(id) => void navigate({ search: { coach: Number(id) } })}
          />
        )}
      </PageBar>
      {!may ? <NoPermission /> : shown !== undefined && <WorkingTime key={shown} userId={shown} />}
    </>
  )
}

function WorkingTime({ userId }: { userId: number }) {
  const week = useQuery(weekQuery(userId))
  const readOnly = !policy.availability.update(useActor(), { userId })
  if (week.isPending) return <SkeletonRows rows={7} columns={2} height={48} />
  if (week.isError) return <ErrorState error={week.error} onRetry={() => void week.refetch()} />
  return (
    <FormPage>
      {/* What somebody else saved meanwhile is shown: the week begins anew with it. */}
      <WeekSection key={JSON.stringify(week.data.rules)} userId={userId} rules={week.data.rules} readOnly={readOnly} />
      <ExceptionsSection userId={userId} exceptions={week.data.exceptions} readOnly={readOnly} />
      <BookingSection userId={userId} readOnly={readOnly} />
    </FormPage>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { dayOf } from '#shared/clock'
import { policy } from '#shared/policy'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
import { useActor } from '../records/people.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingLine } from '../ui/LoadingLine.tsx'
import { useNarrowerThan, widths } from '../ui/media.ts'
import { SplitView } from '../ui/SidePanel.tsx'
import { type CalendarSearch, type CalendarView } from './address.ts'
import { BookDialog, type Slot } from './BookDialog.tsx'
import { CalendarBar } from './CalendarBar.tsx'
import classes from './CalendarPage.module.css'
import { GridSkeleton } from './GridSkeleton.tsx'
import { Legend } from './Legend.tsx'
import { useCoaches } from './people.ts'
import { appointmentQuery, freeTimeQuery, type Visit, visitsQuery } from './queries.ts'
import { daysOf, rangeOf, stepped, todayIn } from './search.ts'
import { NoVisitPanel, VisitPanel } from './VisitPanel.tsx'
import { firstWeekday } from './week.ts'

const Grid = lazy(async () => ({ default: (await import('./Grid.tsx')).Grid }))

/** The clinic's visits by day, week, month or as a list, with one of them open beside them. All that is chosen stands in the address. */
export function CalendarPage() {
  useTitle(t('calendar.title'))
  const { search, change, view, date, open } = usePlace()
  const zone = useMe().clinic.timeZone
  const range = useMemo(() => rangeOf(zone, daysOf(view, date, firstWeekday())), [zone, view, date])
  const { chosen, coaches } = useChosen(search)
  const { visits, free, query } = useShown(range, search, chosen)
  const [slot, setSlot] = useState<Slot>()
  const mayBook = policy.appointment.create(useActor(), { leadId: 0 })
  const book = useCallback((given: Slot) => mayBook && setSlot(given), [mayBook])
  usePageKeys({ search, change, view, date, book: () => book({}) })
  const narrow = useNarrowerThan(widths.narrow)
  const visit = query.data?.data.find(({ id }) => id === search.visit)
  const missing = useFindDay(search, visit, query.isSuccess, change)
  const panel = visit ? (
    <VisitPanel key={visit.id} visit={visit} shown={visits} onOpen={open} onRebook={book} />
  ) : (
    missing && <NoVisitPanel onClose={() => open(undefined)} />
  )
  return (
    <>
      <StaleDialog />
      {panel && narrow ? (
        <h1 className="visually-hidden">{t('calendar.title')}</h1>
      ) : (
        <CalendarBar search={search} view={view} date={date} onChange={change} onBook={mayBook ? () => book({}) : undefined} />
      )}
      <SplitView panel={panel}>
        <Legend search={search} chosen={chosen} coaches={coaches} visits={query.data?.data ?? []} onChange={change} />
        <div className={classes.grid}>
          <LoadingLine shown={query.isPending && view !== 'agenda'} />
          <Suspense fallback={<GridSkeleton />}>
            {beforeGrid(query, view) ?? <Grid {...{ view, date, visits, free, chosen, coaches, open, book }} openVisit={search.visit} />}
          </Suspense>
        </div>
      </SplitView>
      {slot && <BookDialog slot={slot} chosen={chosen} onClose={() => setSlot(undefined)} onBooked={open} />}
    </>
  )
}

/** Hours stand there at once; an agenda without entries would say that there are none. */
function beforeGrid(query: ReturnType<typeof useShown>['query'], view: CalendarView) {
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return query.isPending && view === 'agenda' ? <GridSkeleton /> : undefined
}

function usePlace() {
  const search = useSearch({ from: '/staff/calendar' })
  const navigate = useNavigate({ from: '/calendar' })
  const change = useCallback((next: CalendarSearch) => void navigate({ search: next }), [navigate])
  const open = useCallback((id: number | undefined) => void navigate({ search: (before) => ({ ...before, visit: id }) }), [navigate])
  const phone = useNarrowerThan(widths.phone)
  const view: CalendarView = search.view ?? (phone ? 'agenda' : 'week')
  const zone = useMe().clinic.timeZone
  const date = search.date ?? todayIn(zone)
  return { search, change, open, view, date }
}

/** Whose calendars are shown: those of the address, else one's own for a coach, else all coaches'. */
function useChosen({ coach }: CalendarSearch) {
  const coaches = useCoaches()
  const me = useMe()
  const chosen = useMemo(() => {
    if (coach) return coach
    if (me.role === 'Health Coach') return [String(me.id)]
    return [...coaches.filter(({ role }) => role === 'Health Coach').map(({ id }) => String(id)), 'none']
  }, [coach, coaches, me])
  return { chosen, coaches }
}

function useShown(range: { from: string; to: string }, { cancelled }: CalendarSearch, chosen: readonly string[]) {
  const query = useQuery(visitsQuery(range))
  const ids = useMemo(() => chosen.filter((id) => id !== 'none').map(Number), [chosen])
  const { data: free } = useQuery(freeTimeQuery(range, ids))
  const visits = useMemo(
    () =>
      (query.data?.data ?? []).filter(
        ({ userId, status }) => chosen.includes(String(userId ?? 'none')) && (cancelled === 'shown' || status !== 'Cancelled'),
      ),
    [query.data, chosen, cancelled],
  )
  return { query, visits, free }
}

/** A link to a visit of another day leads to that day. */
function useFindDay(search: CalendarSearch, visit: Visit | undefined, loaded: boolean, change: (next: CalendarSearch) => void) {
  const zone = useMe().clinic.timeZone
  const lost = loaded && search.visit !== undefined && !visit
  const { data, error } = useQuery({ ...appointmentQuery(search.visit ?? 0), enabled: lost })
  useEffect(() => {
    if (!lost || !data || data.id !== search.visit) return
    const date = dayOf(zone, Date.parse(data.scheduledAt))
    if (date !== search.date) change({ ...search, date })
  }, [lost, data, search, zone, change])
  return lost && isStatus(error, 404)
}

type KeyParts = { search: CalendarSearch; change: (next: CalendarSearch) => void; view: CalendarView; date: string; book: () => void }

function usePageKeys({ search, change, view, date, book }: KeyParts) {
  const show = (next: CalendarView) => change({ ...search, view: next })
  const step = (direction: 1 | -1) => change({ ...search, date: stepped(view, date, direction) })
  useKeys([
    { key: 'n', does: t('calendar.book'), run: book },
    { key: 't', does: t('calendar.today'), run: () => change({ ...search, date: undefined }) },
    { key: 'd', does: t('calendar.day'), run: () => show('day') },
    { key: 'w', does: t('calendar.week'), run: () => show('week') },
    { key: 'm', does: t('calendar.month'), run: () => show('month') },
    { key: 'a', does: t('calendar.agenda'), run: () => show('agenda') },
    { key: 'ArrowLeft', does: t('calendar.earlier'), run: () => step(-1) },
    { key: 'ArrowRight', does: t('calendar.later'), run: () => step(1) },
  ])
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReportList } from '#shared/reports'
import { count } from '../lib/dates.ts'
import { type MessageKey, t } from '../lib/messages.ts'
import { useTitle } from '../lib/title.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { VirtualTable } from '../ui/VirtualTable.tsx'
import { type ReportRow, rowsQuery } from './queries.ts'
import classes from './reports.module.css'
import { type RowsSearch, rowsQueryOf } from './search.ts'
import { bookingTime, days, dayWords, groupWords, periodWords } from './words.ts'

type Numbered = ReportRow & { key: number }

const titles: Record<ReportList, MessageKey> = {
  leads: 'reports.listLeads',
  funnel: 'reports.listFunnel',
  pipeline: 'reports.listPipeline',
  calls: 'reports.listCalls',
  'leads-called': 'reports.listCalled',
  renewals: 'reports.listRenewals',
  stages: 'reports.listStages',
  panels: 'reports.listPanels',
  tasks: 'reports.listTasks',
  'open-tasks': 'reports.listOpenTasks',
  visits: 'reports.listVisits',
  bookings: 'reports.listBookings',
  'closed-visits': 'reports.listClosedVisits',
}

/** The list behind a figure: as many rows as the figure says. */
export function RowsPage() {
  const search = useSearch({ from: '/staff/dashboard/list' })
  const { list = 'leads', range, from, to } = search
  const rows = useInfiniteQuery(rowsQuery(list, rowsQueryOf(search)))
  const title = t(titles[list])
  useTitle(title)
  const total = rows.data?.pages[0]?.total
  const parent = (
    <Link to="/dashboard" search={{ range, from, to }}>
      {t('reports.title')}
    </Link>
  )
  return (
    <>
      <PageBar title={title} parent={parent} detail={total === undefined ? undefined : count(total)} />
      <p className={classes.which}>{whichWords(search)}</p>
      <Rows rows={rows} total={total} label={title} list={list} />
    </>
  )
}

/** What narrows the list, in words. */
function whichWords({ part, of, range = '30d', from, to, dayFrom, dayTo }: RowsSearch): string {
  const period = from && to ? periodWords({ from, to }) : t(`reports.last_${range}`)
  const narrowed = dayFrom && dayTo ? periodWords({ from: dayFrom, to: dayTo }) : dayFrom ? dayWords(dayFrom) : undefined
  const words = [
    period,
    narrowed,
    of === undefined ? undefined : groupWords(of),
    part && t(part === 'hit' ? 'reports.onlyHits' : 'reports.onlyMisses'),
  ]
  return words.filter((word) => word !== undefined).join(' · ')
}

type RowsProps = {
  rows: ReturnType<typeof useInfiniteQuery<Awaited<ReturnType<NonNullable<ReturnType<typeof rowsQuery>['queryFn']>>>>>
  total: number | undefined
  label: string
  list: ReportList
}

function Rows({ rows, total, label, list }: RowsProps) {
  const navigate = useNavigate()
  const all = useMemo(() => rows.data?.pages.flatMap(({ data }) => data).map((row, key) => ({ ...row, key })) ?? [], [rows.data])
  if (rows.isPending) return <SkeletonRows rows={14} columns={4} />
  if (rows.isError && all.length === 0) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
  const more = {
    has: rows.hasNextPage,
    loading: rows.isFetchingNextPage,
    failed: rows.isFetchNextPageError,
    load: () => void rows.fetchNextPage(),
  }
  return (
    <VirtualTable
      label={label}
      columns={columnsOf(list)}
      rows={all}
      rowId={({ key }) => key}
      total={total}
      more={more}
      onOpen={({ entityType, entityId }) => void navigate({ to: pathOf(entityType, entityId) as '/' })}
      empty={<EmptyState title={t('reports.emptyList')} detail={t('reports.emptyListDetail')} />}
    />
  )
}

/** Where a record is looked at. */
const pathOf = (entityType: ReportRow['entityType'], id: number) =>
  ({ lead: `/leads/${id}`, contact: `/patients/${id}`, task: `/tasks?task=${id}`, appointment: `/calendar?visit=${id}` })[entityType]

const columnsOf = (list: ReportList): TableColumn<Numbered>[] => [
  {
    id: 'name',
    header: t('reports.who'),
    cell: ({ name }) => <strong title={name}>{name}</strong>,
    width: 200,
    grow: 2,
    phone: 'title',
    fixed: true,
  },
  ...(list === 'bookings' ? [] : [groupColumn()]),
  { id: 'user', header: t('reports.person'), cell: ({ userName }) => userName ?? t('reports.nobody'), width: 150, grow: 1 },
  {
    id: 'days',
    header: t(list === 'bookings' ? 'reports.durationColumn' : 'reports.daysColumn'),
    cell: (row) => (row.days === null ? '' : list === 'bookings' ? bookingTime(row.days) : days(row.days)),
    width: 80,
    align: 'end',
    ...(list === 'bookings' ? { phone: 'detail' as const } : {}),
  },
  { id: 'at', header: t('reports.when'), cell: ({ at }) => <RelativeTime at={at} />, width: 110, phone: 'aside' },
]

const groupColumn = (): TableColumn<Numbered> => ({
  id: 'group',
  header: t('reports.what'),
  cell: ({ group }) => (group === null ? '' : groupWords(group)),
  width: 160,
  grow: 1,
  phone: 'detail',
})

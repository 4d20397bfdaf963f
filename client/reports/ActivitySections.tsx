/** Work over time: calls, visits, tasks. The charts' code comes with this part, after the rest is on screen. */
import { useQuery } from '@tanstack/react-query'
import { count } from '../lib/dates.ts'
import { numberFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { Block } from './Block.tsx'
import { ChartWithTable } from './ChartWithTable.tsx'
import { reportQuery } from './queries.ts'
import { RowsLink } from './RowsLink.tsx'
import classes from './reports.module.css'
import { type PeriodSearch, periodQuery } from './search.ts'
import tableClasses from './tables.module.css'
import { groupWords } from './words.ts'

export function ActivitySections({ period }: { period: PeriodSearch }) {
  const query = periodQuery(period)
  const calls = useQuery(reportQuery('calls', query))
  const visits = useQuery(reportQuery('visits', query))
  const tasks = useQuery(reportQuery('tasks', query))
  const failed = [calls, visits, tasks].find(({ isError, data }) => isError && !data)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!calls.data || !visits.data || !tasks.data) return <SkeletonRows rows={5} columns={3} />
  return (
    <div className={classes.blocks}>
      <Block title={t('reports.calls')} detail={t('reports.callsDetail')} means={t('reports.callsMeans')} report="calls" period={period}>
        <CallsTable callers={calls.data.data} period={period} />
        <ChartWithTable
          label={t('reports.callsChart')}
          period={period}
          list="calls"
          buckets={calls.data.buckets}
          series={[{ name: 'calls', label: t('reports.callsMade'), color: 'var(--hc-accent)' }]}
        />
      </Block>
      <Block
        title={t('reports.visits')}
        detail={<Counts groups={visits.data.data.map(({ status, count }) => [status, count])} list="visits" period={period} />}
        means={t('reports.visitsMeans')}
        report="visits"
        period={period}
      >
        <ChartWithTable
          label={t('reports.visitsChart')}
          period={period}
          list="visits"
          buckets={visits.data.buckets}
          series={[
            { name: 'completed', label: groupWords('Completed'), color: 'var(--hc-accent)', of: 'Completed' },
            { name: 'noShow', label: groupWords('No Show'), color: 'var(--hc-red)', of: 'No Show' },
            { name: 'cancelled', label: groupWords('Cancelled'), color: 'var(--hc-control)', of: 'Cancelled' },
            { name: 'scheduled', label: t('reports.notClosed'), color: 'var(--hc-line-strong)', of: 'Scheduled' },
          ]}
        />
      </Block>
      <Block
        title={t('reports.tasks')}
        detail={<Counts groups={tasks.data.data.map(({ outcome, count }) => [outcome, count])} list="tasks" period={period} />}
        means={t('reports.tasksMeans')}
        report="tasks"
        period={period}
      >
        <ChartWithTable
          label={t('reports.tasksChart')}
          period={period}
          list="tasks"
          buckets={tasks.data.buckets}
          series={[
            { name: 'onTime', label: groupWords('onTime'), color: 'var(--hc-accent)', of: 'onTime' },
            { name: 'late', label: groupWords('late'), color: 'var(--hc-amber)', of: 'late' },
            { name: 'open', label: groupWords('open'), color: 'var(--hc-red)', of: 'open' },
          ]}
        />
      </Block>
    </div>
  )
}

type CountsProps = { groups: (readonly [string, number])[]; list: 'visits' | 'tasks'; period: PeriodSearch }

function Counts({ groups, list, period }: CountsProps) {
  if (groups.length === 0) return t('reports.nothingInPeriod')
  return (
    <span className={tableClasses.counts}>
      {groups.map(([group, number]) => (
        <span key={group}>
          {groupWords(group)}{' '}
          <RowsLink period={period} rows={{ list, of: group }} tone="strong">
            {count(number)}
          </RowsLink>
        </span>
      ))}
    </span>
  )
}

type Caller = { userId: number | null; userName: string | null; calls: number; leads: number; days: number; leadsPerDay: number | null }

function CallsTable({ callers, period }: { callers: readonly Caller[]; period: PeriodSearch }) {
  return (
    <table className={tableClasses.table}>
      <thead>
        <tr>
          <th scope="col">{t('reports.caller')}</th>
          <th scope="col">{t('reports.callsMade')}</th>
          <th scope="col">{t('reports.leadsCalled')}</th>
          <th scope="col">{t('reports.aDay')}</th>
        </tr>
      </thead>
      <tbody>
        {callers.map(({ userId, userName, calls, leads, leadsPerDay }) => (
          <tr key={userId}>
            <th scope="row">{userName}</th>
            <td>
              <RowsLink period={period} rows={{ list: 'calls', userId: String(userId) }} tone="strong">
                {count(calls)}
              </RowsLink>
            </td>
            <td>
              <RowsLink period={period} rows={{ list: 'leads-called', userId: String(userId) }}>
                {count(leads)}
              </RowsLink>
            </td>
            <td>{leadsPerDay === null ? '–' : numberFormat(locale(), { maximumFractionDigits: 1 }).format(leadsPerDay)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

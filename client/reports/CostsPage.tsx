import { ActionIcon, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type LeadSource, leadSources } from '#shared/values'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { NoPermissionPage } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import { centsOf, shownCents } from './costs.ts'
import { costsQuery, type SourceCost, setCosts } from './queries.ts'
import classes from './reports.module.css'
import tableClasses from './tables.module.css'
import { groupWords, money } from './words.ts'

/** What the clinic spent on each source, month by month. */
export function CostsPage() {
  useTitle(t('reports.costs'))
  const { year = new Date().getFullYear() } = useSearch({ from: '/staff/dashboard/costs' })
  const parent = <Link to="/dashboard">{t('reports.title')}</Link>
  if (!useMe().permissions.includes('PUT /source-costs')) return <NoPermissionPage title={t('reports.costs')} parent={parent} />
  return (
    <>
      <PageBar title={t('reports.costs')} parent={parent}>
        <YearSwitch year={year} />
      </PageBar>
      <p className={classes.which}>{t('reports.costsDetail')}</p>
      <Costs key={year} year={year} />
    </>
  )
}

function YearSwitch({ year }: { year: number }) {
  const navigate = useNavigate()
  const go = (to: number) => void navigate({ to: '/dashboard/costs', search: { year: to } })
  return (
    <span className={classes.year}>
      <ActionIcon aria-label={t('reports.yearBefore')} onClick={() => go(year - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <strong>{year}</strong>
      <ActionIcon aria-label={t('reports.yearAfter')} onClick={() => go(year + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </span>
  )
}

function Costs({ year }: { year: number }) {
  const costs = useQuery(costsQuery(year))
  if (costs.isPending) return <SkeletonRows rows={8} columns={6} />
  if (costs.isError) return <ErrorState error={costs.error} onRetry={() => void costs.refetch()} />
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  const centsIn = (source: string, month: string) => costs.data.find((each) => each.leadSource === source && each.month === month)?.cents
  return (
    <div className={tableClasses.costs}>
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">{t('reports.source')}</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {monthName(month)}
              </th>
            ))}
            <th scope="col">{t('reports.total')}</th>
          </tr>
        </thead>
        <tbody>
          {leadSources.map((source) => (
            <tr key={source}>
              <th scope="row">{groupWords(source)}</th>
              {months.map((month) => (
                <td key={month}>
                  <CostField source={source} month={month} cents={centsIn(source, month)} />
                </td>
              ))}
              <td>{money(sum(costs.data.filter(({ leadSource }) => leadSource === source)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const sum = (costs: readonly SourceCost[]) => (costs.length ? costs.reduce((total, { cents }) => total + cents, 0) : null)
const monthName = (month: string) => new Intl.DateTimeFormat(locale(), { month: 'short', timeZone: 'UTC' }).format(new Date(`${month}-15`))

type FieldProps = { source: LeadSource; month: string; cents: number | undefined }

/** Saved when one leaves it or presses Enter; Escape takes it back. */
function CostField({ source, month, cents }: FieldProps) {
  const queries = useQueryClient()
  const before = shownCents(cents)
  const [text, setText] = useState(before)
  const [error, setError] = useState<string>()
  const save = async () => {
    if (text.trim() === before) return
    const next = centsOf(text)
    if (next === undefined) return setError(t('reports.notMoney'))
    try {
      await setCosts([{ leadSource: source, month, cents: next }])
      setError(undefined)
      await queries.invalidateQueries({ queryKey: ['reports'] })
    } catch (failed) {
      setText(before)
      toast({ text: t('reports.costRefused', { why: explainShortly(failed) }) })
    }
  }
  return (
    <TextInput
      aria-label={t('reports.costOf', { source: groupWords(source), month: monthName(month) })}
      inputMode="decimal"
      value={text}
      error={error}
      placeholder="–"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setText(before)
      }}
    />
  )
}

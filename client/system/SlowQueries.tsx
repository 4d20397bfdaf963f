import { SegmentedControl, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count } from '../lib/dates.ts'
import { numberFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { planQuery, type SlowQuery, type SlowSort, slowQueriesQuery } from './fleet-queries.ts'
import { Section } from './Section.tsx'
import classes from './slow.module.css'

const sorts: SlowSort[] = ['-totalMs', '-meanMs', '-calls']
const sortNames = { '-totalMs': 'fleet.byTotal', '-meanMs': 'fleet.byMean', '-calls': 'fleet.byCalls' } as const

/** The statements that cost the most, each with its plan on demand. */
export function SlowQueries() {
  const [sort, setSort] = useState<SlowSort>('-totalMs')
  const found = useQuery(slowQueriesQuery(sort))
  return (
    <Section title={t('fleet.slow')} isWide>
      {found.isPending && <SkeletonRows rows={6} columns={4} />}
      {found.isError && !found.data && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && found.data.state !== 'collecting' && <p className={classes.quiet}>{t(`fleet.${found.data.state}`)}</p>}
      {found.data && found.data.state === 'collecting' && (
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('fleet.sort')}
            value={sort}
            onChange={(value) => setSort(sorts.find((each) => each === value) ?? sort)}
            data={sorts.map((value) => ({ value, label: t(sortNames[value]) }))}
          />
          {found.data.data.length === 0 ? <p className={classes.quiet}>{t('fleet.nothing')}</p> : <Statements rows={found.data.data} />}
        </>
      )}
    </Section>
  )
}

function Statements({ rows }: { rows: SlowQuery[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('fleet.statement')}</th>
          <th scope="col">{t('fleet.calls')}</th>
          <th scope="col">{t('fleet.total')}</th>
          <th scope="col">{t('fleet.mean')}</th>
        </tr>
      </thead>
      {rows.map((row) => (
        <Statement key={row.id} row={row} />
      ))}
    </table>
  )
}

function Statement({ row }: { row: SlowQuery }) {
  const [isOpen, setOpen] = useState(false)
  const Icon = isOpen ? IconChevronDown : IconChevronRight
  return (
    <tbody>
      <tr>
        <th scope="row">
          <UnstyledButton className={classes.statement} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Icon size={14} aria-hidden />
            <code>{row.text.replace(/\s+/g, ' ').slice(0, 300)}</code>
          </UnstyledButton>
          <Hints hints={row.hints} />
        </th>
        <td data-label={t('fleet.calls')}>{count(row.calls)}</td>
        <td data-label={t('fleet.total')}>{time(row.totalMs)}</td>
        <td data-label={t('fleet.mean')}>{time(row.meanMs)}</td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={4} className={classes.detail}>
            <Plan id={row.id} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

function Hints({ hints }: { hints: SlowQuery['hints'] }) {
  return hints.map(({ table, columns, rows }) => (
    <p key={table} className={classes.hint}>
      {t('fleet.hint', { table, columns: columns.join(', '), rows: count(rows) })}
    </p>
  ))
}

function Plan({ id }: { id: string }) {
  const found = useQuery(planQuery(id))
  if (found.isPending) return <SkeletonRows rows={4} columns={1} height={20} />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { text, plan } = found.data
  return (
    <>
      <h3>{t('fleet.text')}</h3>
      <pre>{text}</pre>
      <h3>{t('fleet.plan')}</h3>
      {plan.length ? <pre>{plan.join('\n')}</pre> : <p className={classes.quiet}>{t('fleet.noPlan')}</p>}
    </>
  )
}

/** Milliseconds, or seconds from a second on. */
function time(ms: number): string {
  const inSeconds = ms >= 1000
  const value = inSeconds ? ms / 1000 : ms
  const unit = inSeconds ? 'second' : 'millisecond'
  return numberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: value < 10 ? 2 : 0 }).format(value)
}

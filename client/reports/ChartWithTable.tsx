import { BarChart } from '@mantine/charts'
import { UnstyledButton } from '@mantine/core'
import '@mantine/charts/styles.layer.css'
import { useState } from 'react'
import type { ReportList } from '#shared/reports'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import legendClasses from './legend.module.css'
import { RowsLink } from './RowsLink.tsx'
import type { PeriodSearch } from './search.ts'
import tableClasses from './tables.module.css'
import { dayWords, periodWords } from './words.ts'

type Series = { name: string; label: string; color: string; of?: string }
type Bucket = { from: string; to: string } & Record<string, string | number>

type ChartProps = {
  label: string
  list: ReportList
  period: PeriodSearch
  buckets: readonly Bucket[]
  series: readonly Series[]
}

/** A chart for the eye, and the same figures as a table: for screen readers always, for everybody at a click. */
export function ChartWithTable({ label, list, period, buckets, series }: ChartProps) {
  const [asTable, setTable] = useState(false)
  const data = buckets.map((bucket) => ({ ...bucket, label: dayWords(bucket.from, false) }))
  if (!buckets.some((bucket) => series.some(({ name }) => bucket[name]))) return null
  return (
    <figure className={tableClasses.chart}>
      <figcaption>
        <span>{label}</span>
        <UnstyledButton className={tableClasses.switch} aria-pressed={asTable} onClick={() => setTable(!asTable)} data-no-print>
          {t('reports.asTable')}
        </UnstyledButton>
      </figcaption>
      {!asTable && (
        <div aria-hidden>
          <BarChart
            h={150}
            data={data}
            dataKey="label"
            type="stacked"
            series={series.map(({ name, label, color }) => ({ name, label, color }))}
            tickLine="none"
            gridAxis="x"
            strokeDasharray="0"
            accessibilityLayer={false}
            barProps={{ isAnimationActive: false }}
            xAxisProps={{ minTickGap: 24 }}
            yAxisProps={{ width: 34, allowDecimals: false, interval: 0 }}
          />
          {series.length > 1 && <Legend series={series} />}
        </div>
      )}
      <div className={asTable ? tableClasses.scroll : 'visually-hidden'}>
        <BucketTable {...{ label, list, period, buckets, series }} isShown={asTable} />
      </div>
    </figure>
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <p className={legendClasses.legend}>
      {series.map(({ name, label, color }) => (
        <span key={name}>
          <i style={{ background: color }} />
          {label}
        </span>
      ))}
    </p>
  )
}

function BucketTable({ label, list, period, buckets, series, isShown }: ChartProps & { isShown: boolean }) {
  return (
    <table className={tableClasses.table}>
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{t('reports.daysColumn')}</th>
          {series.map(({ name, label }) => (
            <th key={name} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket) => (
          <tr key={bucket.from}>
            <th scope="row">{periodWords(bucket)}</th>
            {series.map(({ name, of }) => (
              <td key={name}>
                {isShown && bucket[name] ? (
                  <RowsLink period={period} rows={{ list, of, dayFrom: bucket.from, dayTo: bucket.to }}>
                    {count(Number(bucket[name]))}
                  </RowsLink>
                ) : (
                  count(Number(bucket[name]))
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import type { DashboardReport } from '#shared/reports'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import classes from './reports.module.css'
import { type PeriodSearch, periodQuery } from './search.ts'

type BlockProps = {
  title: string
  detail?: ReactNode
  /** What is counted, for whoever wants to know. */
  means: string
  report: DashboardReport
  period: PeriodSearch
  children: ReactNode
}

/** A part of the dashboard with its heading, its definition and its file. */
export function Block({ title, detail, means, report, period, children }: BlockProps) {
  const id = useId()
  return (
    <section className={classes.block} aria-labelledby={id}>
      <header className={classes.blockHead}>
        <h2 id={id}>{title}</h2>
        <a
          href={address('/exports/reports.csv', { query: { report, ...periodQuery(period) } })}
          download
          className={classes.file}
          data-no-print
          aria-label={t('reports.csvOf', { title })}
          title={t('reports.csvOf', { title })}
        >
          <IconDownload size={14} aria-hidden />
        </a>
      </header>
      {detail && <p className={classes.quiet}>{detail}</p>}
      {children}
      <details className={classes.meaning}>
        <summary>{t('reports.meaning')}</summary>
        <p>{means}</p>
      </details>
    </section>
  )
}

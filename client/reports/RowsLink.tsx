import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './reports.module.css'
import type { PeriodSearch, RowsSearch } from './search.ts'

type RowsLinkProps = {
  period: PeriodSearch
  rows: Omit<RowsSearch, 'range' | 'from' | 'to'>
  children: ReactNode
  label?: string
  tone?: 'strong' | 'late'
}

/** A number that opens the list it counts. */
export function RowsLink({ period: { range, from, to }, rows, children, label, tone }: RowsLinkProps) {
  return (
    <Link to="/dashboard/list" search={{ range, from, to, ...rows }} className={classes.number} data-tone={tone} aria-label={label}>
      {children}
    </Link>
  )
}

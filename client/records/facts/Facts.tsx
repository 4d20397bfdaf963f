/** Rows of a list of facts: a label and what is known, edited where it stands. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import { NextStepLine } from '../next-step/NextStepLine.tsx'
import { nextStepOf } from '../next-step/next-step.ts'
import { tasksQuery, visitsQuery } from '../queries.ts'
import type { RecordRef } from '../record.ts'
import classes from './Facts.module.css'

export const Facts = ({ children }: { children: ReactNode }) => <dl className={classes.facts}>{children}</dl>

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact} data-fact>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{children}</dd>
    </div>
  )
}

/** The earliest open task or coming visit; nobody should be without one. */
export function WaitingForFact({ record }: { record: RecordRef }) {
  const now = useNow()
  const { data: tasks } = useQuery(tasksQuery(record))
  const { data: visits } = useQuery(visitsQuery(record))
  return <Fact label={t('lead.waitingFor')}>{tasks && visits && <NextStepLine step={nextStepOf(tasks, visits, now) ?? null} />}</Fact>
}

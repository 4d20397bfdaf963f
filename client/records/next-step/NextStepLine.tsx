import { IconAlertTriangle } from '@tabler/icons-react'
import { dateAndTime, duration, shortDate } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import classes from '../CardFace.module.css'
import type { NextStep } from '../record.ts'

/** By how much an open task is late; 0 for what is to come. */
export const lateBy = (step: NextStep | null, now: number) =>
  step?.at && step.kind === 'task' ? Math.max(0, now - Date.parse(step.at)) : 0

/** The hour matters only for what is near. */
const shortTime = (at: string, now: number) => (Date.parse(at) - now < 2 * 86_400_000 ? dateAndTime(at, now) : shortDate(at, now))

/** What comes next, in one line; what is overdue says by how much. */
export function NextStepLine({ step }: { step: NextStep | null }) {
  const now = useNow()
  const late = lateBy(step, now)
  if (!step) return <span className={classes.nothing}>{t('leads.noNextStep')}</span>
  if (late > 0)
    return (
      <span className={classes.late} title={step.title}>
        <IconAlertTriangle size={13} stroke={1.75} aria-hidden />
        <span className={classes.lateBy}>{t('leadTasks.overdue', { time: duration(late) })}</span>
        <span className={classes.lateTitle}>{step.title}</span>
      </span>
    )
  return (
    <span className={classes.next} title={step.title}>
      {[step.at && shortTime(step.at, now), step.title].filter(Boolean).join(' · ')}
    </span>
  )
}

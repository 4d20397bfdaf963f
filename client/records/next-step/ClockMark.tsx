import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { memo } from 'react'
import { duration, exactTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import type { Clock } from '../record.ts'
import classes from './ClockMark.module.css'

/** How late, or how long there is: the stage's clock in two words. */
export const ClockMark = memo(function ClockMark({ clock }: { clock: Clock }) {
  const now = useNow()
  if (clock.state === 'none' || clock.dueAt === null) return <span title={t('clocks.none')}>–</span>
  const left = Date.parse(clock.dueAt) - now
  const late = left <= 0
  const Icon = late ? IconAlertTriangle : IconClock
  const time = duration(Math.abs(left))
  return (
    <span
      className={classes.clock}
      data-state={late ? 'overdue' : clock.state}
      title={t('clocks.exactly', { time: exactTime(clock.dueAt) })}
    >
      <Icon size={13} stroke={late ? 1.75 : 1.5} aria-hidden />
      {t(late ? 'clocks.lateBy' : 'clocks.dueIn', { time })}
    </span>
  )
})

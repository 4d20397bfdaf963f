import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { bytes } from './bytes.ts'
import type { Health } from './queries.ts'
import classes from './system.module.css'

/** In one line whether all is well, and what is not. */
export function HealthState({ health: { state, jobs, disk } }: { health: Health }) {
  const alarms = [
    ...state.alarms,
    ...(jobs.failed ? [t('system.jobsFailed', { count: jobs.failed })] : []),
    ...(disk.freeBytes < disk.totalBytes / 10 ? [t('system.diskLow', { free: bytes(disk.freeBytes) })] : []),
  ]
  const Icon = alarms.length ? IconAlertTriangle : IconCircleCheck
  return (
    <div className={classes.state} data-bad={alarms.length > 0 || undefined} role="status">
      <Icon size={18} aria-hidden />
      <strong>{alarms.length ? t('system.alarms', { count: alarms.length }) : t('system.well')}</strong>
      {alarms.length > 0 && (
        <ul>
          {alarms.map((alarm) => (
            <li key={alarm}>{alarm}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

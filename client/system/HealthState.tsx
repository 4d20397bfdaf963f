import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { alarmKinds } from '#shared/alarms'
import { t } from '../lib/messages.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { type Alarms, alarmsQuery, type Health } from './queries.ts'
import classes from './system.module.css'

type Standing = Alarms['data'][number]

/** In one line whether all is well; then each alarm that stands, with what to do about it. */
export function HealthState({ health: { state, jobs } }: { health: Health }) {
  const alarms = useQuery(alarmsQuery)
  const standing = alarms.data?.data.filter(({ endedAt }) => endedAt === null) ?? []
  const plain = [...state.alarms, ...(jobs.failed ? [t('system.jobsFailed', { count: jobs.failed })] : [])]
  const number = standing.length + plain.length
  const Icon = number ? IconAlertTriangle : IconCircleCheck
  return (
    <div className={classes.state} data-bad={number > 0 || undefined} role="status">
      <Icon size={18} aria-hidden />
      <strong>{number ? t('system.alarms', { count: number }) : t('system.well')}</strong>
      {number > 0 && (
        <ul>
          {standing.map((alarm) => (
            <li key={alarm.id}>
              <AlarmLine alarm={alarm} />
            </li>
          ))}
          {plain.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function AlarmLine({ alarm: { kind, text, startedAt } }: { alarm: Standing }) {
  const known = alarmKinds.find((each) => each === kind)
  return (
    <>
      {known ? <b>{t(`system.alarm_${known}`)}</b> : <b>{text}</b>} <RelativeTime at={startedAt} inSentence className={classes.quiet} />
      {known && <p className={classes.quiet}>{text}.</p>}
      {known && <p>{t(`system.todo_${known}`)}</p>}
    </>
  )
}

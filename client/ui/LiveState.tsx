import { useLiveState } from '../lib/events.ts'
import { t } from '../lib/messages.ts'
import classes from './LiveState.module.css'

/** Whether others' changes arrive by themselves right now. */
export function LiveState() {
  const state = useLiveState()
  return (
    <span className={classes.state} data-state={state} role="status">
      {state === 'live' && t('common.live')}
      {state === 'reconnecting' && t('common.reconnecting')}
    </span>
  )
}

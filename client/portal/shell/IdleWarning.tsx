import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../lib/api.ts'
import { onAnswer } from '../../lib/http.ts'
import { type IdleState, type IdleWatch, watchIdle } from '../../lib/idle.ts'
import { leave, meQuery, useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** Warns a minute before an unused screen is signed out, and empties it when nobody answers. */
export function IdleWarning() {
  const queries = useQueryClient()
  const seconds = useMe().session.idleSeconds
  const watch = useRef<IdleWatch>(undefined)
  const [state, setState] = useState<IdleState>()
  useEffect(() => {
    const keepAlive = () => void queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => {})
    const change = (next: IdleState) => (next.ended ? endSession() : setState(next))
    watch.current = watchIdle(seconds, { change, keepAlive, clock: 'healthcrm.portal.last-active' })
    onAnswer(watch.current.answered)
    return () => watch.current?.stop()
  }, [seconds, queries])
  if (!state?.warning) return null
  const stay = () => watch.current?.touch()
  return (
    <Dialog
      title={t('shell.idleTitle')}
      onClose={stay}
      footer={
        <Button look="filled" onClick={stay}>
          {t('shell.idleStay')}
        </Button>
      }
    >
      <p role="timer">{t('shell.idleDetail', { count: state.secondsLeft })}</p>
    </Dialog>
  )
}

/** The screen is emptied without waiting for the network; the request goes on by itself. */
function endSession() {
  call('POST /portal/auth/sign-out', { keepalive: true }).catch(() => undefined)
  leave('idle')
}

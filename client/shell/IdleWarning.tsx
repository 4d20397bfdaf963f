import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { useIdleWarning } from '../lib/idle-warning.ts'
import { t } from '../lib/messages.ts'
import { leave, meQuery, useMe } from '../lib/session.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** Warns a minute before an unused screen is signed out, and empties it when nobody answers. */
export function IdleWarning() {
  const queries = useQueryClient()
  const seconds = useMe().session.idleSeconds
  const keepAlive = () => void queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => {})
  const warning = useIdleWarning({ seconds, keepAlive, end: endSession })
  if (!warning) return null
  const { stay, secondsLeft } = warning
  return (
    <Dialog title={t('shell.idleTitle')} onClose={stay} footer={<Button onClick={stay}>{t('shell.idleStay')}</Button>}>
      <p role="timer">{t('shell.idleDetail', { count: secondsLeft })}</p>
    </Dialog>
  )
}

/** The screen is emptied without waiting for the network; the request goes on by itself. */
function endSession() {
  call('POST /auth/sign-out', { keepalive: true }).catch(() => undefined)
  leave('idle')
}

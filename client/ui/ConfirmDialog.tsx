import { Button } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { t } from '../lib/messages.ts'
import { confirmations } from './confirm.ts'
import { Dialog } from './Dialog.tsx'

/** Stands once in the app and shows what `confirm` asks. */
export function ConfirmDialog() {
  const question = useSyncExternalStore(confirmations.onChange, confirmations.pending)
  if (!question) return null
  const { title, detail, action, danger, answer } = question
  const footer = (
    <>
      <Button variant="default" onClick={() => answer(false)}>
        {t('common.cancel')}
      </Button>
      <Button color={danger ? 'red' : undefined} onClick={() => answer(true)}>
        {action}
      </Button>
    </>
  )
  return (
    <Dialog title={title} onClose={() => answer(false)} footer={footer}>
      {detail}
    </Dialog>
  )
}

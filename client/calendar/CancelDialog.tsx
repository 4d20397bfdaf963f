import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import type { Visit } from './queries.ts'
import { useVisitAct } from './visits.ts'

export function CancelDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const act = useVisitAct()
  const cancel = async () => {
    if (await act(visit, 'cancel', reason.trim())) onClose()
  }
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('calendar.keep')}
      </Button>
      <Button color="red" onClick={() => void cancel()}>
        {t('calendar.cancelVisit')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('calendar.cancelTitle', { title: visit.title })} onClose={onClose} footer={footer}>
      <Textarea
        label={t('calendar.reason')}
        description={t('calendar.reasonDetail')}
        autosize
        minRows={2}
        maxLength={limits.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  )
}

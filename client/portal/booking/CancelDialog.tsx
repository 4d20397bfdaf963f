import { useState } from 'react'
import { whenIn } from '../lib/booking.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useCancel, type Visit } from './queries.ts'

/** Asked once: the time goes to somebody else. */
export function CancelDialog({ visit, zone, onClose }: { visit: Visit; zone: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const cancel = useCancel()
  const footer = (
    <>
      <Button wide onClick={onClose}>
        {t('booking.keep')}
      </Button>
      <Button look="danger" wide busy={cancel.isPending} onClick={() => cancel.mutate({ id: visit.id, reason }, { onSuccess: onClose })}>
        {t('booking.cancelVisit')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('booking.cancelTitle')} onClose={onClose} footer={footer}>
      <p>{t('booking.cancelDetail', { time: whenIn(zone, visit.startsAt) })}</p>
      <TextField
        label={t('booking.why')}
        optional
        value={reason}
        maxLength={500}
        rows={2}
        error={cancel.error && explainShortly(cancel.error)}
        onChange={setReason}
      />
    </Dialog>
  )
}

import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages.ts'
import { asAmount, centsOf, money } from '../../lib/money.ts'
import { toast } from '../../ui/toast.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { type LedgerEntry, useRefund, useVoid } from './payments.ts'

type EntryDialogProps = { entry: LedgerEntry; onClose: () => void }

/** Through Stripe when the money came through it; otherwise what is recorded has been done by hand. */
export function RefundDialog({ entry, onClose }: EntryDialogProps) {
  const { leadId, id, currency, leftCents, method } = entry
  const refund = useRefund(leadId, id)
  const [typed, setTyped] = useState(asAmount(leftCents, currency))
  const cents = centsOf(typed, currency)
  const fits = cents !== undefined && cents > 0 && cents <= leftCents
  const left = money(leftCents, currency)
  return (
    <ReasonDialog
      title={t('money.refundTitle')}
      detail={t(method === 'stripe' ? 'money.refundByStripe' : 'money.refundByHand', { left })}
      label={t('money.reason')}
      action={t('money.refundIt')}
      ready={fits}
      act={refund}
      onSubmit={(reason) => {
        if (!fits) return
        const done = () => {
          toast({ text: t('money.refunded', { amount: money(cents, currency) }) })
          onClose()
        }
        refund.mutate({ cents, reason }, { onSuccess: done })
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('money.amount', { currency: currency.toUpperCase() })}
        inputMode="decimal"
        required
        value={typed}
        error={fits ? undefined : t('money.atMost', { left })}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ReasonDialog>
  )
}

export function VoidDialog({ entry, onClose }: EntryDialogProps) {
  const { leadId, id } = entry
  const undo = useVoid(leadId, id)
  const done = () => {
    toast({ text: t('money.undone') })
    onClose()
  }
  return (
    <ReasonDialog
      title={t('money.undoTitle')}
      detail={t('money.undoDetail')}
      label={t('money.reason')}
      action={t('money.undoIt')}
      ready
      act={undo}
      onSubmit={(reason) => undo.mutate({ reason }, { onSuccess: done })}
      onClose={onClose}
    />
  )
}

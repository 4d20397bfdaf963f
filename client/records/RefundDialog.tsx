import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { asAmount, centsOf, money } from '../lib/money.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import classes from './Dialogs.module.css'
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
      action={t('money.undoIt')}
      ready
      act={undo}
      onSubmit={(reason) => undo.mutate({ reason }, { onSuccess: done })}
      onClose={onClose}
    />
  )
}

type ReasonDialogProps = {
  title: string
  detail: string
  action: string
  ready: boolean
  act: { isPending: boolean; isError: boolean; error: unknown }
  onSubmit: (reason: string) => void
  onClose: () => void
  children?: ReactNode
}

/** The reason stands in the ledger for good. */
function ReasonDialog({ title, detail, action, ready, act, onSubmit, onClose, children }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && reason.trim()) onSubmit(reason.trim())
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.detail}>{detail}</p>
        {children}
        <TextInput
          label={t('money.reason')}
          required
          maxLength={limits.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {act.isError && (
          <p className={classes.problem} role="alert">
            {explainShortly(act.error)}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={act.isPending} disabled={!ready || reason.trim() === ''}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

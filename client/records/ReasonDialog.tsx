import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import classes from './Dialogs.module.css'

type ReasonDialogProps = {
  title: string
  detail: string
  /** Of the field. */
  label: string
  action: string
  /** What else is filled in is right. */
  ready?: boolean
  /** Where it is done while the dialog waits. */
  act?: { isPending: boolean; isError: boolean; error: unknown }
  onSubmit: (reason: string) => void
  onClose: () => void
  children?: ReactNode
}

/** An act that cannot be taken back asks why; the reason stays. */
export function ReasonDialog({ title, detail, label, action, ready = true, act, onSubmit, onClose, children }: ReasonDialogProps) {
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
          label={label}
          required
          maxLength={limits.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={act?.error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={act?.isPending} disabled={!ready || reason.trim() === ''}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

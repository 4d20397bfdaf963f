import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './Dialogs.module.css'
import { recordKey } from './record.ts'

/** A signature that no longer counts stays readable, with the reason. It cannot be taken back: the patient signs anew. */
export function VoidSignatureDialog({ leadId, signatureId, onClose }: { leadId: number; signatureId: number; onClose: () => void }) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: () => call('PUT /signatures/:id/void', { params: { id: signatureId }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: recordKey({ kind: 'lead', id: leadId }) })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <Dialog title={t('way.voidTitle')} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.detail}>{t('way.voidDetail')}</p>
        <TextInput
          label={t('way.voidReason')}
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
          <Button type="submit" loading={act.isPending} disabled={reason.trim() === ''}>
            {t('way.makeVoid')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

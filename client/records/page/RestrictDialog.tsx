import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../../lib/messages.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from '../Dialogs.module.css'
import type { RecordRef } from '../record.ts'
import { useRestrict } from './restriction.ts'

export function RestrictDialog({ record, name, onClose }: { record: RecordRef; name: string; onClose: () => void }) {
  const restrict = useRestrict(record)
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    restrict.mutate(reason.trim(), { onSuccess: onClose })
  }
  return (
    <Dialog title={t('lead.restrictTitle', { name })} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.detail}>{t(record.kind === 'lead' ? 'lead.restrictDetail' : 'patient.restrictDetail')}</p>
        <TextInput
          label={t('lead.restrictReason')}
          placeholder={t('lead.restrictHint')}
          required
          maxLength={limits.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={restrict.error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={restrict.isPending} disabled={reason.trim() === ''}>
            {t('lead.restrict')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

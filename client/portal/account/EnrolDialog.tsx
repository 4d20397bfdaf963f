import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { QrCode } from '../../ui/QrCode.tsx'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Form, Note } from '../ui/Page.tsx'
import classes from './Account.module.css'

type EnrolProps = { secret: string; uri: string; onClose: () => void; onDone: (codes: string[]) => void }

/** The key for the app, confirmed by its first code. */
export function EnrolDialog({ secret, uri, onClose, onDone }: EnrolProps) {
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => call('PUT /portal/me/second-factor', { body: { code: code.replace(/\s/g, '') } }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  const wrong = confirm.error && (fieldErrors(confirm.error).code ?? explainShortly(confirm.error))
  return (
    <Dialog title={t('account.scanTitle')} onClose={onClose}>
      <Note>{t('account.scanLead')}</Note>
      <QrCode text={uri} label={t('account.qr')} />
      <p>
        {t('account.key')} <code className={classes.key}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Form onSubmit={() => confirm.mutate()}>
        <Field
          label={t('signIn.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={40}
          value={code}
          onChange={setCode}
          error={wrong || undefined}
        />
        <Button look="filled" type="submit" wide busy={confirm.isPending}>
          {t('account.continue')}
        </Button>
      </Form>
    </Dialog>
  )
}

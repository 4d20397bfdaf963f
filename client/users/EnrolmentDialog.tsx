import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { AuthenticatorKey } from '../ui/AuthenticatorKey.tsx'
import { CodeInput, plainCode } from '../ui/CodeInput.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './ProfilePage.module.css'
import { confirmSecondFactor } from './queries.ts'

export type Enrolment = { secret: string; uri: string }

type EnrolmentDialogProps = {
  enrolment: Enrolment
  onDone: (recoveryCodes: readonly string[]) => void
  onClose: () => void
}

export function EnrolmentDialog({ enrolment, onDone, onClose }: EnrolmentDialogProps) {
  const form = useId()
  const [code, setCode] = useState('')
  const attempt = useMutation({
    mutationFn: confirmSecondFactor,
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    onError: () => setCode(''),
  })
  const wrong = attempt.error && (isStatus(attempt.error, 400, 401, 403) ? t('factor.codeWrong') : explainShortly(attempt.error))
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form={form} disabled={code === ''} loading={attempt.isPending}>
        {t('factor.confirm')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('factor.scanTitle')} onClose={onClose} footer={footer}>
      <form
        id={form}
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          attempt.mutate(plainCode(code))
        }}
      >
        <AuthenticatorKey {...enrolment} />
        <CodeInput size="sm" label={t('factor.code')} value={code} onChange={setCode} error={wrong ?? undefined} kind="digits" />
      </form>
    </Dialog>
  )
}

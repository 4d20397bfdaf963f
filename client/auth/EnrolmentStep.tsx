import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { AuthenticatorKey, RecoveryCodeList } from '../ui/AuthenticatorKey.tsx'
import { CodeInput, plainCode } from '../ui/CodeInput.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { completeEnrolment, enrolmentQuery } from './queries.ts'
import { Step } from './Step.tsx'

/** The role asks for a second step and this account has none yet: it is made before the first sign-in goes on. */
export function EnrolmentStep({ onDone }: { onDone: () => void }) {
  const [code, setCode] = useState('')
  const enrolment = useQuery(enrolmentQuery)
  const confirm = useMutation({ mutationFn: completeEnrolment, onError: () => setCode('') })
  if (enrolment.isPending) return null
  if (enrolment.isError) return <ErrorState as="h1" error={enrolment.error} onRetry={() => void enrolment.refetch()} />
  if (confirm.data)
    return (
      <Step title={t('factor.done')}>
        <RecoveryCodeList codes={confirm.data.recoveryCodes} />
        <Button size="md" onClick={onDone}>
          {t('factor.recoveryKept')}
        </Button>
      </Step>
    )
  const refused = confirm.error && (isStatus(confirm.error, 400, 401) ? t('factor.codeWrong') : explainShortly(confirm.error))
  return (
    <Step
      title={t('factor.requiredTitle')}
      lead={t('factor.requiredDetail')}
      refused={refused ?? undefined}
      onSubmit={() => confirm.mutate(plainCode(code))}
    >
      <AuthenticatorKey {...enrolment.data} />
      <CodeInput label={t('factor.code')} value={code} onChange={setCode} kind="digits" />
      <Button size="md" type="submit" loading={confirm.isPending}>
        {t('factor.confirm')}
      </Button>
    </Step>
  )
}

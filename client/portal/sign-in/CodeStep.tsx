import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { isStatus } from '../../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Form, Page } from '../ui/Page.tsx'

/** The code of the app, or one of those written down. */
export function CodeStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [code, setCode] = useState('')
  const [byHand, setByHand] = useState(false)
  const prove = useMutation({
    // Apps show "123 456"; what counts are the digits.
    mutationFn: () => call('POST /portal/auth/second-factor', { body: { code: code.replace(/\s/g, '') } }),
    onSuccess: onDone,
  })
  const wrong = prove.error && (isStatus(prove.error, 400, 401) ? t('signIn.codeWrong') : explainShortly(prove.error))
  return (
    <Page title={t('signIn.codeTitle')} lead={t(byHand ? 'signIn.recoveryLead' : 'signIn.codeLead')}>
      <Form onSubmit={() => prove.mutate()}>
        <Field
          key={String(byHand)}
          label={t(byHand ? 'signIn.recovery' : 'signIn.code')}
          inputMode={byHand ? 'text' : 'numeric'}
          autoComplete={byHand ? 'off' : 'one-time-code'}
          maxLength={40}
          autoFocus
          value={code}
          onChange={setCode}
          error={wrong || undefined}
        />
        <Button look="filled" type="submit" wide busy={prove.isPending || prove.isSuccess}>
          {t('signIn.continue')}
        </Button>
      </Form>
      <Button look="plain" onClick={() => setByHand(!byHand)}>
        {t(byHand ? 'signIn.useApp' : 'signIn.useRecovery')}
      </Button>
      <Button look="plain" onClick={onBack}>
        {t('signIn.back')}
      </Button>
    </Page>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Form, Page } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'

/** For who forgot their password and for who never chose one; the answer is the same whoever asks. */
export function ForgotPage() {
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const ask = useMutation({ mutationFn: () => call('POST /portal/auth/reset', { body: { email } }) })
  const submit = () => {
    setTried(true)
    if (email) ask.mutate()
  }
  if (ask.isSuccess)
    return (
      <Page title={t('signIn.sentTitle')} lead={t('signIn.sentLead', { email })}>
        <LinkButton to="/portal/sign-in" wide>
          {t('signIn.back')}
        </LinkButton>
      </Page>
    )
  return (
    <Page title={t('signIn.forgotTitle')} lead={t('signIn.forgotLead')} back={{ to: '/portal/sign-in', words: t('signIn.title') }}>
      {ask.error && <Notice kind="refused">{explainShortly(ask.error)}</Notice>}
      <Form onSubmit={submit}>
        <Field
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={tried && !email ? t('signIn.required') : undefined}
        />
        <Button look="filled" type="submit" wide busy={ask.isPending}>
          {t('signIn.send')}
        </Button>
      </Form>
    </Page>
  )
}

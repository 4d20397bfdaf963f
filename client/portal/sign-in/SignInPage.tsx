import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { speakFor } from '../../lib/http.ts'
import { isStatus } from '../../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { goTo, useSearch } from '../lib/router.ts'
import { meQuery, othersLeave, takeReturnPath } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Link } from '../ui/Link.tsx'
import { Form, Page } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { CodeStep } from './CodeStep.tsx'
import { DemoVisitors } from './DemoVisitors.tsx'

const notes = new Map([
  ['idle', 'signIn.idle'],
  ['ended', 'signIn.ended'],
  ['signed-out', 'signIn.signedOut'],
  ['password-saved', 'signIn.passwordSaved'],
] as const)

/** Two steps on one address, so that Back never shows a code that was spent. */
export function SignInPage() {
  const [step, setStep] = useState<'password' | 'code'>('password')
  const enter = useEnter()
  if (step === 'code') return <CodeStep onDone={enter} onBack={() => setStep('password')} />
  return <PasswordStep onDone={(secondFactor) => (secondFactor ? setStep('code') : enter())} />
}

/** Into the portal, to where the patient was. */
export function useEnter() {
  const queries = useQueryClient()
  return () => {
    othersLeave()
    speakFor(undefined)
    queries.removeQueries({ queryKey: meQuery.queryKey })
    goTo(takeReturnPath(), { replace: true })
  }
}

function PasswordStep({ onDone }: { onDone: (secondFactor: boolean) => void }) {
  const why = useSearch().get('why')
  const note = [...notes].find(([name]) => name === why)?.[1]
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => call('POST /portal/auth/sign-in', { body }),
    onSuccess: ({ secondFactor }) => onDone(secondFactor !== undefined),
  })
  const needed = (value: string) => (tried && value === '' ? t('signIn.required') : undefined)
  const submit = () => {
    setTried(true)
    if (email && password) signIn.mutate({ email, password })
  }
  const enterAs = (as: { email: string; password: string }) => {
    setEmail(as.email)
    setPassword(as.password)
    signIn.mutate(as)
  }
  const refused = signIn.error && (isStatus(signIn.error, 401) ? t('signIn.wrong') : explainShortly(signIn.error))
  return (
    <Page title={t('signIn.title')}>
      {note && !refused && <Notice>{t(note)}</Notice>}
      {refused && <Notice kind="refused">{refused}</Notice>}
      <Form onSubmit={submit}>
        <Field
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={needed(email)}
        />
        <Field
          label={t('signIn.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={needed(password)}
        />
        <Button look="filled" type="submit" wide busy={signIn.isPending || signIn.isSuccess}>
          {t('signIn.continue')}
        </Button>
      </Form>
      <DemoVisitors onChoose={enterAs} busy={signIn.isPending || signIn.isSuccess} />
      <p>
        <Link to="/portal/forgot">{t('signIn.forgot')}</Link>
      </p>
    </Page>
  )
}

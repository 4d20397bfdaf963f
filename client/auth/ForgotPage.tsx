import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import classes from './Doorway.module.css'
import { askForReset } from './queries.ts'
import { Step } from './Step.tsx'

export function ForgotPage() {
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: askForReset })
  const back = (
    <Link to="/sign-in" className={classes.below}>
      {t('auth.backToSignIn')}
    </Link>
  )
  if (ask.isSuccess)
    return (
      <Step title={t('auth.forgotSent')} lead={t('auth.forgotSentDetail', { email })}>
        {back}
      </Step>
    )
  return (
    <Step
      title={t('auth.forgotTitle')}
      lead={t('auth.forgotDetail')}
      refused={ask.error ? explainShortly(ask.error) : undefined}
      onSubmit={() => ask.mutate(email)}
    >
      <TextInput
        size="md"
        type="email"
        label={t('auth.email')}
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        autoFocus
      />
      <Button size="md" type="submit" loading={ask.isPending} disabled={email.trim() === ''}>
        {t('auth.forgotSend')}
      </Button>
      {back}
    </Step>
  )
}

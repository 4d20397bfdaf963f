import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type MessageKey, t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { NewPasswordInput } from '../ui/NewPasswordInput.tsx'
import classes from './Doorway.module.css'
import { useLinkToken } from './link-token.ts'
import { choosePassword } from './queries.ts'
import { Step } from './Step.tsx'

type Words = { title: MessageKey; lead: MessageKey; save: MessageKey }

export function ResetPage() {
  return <PasswordForm words={{ title: 'auth.resetTitle', lead: 'auth.resetDetail', save: 'auth.resetSave' }} />
}

export function InvitationPage() {
  return <PasswordForm words={{ title: 'auth.invitationTitle', lead: 'auth.invitationDetail', save: 'auth.resetSave' }} />
}

/** The token of the link and a password go in; the person signs in with it afterwards. */
function PasswordForm({ words }: { words: Words }) {
  const token = useLinkToken()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const choose = useMutation({
    mutationFn: choosePassword,
    onSuccess: () => navigate({ to: '/sign-in', search: { why: 'password-saved' }, replace: true }),
  })
  if (!token) return <BrokenLink title={t('auth.linkIncomplete')} lead={t('auth.linkIncompleteDetail')} />
  const errors = fieldErrors(choose.error)
  if (choose.error && !errors.password && isStatus(choose.error, 400, 401, 403, 404, 409, 410))
    return <BrokenLink title={t('auth.linkBroken')} lead={t('auth.linkBrokenDetail')} />
  return (
    <Step
      title={t(words.title)}
      lead={t(words.lead)}
      refused={choose.error && !errors.password ? explainShortly(choose.error) : undefined}
      onSubmit={() => choose.mutate({ token, password })}
    >
      <NewPasswordInput value={password} onChange={setPassword} error={errors.password} autoFocus />
      <Button size="md" type="submit" loading={choose.isPending || choose.isSuccess}>
        {t(words.save)}
      </Button>
    </Step>
  )
}

function BrokenLink({ title, lead }: { title: string; lead: string }) {
  return (
    <Step title={title} lead={lead}>
      <Link to="/forgot" className={classes.below}>
        {t('auth.forgotTitle')}
      </Link>
      <Link to="/sign-in" className={classes.below}>
        {t('auth.backToSignIn')}
      </Link>
    </Step>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { isStatus } from '../../lib/problem.ts'
import { useLinkToken } from '../lib/link-token.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { go } from '../lib/router.ts'
import { type MessageKey, t } from '../messages.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { NewPasswordField } from '../ui/NewPasswordField.tsx'
import { Form, Page } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'

export const ActivatePage = () => <PasswordForm title="signIn.activateTitle" lead="signIn.activateLead" />
export const ResetPage = () => <PasswordForm title="signIn.resetTitle" lead="signIn.resetLead" />

/** The token of the link and a password go in; the person signs in with it afterwards. */
function PasswordForm({ title, lead }: { title: MessageKey; lead: MessageKey }) {
  const token = useLinkToken()
  const [password, setPassword] = useState('')
  const choose = useMutation({
    mutationFn: () => call('POST /portal/auth/password', { body: { token: token ?? '', password } }),
    onSuccess: () => go({ to: '/portal/sign-in', search: { why: 'password-saved' } }, { replace: true }),
  })
  const errors = fieldErrors(choose.error)
  const isBroken = !token || (choose.error && !errors.password && isStatus(choose.error, 400))
  if (isBroken)
    return (
      <Page title={t('signIn.linkBroken')} lead={t('signIn.linkBrokenLead')}>
        <LinkButton to="/portal/forgot" look="filled" wide>
          {t('signIn.forgotTitle')}
        </LinkButton>
        <LinkButton to="/portal/sign-in" look="plain" wide>
          {t('signIn.back')}
        </LinkButton>
      </Page>
    )
  return (
    <Page title={t(title)} lead={t(lead)}>
      {choose.error && !errors.password && <Notice kind="refused">{explainShortly(choose.error)}</Notice>}
      <Form onSubmit={() => choose.mutate()}>
        <NewPasswordField value={password} onChange={setPassword} error={errors.password} />
        <Button look="filled" type="submit" wide busy={choose.isPending || choose.isSuccess}>
          {t('signIn.savePassword')}
        </Button>
      </Form>
    </Page>
  )
}

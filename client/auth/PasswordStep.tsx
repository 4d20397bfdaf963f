import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import classes from './Doorway.module.css'
import { signIn } from './queries.ts'
import { Step } from './Step.tsx'

type PasswordStepProps = { note?: string; onDone: () => void; onSecondFactor: (step: 'totp' | 'enrolment') => void }

export function PasswordStep({ note, onDone, onSecondFactor }: PasswordStepProps) {
  const form = useForm({ initialValues: { email: '', password: '' } })
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess: ({ secondFactor }) => (secondFactor ? onSecondFactor(secondFactor) : onDone()),
    onError: () => form.setFieldValue('password', ''),
  })
  return (
    <Step
      title={t('auth.signIn')}
      note={attempt.isIdle ? note : undefined}
      refused={attempt.error ? refusal(attempt.error) : undefined}
      onSubmit={() => attempt.mutate(form.values)}
    >
      <TextInput
        size="md"
        type="email"
        label={t('auth.email')}
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus
        {...form.getInputProps('email')}
      />
      <PasswordInput
        size="md"
        label={t('auth.password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        {...form.getInputProps('password')}
      />
      <Button size="md" type="submit" loading={attempt.isPending || attempt.isSuccess}>
        {t('auth.signIn')}
      </Button>
      <Link to="/forgot" className={classes.below}>
        {t('auth.forgot')}
      </Link>
    </Step>
  )
}

/** The same words for an unknown e-mail, a wrong password and a malformed one: nobody learns who has an account. */
const refusal = (error: Error) => (isStatus(error, 400, 401) ? t('auth.wrong') : explainShortly(error))

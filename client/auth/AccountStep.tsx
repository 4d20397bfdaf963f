import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect } from 'react'
import { t } from '../lib/messages.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import { NewPasswordInput } from '../ui/NewPasswordInput.tsx'
import classes from './Doorway.module.css'
import { Step } from './Step.tsx'

export type FirstAccount = { firstName: string; lastName: string; email: string; password: string }

type AccountStepProps = { initial?: FirstAccount; error: Error | null; onDone: (account: FirstAccount) => void }

const blank: FirstAccount = { firstName: '', lastName: '', email: '', password: '' }
const needed = (value: string) => (value.trim() === '' ? t('auth.required') : null)

export function AccountStep({ initial = blank, error, onDone }: AccountStepProps) {
  const form = useForm({
    initialValues: initial,
    validate: {
      firstName: needed,
      lastName: needed,
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('auth.emailShape')),
      password: (value) => ([...value].length < 8 ? t('auth.passwordShort') : null),
    },
  })
  const { setErrors } = form
  useEffect(() => {
    if (error) setErrors(fieldErrors(error))
  }, [error, setErrors])
  const field = { size: 'md', required: true, withAsterisk: false } as const
  return (
    <Step title={t('auth.setupTitle')} lead={t('auth.setupDetail')} onSubmit={form.onSubmit(onDone)}>
      <div className={classes.pair}>
        <TextInput {...field} label={t('auth.firstName')} autoComplete="given-name" autoFocus {...form.getInputProps('firstName')} />
        <TextInput {...field} label={t('auth.lastName')} autoComplete="family-name" {...form.getInputProps('lastName')} />
      </div>
      <TextInput {...field} type="email" label={t('auth.email')} autoComplete="username" {...form.getInputProps('email')} />
      <NewPasswordInput
        label={t('auth.password')}
        value={form.values.password}
        onChange={(password) => form.setFieldValue('password', password)}
        error={form.errors.password}
      />
      <Button size="md" type="submit">
        {t('auth.continue')}
      </Button>
    </Step>
  )
}

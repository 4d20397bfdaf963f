import { PasswordInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../lib/messages.ts'

type NewPasswordInputProps = {
  value: string
  onChange: (value: string) => void
  error?: ReactNode
  autoFocus?: boolean
  label?: string
  size?: 'sm' | 'md'
}

export function NewPasswordInput({ value, onChange, error, autoFocus, label, size = 'md' }: NewPasswordInputProps) {
  return (
    <PasswordInput
      size={size}
      label={label ?? t('auth.newPassword')}
      description={t('auth.passwordRule')}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      autoFocus={autoFocus}
      required
      withAsterisk={false}
    />
  )
}

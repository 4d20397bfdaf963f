import { PasswordInput } from '@mantine/core'
import { t } from '../lib/messages.ts'

type NewPasswordInputProps = {
  value: string
  onChange: (value: string) => void
  error?: string
  autoFocus?: boolean
  label?: string
}

export function NewPasswordInput({ value, onChange, error, autoFocus, label }: NewPasswordInputProps) {
  return (
    <PasswordInput
      size="md"
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

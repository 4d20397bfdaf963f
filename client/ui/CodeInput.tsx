import { TextInput } from '@mantine/core'

type CodeInputProps = {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string
  size?: 'sm' | 'md'
  /** A recovery code holds letters; the app's code is six digits. */
  kind: 'digits' | 'letters'
}

export function CodeInput({ label, value, onChange, error, size = 'md', kind }: CodeInputProps) {
  return (
    <TextInput
      size={size}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      inputMode={kind === 'digits' ? 'numeric' : 'text'}
      autoComplete={kind === 'digits' ? 'one-time-code' : 'off'}
      maxLength={40}
      spellCheck={false}
      autoFocus
    />
  )
}

/** Apps show "123 456"; the server wants what counts. */
export const plainCode = (typed: string) => typed.replace(/\s/g, '')

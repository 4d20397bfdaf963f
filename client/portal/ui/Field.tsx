import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { t } from '../messages.ts'
import classes from './Field.module.css'

type Shared = {
  label: string
  /** A sentence under the label: why we ask, or how to write it. */
  hint?: ReactNode
  error?: ReactNode
  /** Says so beside the label; what is needed says nothing. */
  optional?: boolean
  /** The label is only spoken: a heading says it already. */
  quiet?: boolean
}

type Frame = { id: string; describedBy: string | undefined; invalid: true | undefined }

/** Label, hint and error around one control, tied together for a screen reader. */
function Labelled({ label, hint, error, optional, quiet, children }: Shared & { children: (frame: Frame) => ReactNode }) {
  const id = useId()
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={quiet ? 'visually-hidden' : classes.label}>
        {label} {optional && <span className={classes.optional}>{t('common.optional')}</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} className={classes.hint}>
          {hint}
        </span>
      )}
      {children({ id, describedBy, invalid: error ? true : undefined })}
      {error && (
        <span id={`${id}-error`} className={classes.error} role="alert">
          {error}
        </span>
      )}
    </div>
  )
}

type FieldProps = Shared & {
  value: string
  onChange: (value: string) => void
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'id'>

/** One line of text, a number, a date, an e-mail, a password: whatever `type` the browser knows. */
export function Field({ label, hint, error, optional, value, onChange, type = 'text', ...rest }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error} optional={optional}>
      {({ id, describedBy, invalid }) => (
        <input
          {...rest}
          id={id}
          type={type}
          className={classes.input}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
      )}
    </Labelled>
  )
}

type TextProps = Shared & {
  value: string
  onChange: (value: string) => void
  maxLength?: number
  rows?: number
  onBlur?: () => void
}

export function TextField({ label, hint, error, optional, value, onChange, ...rest }: TextProps) {
  return (
    <Labelled label={label} hint={hint} error={error} optional={optional}>
      {({ id, describedBy, invalid }) => (
        <textarea
          {...rest}
          id={id}
          className={classes.input}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
      )}
    </Labelled>
  )
}

type SelectProps = Shared & {
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
  /** The words of the empty choice, which stands first; without it there is none. */
  empty?: string
  autoComplete?: string
}

/** The device's own list: for long ones, such as states and time zones. */
export function Select({ label, hint, error, optional, quiet, value, onChange, options, empty, autoComplete }: SelectProps) {
  return (
    <Labelled label={label} hint={hint} error={error} optional={optional} quiet={quiet}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          className={classes.input}
          value={value}
          autoComplete={autoComplete}
          onChange={(event) => onChange(event.currentTarget.value)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

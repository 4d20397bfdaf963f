import { type ReactNode, useId } from 'react'
import classes from './Field.module.css'

export type Option<V extends string = string> = { value: V; label: string; hint?: ReactNode; lang?: string; disabled?: boolean }

type Group = {
  label: string
  /** The label is only spoken: the page's title says it already. */
  quiet?: boolean
  hint?: ReactNode
  error?: ReactNode
}

type ChoiceProps<V extends string> = Group & {
  value: V | undefined
  options: readonly Option<V>[]
  onChange: (value: V) => void
  /** Short words side by side, such as 1 to 10. */
  tiles?: boolean
}

/** One of a few, each a large target; arrow keys move between them. */
export function Choice<V extends string>({ value, options, onChange, tiles, ...group }: ChoiceProps<V>) {
  const name = useId()
  return (
    <Grouped {...group} tiles={tiles}>
      {options.map((option) => (
        <label key={option.value} className={classes.choice} lang={option.lang}>
          <input
            className={classes.mark}
            type="radio"
            name={name}
            checked={value === option.value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <Words option={option} />
        </label>
      ))}
    </Grouped>
  )
}

type ChoicesProps<V extends string> = Group & {
  values: readonly V[]
  options: readonly Option<V>[]
  onChange: (values: V[]) => void
}

/** Any of a few. */
export function Choices<V extends string>({ values, options, onChange, ...group }: ChoicesProps<V>) {
  const toggle = (value: V) => onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value])
  return (
    <Grouped {...group}>
      {options.map((option) => (
        <label key={option.value} className={classes.choice} lang={option.lang}>
          <input
            className={classes.mark}
            type="checkbox"
            checked={values.includes(option.value)}
            disabled={option.disabled}
            onChange={() => toggle(option.value)}
          />
          <Words option={option} />
        </label>
      ))}
    </Grouped>
  )
}

type CheckProps = { label: ReactNode; hint?: ReactNode; error?: ReactNode; checked: boolean; onChange: (checked: boolean) => void }

/** A single box to tick, such as a consent. */
export function Check({ label, hint, error, checked, onChange }: CheckProps) {
  const id = useId()
  return (
    <div className={classes.field}>
      <label className={classes.check}>
        <input
          className={classes.mark}
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <span className={classes.words}>
          <span>{label}</span>
          {hint && <span className={classes.hint}>{hint}</span>}
        </span>
      </label>
      {error && (
        <span id={`${id}-error`} className={classes.error} role="alert">
          {error}
        </span>
      )}
    </div>
  )
}

function Grouped({ label, quiet, hint, error, tiles, children }: Group & { tiles?: boolean; children: ReactNode }) {
  const id = useId()
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  return (
    <fieldset className={classes.field} aria-describedby={describedBy}>
      <legend className={quiet ? 'visually-hidden' : classes.label}>{label}</legend>
      {hint && (
        <span id={`${id}-hint`} className={classes.hint}>
          {hint}
        </span>
      )}
      <div className={classes.choices} data-tiles={tiles || undefined}>
        {children}
      </div>
      {error && (
        <span id={`${id}-error`} className={classes.error} role="alert">
          {error}
        </span>
      )}
    </fieldset>
  )
}

const Words = ({ option: { label, hint } }: { option: Option }) => (
  <span className={classes.words}>
    <span>{label}</span>
    {hint && <span className={classes.hint}>{hint}</span>}
  </span>
)

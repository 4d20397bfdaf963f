import { useId } from 'react'
import classes from './Shell.module.css'

type SwitchProps<V extends string> = {
  label: string
  /** The label is only spoken. */
  quiet?: boolean
  value: V
  options: readonly { value: V; label: string; lang?: string }[]
  onChange: (value: V) => void
}

/** A few words side by side, one of them chosen. */
export function Switch<V extends string>({ label, quiet, value, options, onChange }: SwitchProps<V>) {
  const name = useId()
  return (
    <fieldset className={classes.switch}>
      <legend className={quiet ? 'visually-hidden' : undefined}>{label}</legend>
      <div className={classes.options}>
        {options.map((option) => (
          <label key={option.value} className={classes.option} lang={option.lang}>
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

import { useId } from 'react'
import classes from './ChoiceSwitch.module.css'

type ChoiceSwitchProps<V extends string> = {
  label: string
  /** The label is only spoken. */
  quiet?: true
  value: V
  options: readonly { value: V; label: string; lang?: string }[]
  onChange: (value: V) => void
}

/** A few words side by side, one of them chosen. */
export function ChoiceSwitch<V extends string>({ label, quiet, value, options, onChange }: ChoiceSwitchProps<V>) {
  const group = useId()
  return (
    <fieldset className={classes.switch}>
      <legend className={quiet ? 'visually-hidden' : classes.legend}>{label}</legend>
      <div className={classes.choices}>
        {options.map((option) => (
          <label key={option.value} className={classes.choice} lang={option.lang}>
            <input type="radio" name={group} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

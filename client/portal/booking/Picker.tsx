import classes from './booking.module.css'

type PickerProps = {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

/** A choice in one line: "With  Anyone who is free". */
export function Picker({ label, value, options, onChange }: PickerProps) {
  return (
    <label className={classes.picker}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

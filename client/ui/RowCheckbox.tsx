import type { ChangeEvent, MouseEvent } from 'react'
import { t } from '../lib/messages.ts'
import classes from './RowCheckbox.module.css'

type RowCheckboxProps = {
  /** Which row it is, for whoever does not see it. */
  label: string
  checked: boolean
  some?: boolean
  onPick: (on: boolean, range: 'one' | 'range') => void
}

/** A plain box: a table shows fifty of them at once. */
export function RowCheckbox({ label, checked, some = false, onPick }: RowCheckboxProps) {
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const native: Event & { shiftKey?: boolean } = event.nativeEvent
    onPick(event.currentTarget.checked, native.shiftKey ? 'range' : 'one')
  }
  return (
    <label className={classes.pick} onMouseDown={(event: MouseEvent) => event.shiftKey && event.preventDefault()}>
      <input
        type="checkbox"
        className={classes.box}
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = some && !checked
        }}
        onChange={change}
      />
    </label>
  )
}

export const pickLabel = (name: string | undefined, row: number) => (name ? t('table.pick', { name }) : t('table.pickRow', { row }))

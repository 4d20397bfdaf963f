import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { count } from '../lib/dates.ts'
import classes from './CountStrip.module.css'

export type CountItem = { value: string; label: string; glyph?: ReactNode; count: number | undefined }

type CountStripProps = {
  label: string
  items: readonly CountItem[]
  /** Those the list is filtered by. */
  chosen: readonly string[]
  onToggle: (value: string) => void
}

/** A few figures side by side; each is also the filter for what it counts. */
export function CountStrip({ label, items, chosen, onToggle }: CountStripProps) {
  return (
    <div role="group" aria-label={label} className={classes.strip}>
      {items.map((item) => (
        <UnstyledButton
          key={item.value}
          className={classes.item}
          aria-pressed={chosen.includes(item.value)}
          onClick={() => onToggle(item.value)}
        >
          <span className={classes.figure}>{item.count === undefined ? '–' : count(item.count)}</span>
          <span className={classes.label}>
            {item.glyph}
            {item.label}
          </span>
        </UnstyledButton>
      ))}
    </div>
  )
}

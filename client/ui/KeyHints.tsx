import { Kbd } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './KeyHints.module.css'

export type KeyHint = { keys: readonly string[]; does: string }

/** The page's foot: which keys work here, and on the right how fresh the page is. Hidden where there is no keyboard. */
export function KeyHints({ hints, children }: { hints: readonly KeyHint[]; children?: ReactNode }) {
  return (
    <footer className={classes.foot}>
      <div className={classes.hints}>
        {hints.map(({ keys, does }) => (
          <span key={does} className={classes.hint}>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
            {does}
          </span>
        ))}
      </div>
      {children}
    </footer>
  )
}

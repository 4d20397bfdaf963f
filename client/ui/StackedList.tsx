import type { ReactNode } from 'react'
import classes from './StackedList.module.css'

/** A short list of things one can act on: name and detail on the left, the action on the right. */
export function StackedList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className={classes.list}>
      {children}
    </ul>
  )
}

export function StackedItem({ title, detail, action }: { title: ReactNode; detail?: ReactNode; action?: ReactNode }) {
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <div className={classes.title}>{title}</div>
        {detail && <div className={classes.detail}>{detail}</div>}
      </div>
      {action}
    </li>
  )
}

import type { ReactNode } from 'react'
import classes from './States.module.css'

type EmptyStateProps = {
  title: string
  detail?: ReactNode
  action?: ReactNode
  /** `h1` where nothing else names the page. */
  as?: 'p' | 'h1'
}

/** Says what belongs here and offers the action that starts it. */
export function EmptyState({ title, detail, action, as: Title = 'p' }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <Title className={classes.title}>{title}</Title>
      {detail && <p className={classes.detail}>{detail}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}

import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './PageBar.module.css'

type PageBarProps = {
  title: string
  /** A count or a few quiet words beside the title. */
  detail?: ReactNode
  /** The page above this one, as a link. */
  parent?: ReactNode
  /** View switch first, one filled button last. */
  children?: ReactNode
}

export function PageBar({ title, detail, parent, children }: PageBarProps) {
  return (
    <header className={classes.bar}>
      <div className={classes.heading}>
        {parent && (
          <nav className={classes.parent}>
            {parent}
            <IconChevronRight size={14} aria-hidden />
          </nav>
        )}
        <h1 className={classes.title}>{title}</h1>
        {detail !== undefined && <span className={classes.detail}>{detail}</span>}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  )
}

import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Place } from '../lib/router.ts'
import { Link } from './Link.tsx'
import classes from './List.module.css'

/** Rows between lines. */
export const List = ({ label, children }: { label?: string; children: ReactNode }) => (
  <ul className={classes.list} aria-label={label}>
    {children}
  </ul>
)

type RowProps = {
  icon?: ReactNode
  title: ReactNode
  detail?: ReactNode
  /** A badge, a time or a small button at the end. */
  end?: ReactNode
}

export function ListRow({ icon, title, detail, end }: RowProps) {
  return (
    <li>
      <div className={classes.row}>
        <RowWords icon={icon} title={title} detail={detail} />
        {end && <span className={classes.end}>{end}</span>}
      </div>
    </li>
  )
}

/** The whole row leads to a page. */
export function LinkRow({ icon, title, detail, end, ...place }: RowProps & Place) {
  return (
    <li>
      <Link {...place} className={classes.row}>
        <RowWords icon={icon} title={title} detail={detail} />
        <span className={classes.end}>
          {end}
          <IconChevronRight size={18} stroke={1.5} aria-hidden />
        </span>
      </Link>
    </li>
  )
}

const RowWords = ({ icon, title, detail }: RowProps) => (
  <>
    {icon && (
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
    )}
    <span className={classes.words}>
      <span className={classes.title}>{title}</span>
      {detail && <span className={classes.detail}>{detail}</span>}
    </span>
  </>
)

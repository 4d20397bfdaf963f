import { type ReactNode, useId } from 'react'
import classes from './system.module.css'

type SectionProps = {
  /** Where links lead. */ id?: string
  title: string /** A button beside it. */
  action?: ReactNode
  isWide?: true
  children: ReactNode
}

/** A part of the page, under a line. */
export function Section({ id, title, action, isWide, children }: SectionProps) {
  const heading = useId()
  return (
    <section id={id} aria-labelledby={heading} className={isWide ? classes.wide : classes.section}>
      <div className={classes.heading}>
        <h2 id={heading}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </dl>
  )
}

import type { ReactNode } from 'react'
import classes from './system.module.css'

type SectionProps = { /** Where links lead. */ id?: string; title: string; isWide?: true; children: ReactNode }

/** A part of the page, under a line. */
export function Section({ id, title, isWide, children }: SectionProps) {
  return (
    <section id={id} className={isWide ? classes.wide : classes.section}>
      <h2>{title}</h2>
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

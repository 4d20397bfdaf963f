import { type ReactNode, useId } from 'react'
import classes from './FormSection.module.css'

type FormSectionProps = { /** Where links lead. */ id?: string; title: string; detail?: ReactNode; children: ReactNode }

/** A part of a settings page: what it is about on the left, what one does with it on the right. */
export function FormSection({ id: place, title, detail, children }: FormSectionProps) {
  const id = useId()
  return (
    <section id={place} aria-labelledby={id} className={classes.section}>
      <div>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {detail && <p className={classes.detail}>{detail}</p>}
      </div>
      <div className={classes.content}>{children}</div>
    </section>
  )
}

/** The scrolling body of a page made of sections. */
export function FormPage({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <div className={classes.sections}>{children}</div>
    </div>
  )
}

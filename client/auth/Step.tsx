import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTitle } from '../lib/title.ts'
import classes from './Doorway.module.css'

type StepProps = {
  title: string
  lead?: ReactNode
  note?: string
  /** Why the last try was refused; takes the focus, so that it is read. */
  refused?: string
  onSubmit?: () => void
  children?: ReactNode
}

/** One step before sign-in: a title, a sentence, a form. */
export function Step({ title, lead, note, refused, onSubmit, children }: StepProps) {
  useTitle(title)
  const alert = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (refused) alert.current?.focus()
  }, [refused])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  const content = (
    <>
      <h1 className={classes.title}>{title}</h1>
      {lead && <p className={classes.lead}>{lead}</p>}
      {note && (
        <p className={classes.note} role="status">
          {note}
        </p>
      )}
      {refused && (
        <p className={classes.refused} role="alert" tabIndex={-1} ref={alert}>
          {refused}
        </p>
      )}
      {children}
    </>
  )
  if (!onSubmit) return <div className={classes.step}>{content}</div>
  return (
    <form className={classes.step} onSubmit={submit} noValidate>
      {content}
    </form>
  )
}

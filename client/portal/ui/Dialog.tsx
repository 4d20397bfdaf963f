import { type ReactNode, useEffect, useId, useRef } from 'react'
import classes from './Dialog.module.css'

type DialogProps = {
  title: string
  onClose: () => void
  children?: ReactNode
  /** Buttons, the one that acts last; on a phone it is the nearest to the thumb. */
  footer?: ReactNode
  /** Shows what is never shown again: only its own button closes it. */
  firm?: boolean
}

/** The browser's own modal dialog: it traps focus, closes on Escape and makes the page behind it inert. */
export function Dialog({ title, onClose, children, footer, firm }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>(firstFocus)?.focus()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by the browser's own key.
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={titleId}
      closedby={firm ? 'none' : undefined}
      onClose={onClose}
      onCancel={(event) => firm && event.preventDefault()}
      onClick={(event) => !firm && event.target === dialog.current && dialog.current.close()}
    >
      <div className={classes.frame}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        {children && <div className={classes.body}>{children}</div>}
        {footer && <div className={classes.footer}>{footer}</div>}
      </div>
    </dialog>
  )
}

/** What one came to fill in, or else the first of the buttons, which is the one that does nothing. */
const firstFocus = `.${classes.body} :is(input, textarea, select), .${classes.footer} button`

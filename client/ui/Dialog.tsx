import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { t } from '../lib/messages.ts'
import classes from './Dialog.module.css'
import { PortalsInside } from './PortalsInside.tsx'

type DialogProps = {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons, the one that acts last. */
  footer?: ReactNode
  /** Without the heading row; the title is then only spoken. */
  bare?: boolean
  /** Shows what is never shown again: neither Escape nor a click beside it closes it, only its own button does. */
  firm?: boolean
  width?: number
}

/** The browser's own modal dialog: it traps focus, closes on Escape and makes the page behind it inert. */
export function Dialog({ title, onClose, children, footer, bare, firm, width = 440 }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const frameId = useId()
  const titleId = useId()
  useEffect(() => {
    dialog.current?.showModal()
    if (dialog.current) firstIn(dialog.current)?.focus()
  }, [])
  const close = () => dialog.current?.close()
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      data-bare={bare}
      style={{ width: `min(${width}px, calc(100vw - 24px))` }}
      aria-labelledby={titleId}
      closedby={firm ? 'none' : undefined}
      onClose={onClose}
      onCancel={(event) => firm && event.preventDefault()}
      onKeyDown={keepOpenForLists}
      onMouseDown={(event) => !firm && event.target === dialog.current && close()}
    >
      <div className={classes.frame} id={frameId}>
        <div className={bare ? 'visually-hidden' : classes.heading}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          {!bare && !firm && (
            <ActionIcon aria-label={t('common.close')} onClick={close}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
        <PortalsInside id={frameId}>
          <div className={bare ? undefined : classes.body}>{children}</div>
          {footer && <div className={classes.footer}>{footer}</div>}
        </PortalsInside>
      </div>
    </dialog>
  )
}

/** What one came to fill in, or to copy before it is gone, or else the first of the buttons, which is the one that does nothing. */
const firstFocus = [
  `.${classes.body} :is(input:not([type="hidden"], [role="switch"]), textarea, select)`,
  '[data-first-focus]',
  `.${classes.footer} button`,
  `.${classes.body} form button`,
  `[data-bare] input`,
]

function firstIn(dialog: HTMLElement): HTMLElement | undefined {
  for (const place of firstFocus) {
    const found = dialog.querySelector<HTMLElement>(place)
    if (found) return found
  }
  return undefined
}

/** Escape closes an open list first, the dialog only the next time. */
function keepOpenForLists(event: KeyboardEvent) {
  const target = event.target instanceof Element ? event.target : undefined
  if (event.key === 'Escape' && target?.closest('[data-mantine-stop-propagation="true"]')) event.preventDefault()
}

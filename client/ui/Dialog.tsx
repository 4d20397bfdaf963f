import { ActionIcon, MantineThemeProvider, type MantineThemeOverride } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { t } from '../lib/messages.ts'
import classes from './Dialog.module.css'

type DialogProps = {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons, the one that acts last. */
  footer?: ReactNode
  /** Without the heading row; the title is then only spoken. */
  bare?: boolean
  width?: number
}

/** The browser's own modal dialog: it traps focus, closes on Escape and makes the page behind it inert. */
export function Dialog({ title, onClose, children, footer, bare, width = 440 }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [body, setBody] = useState<HTMLElement | null>(null)
  const titleId = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      style={{ width: `min(${width}px, calc(100vw - 24px))` }}
      aria-labelledby={titleId}
      onClose={onClose}
      onMouseDown={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={classes.frame} ref={setBody}>
        <div className={bare ? 'visually-hidden' : classes.heading}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          {!bare && (
            <ActionIcon aria-label={t('common.close')} onClick={() => dialog.current?.close()}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
        <PortalsInside target={body}>
          <div className={bare ? undefined : classes.body}>{children}</div>
          {footer && <div className={classes.footer}>{footer}</div>}
        </PortalsInside>
      </div>
    </dialog>
  )
}

/** A list dropped below a field must open inside the dialog: everything outside of it is inert. */
function PortalsInside({ target, children }: { target: HTMLElement | null; children: ReactNode }) {
  const theme = useMemo<MantineThemeOverride>(
    () => ({ components: { Portal: { defaultProps: target ? { target, reuseTargetNode: false } : {} } } }),
    [target],
  )
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
}

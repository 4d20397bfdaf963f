import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import classes from './Toasts.module.css'
import { closeToast, onToasts, type ShownToast, shownToasts, toastMilliseconds } from './toast.ts'

/** Stands once in the app. Mod+Z takes back the newest act that can be. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, shownToasts)
  return (
    <section className={classes.stack} aria-label={t('common.messages')}>
      <div aria-live="polite">
        {toasts
          .filter(({ refused }) => !refused)
          .map((each) => (
            <Toast key={each.id} {...each} />
          ))}
      </div>
      <div aria-live="assertive">
        {toasts
          .filter(({ refused }) => refused)
          .map((each) => (
            <Toast key={each.id} {...each} />
          ))}
      </div>
    </section>
  )
}

function Toast({ id, text, undo, refused }: ShownToast) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => closeToast(id), refused ? 2 * toastMilliseconds : toastMilliseconds)
    return () => clearTimeout(timer)
  }, [id, held, refused])
  const takeBack = () => {
    closeToast(id)
    undo?.()
  }
  return (
    // Reading or reaching for it stops the clock.
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers only hold the timer; the buttons act.
    <div
      className={classes.toast}
      data-refused={refused}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {refused && <IconAlertTriangle size={16} className={classes.glyph} aria-hidden />}
      <span className={classes.text}>{text}</span>
      {undo && <UndoButton run={takeBack} />}
      <ActionIcon aria-label={t('common.close')} onClick={() => closeToast(id)} className={classes.close}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  )
}

function UndoButton({ run }: { run: () => void }) {
  useKeys([{ key: 'mod+z', does: t('common.undo'), run }])
  return (
    <Button variant="subtle" size="compact-sm" onClick={run} className={classes.undo}>
      {t('common.undo')}
    </Button>
  )
}

import { useEffect, useId, useRef, useState } from 'react'
import type SignaturePad from 'signature_pad'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import classes from './DrawPad.module.css'
import { strokesOf } from './strokes.ts'

type DrawPadProps = { error: string | undefined; onDrawn: (strokes: number[][]) => void }

/** A field to draw in. Its code is loaded when somebody chooses to draw. */
export function DrawPad({ error, onDrawn }: DrawPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(undefined)
  const [empty, setEmpty] = useState(true)
  const hintId = useId()
  const errorId = useId()
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    let gone = false
    void import('signature_pad').then(({ default: Pad }) => {
      if (gone) return
      fitToScreen(target)
      const made = new Pad(target, { penColor: getComputedStyle(target).color, minWidth: 1, maxWidth: 2.6 })
      made.addEventListener('endStroke', () => {
        setEmpty(false)
        onDrawn(strokesOf(made.toData()))
      })
      target.dataset.ready = ''
      pad.current = made
    })
    return () => {
      gone = true
      pad.current?.off()
    }
  }, [onDrawn])
  const clear = () => {
    pad.current?.clear()
    setEmpty(true)
    onDrawn([])
  }
  return (
    <div className={classes.frame}>
      <canvas
        ref={canvas}
        className={classes.pad}
        role="img"
        aria-label={t('signing.pad')}
        aria-describedby={error ? `${hintId} ${errorId}` : hintId}
        data-invalid={error ? true : undefined}
      />
      <div className={classes.below}>
        <p id={hintId} className={classes.hint}>
          {t('signing.padHint')}
        </p>
        <Button look="plain" onClick={clear} disabled={empty}>
          {t('signing.clear')}
        </Button>
      </div>
      {error && (
        <p id={errorId} className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** As many dots as the screen has, so that lines are sharp. */
function fitToScreen(canvas: HTMLCanvasElement) {
  const ratio = Math.max(window.devicePixelRatio, 1)
  canvas.width = canvas.offsetWidth * ratio
  canvas.height = canvas.offsetHeight * ratio
  canvas.getContext('2d')?.scale(ratio, ratio)
}

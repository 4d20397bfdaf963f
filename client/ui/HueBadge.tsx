import type { ReactNode } from 'react'
import classes from './HueBadge.module.css'
import { type Hue, hueText, hueTint } from './hues.ts'

type HueBadgeProps = {
  hue: Hue
  /** Colour never speaks alone: each family brings a glyph. */
  glyph?: ReactNode
  /** With its tint behind it; keep that for the one value that should be seen from afar. */
  tinted?: boolean
  struck?: boolean
  children: ReactNode
}

export function HueBadge({ hue, glyph, tinted, struck, children }: HueBadgeProps) {
  const style = tinted ? { color: hueText(hue), background: hueTint(hue) } : undefined
  return (
    <span className={classes.badge} data-tinted={tinted || undefined} data-struck={struck || undefined} style={style}>
      {glyph && (
        <span className={classes.glyph} style={{ color: hueText(hue) }} aria-hidden>
          {glyph}
        </span>
      )}
      <span className={classes.label}>{children}</span>
    </span>
  )
}

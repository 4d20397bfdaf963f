/** What stands in the place of content: nothing yet, something wrong, still on its way; and notices beside it. */
import type { CSSProperties, ReactNode } from 'react'
import { Delayed } from '../../ui/Delayed.tsx'
import { type Hue, hueText, hueTint } from '../../ui/hues.ts'
import { explain } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from './Button.tsx'
import classes from './States.module.css'

/** Says what belongs here and offers what starts it. */
export function EmptyState({ title, detail, action }: { title: string; detail?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.state}>
      <p className={classes.title}>{title}</p>
      {detail && <p className={classes.detail}>{detail}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}

/** What happened and what to do, in the place where the content would be. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail } = explain(error)
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>{title}</p>
      <p className={classes.detail}>{detail}</p>
      {onRetry && (
        <div className={classes.action}>
          <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
        </div>
      )}
    </div>
  )
}

type NoticeProps = {
  kind?: 'info' | 'good' | 'warning' | 'refused'
  title?: string
  children?: ReactNode
}

/** A sentence that must be seen; a refusal is spoken at once, the rest when there is a pause. */
export function Notice({ kind = 'info', title, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'refused' ? 'alert' : 'status'}>
      {title && <p className={classes.noticeTitle}>{title}</p>}
      {children && <p>{children}</p>}
    </div>
  )
}

/** Shown after 150 ms, in the shape of what comes: `tall` begins with a card. */
export function Skeleton({ lines = 4, tall }: { lines?: number; tall?: boolean }) {
  return (
    <Delayed>
      <div className={classes.skeleton} role="status">
        <span className="visually-hidden">{t('common.loading')}</span>
        {tall && <div className={classes.bone} data-tall />}
        {Array.from({ length: lines }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bones are all alike.
          <div key={at} className={classes.bone} />
        ))}
      </div>
    </Delayed>
  )
}

/** A short word with its colour of meaning (see `client/ui/hues.ts`). */
export function Badge({ hue = 'neutral', children }: { hue?: Hue; children: ReactNode }) {
  const colours = { '--badge-text': hueText(hue), '--badge-tint': hueTint(hue) } as CSSProperties
  return (
    <span className={classes.badge} style={colours}>
      {children}
    </span>
  )
}

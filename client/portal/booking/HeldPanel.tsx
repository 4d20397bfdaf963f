import { useEffect, useRef } from 'react'
import { type Overview, whenIn } from '../lib/booking.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/States.tsx'
import classes from './booking.module.css'
import { leftWords } from './days.ts'
import { useNow } from './now.ts'
import { PayLink } from './PayLink.tsx'
import { type Hold, useConfirm, useExtend, useRelease } from './queries.ts'
import { changeRule, shortWhenIn } from './words.ts'

type HeldPanelProps = {
  hold: Hold
  overview: Overview
  zone: string
  /** The visit that moves there; none: a new one. */
  visitId: number | undefined
  onDone: (visitId: number) => void
  onExpired: () => void
}

/** The time that is held, how long still, and the one button that books it. */
export function HeldPanel({ hold, overview, zone, visitId, onDone, onExpired }: HeldPanelProps) {
  const left = Date.parse(hold.expiresAt) - useNow(1000)
  const [confirm, extend, release] = [useConfirm(({ id }) => onDone(id)), useExtend(), useRelease()]
  const unpaid = overview.needsPayment && visitId === undefined
  useWhenOver(left <= 0, onExpired)
  const time = shortWhenIn(zone, hold.startsAt)
  const book = () => confirm.mutate({ holdId: hold.id, visitId })
  const error = confirm.error ?? extend.error
  return (
    <section className={classes.held} aria-label={t('booking.heldSpoken', { time })}>
      {error && <Notice kind="refused">{explainShortly(error)}</Notice>}
      <p role="status" className="visually-hidden">
        {t('booking.heldSpoken', { time: whenIn(zone, hold.startsAt) })}
      </p>
      <p>
        <span className={classes.left} aria-hidden>
          {t('booking.held', { time: leftWords(left) })}
        </span>{' '}
        {unpaid ? t('booking.payFirst') : changeRule(overview.changeNoticeMinutes, hold.startsAt)}
      </p>
      {unpaid ? (
        <PayLink hold={hold} />
      ) : (
        <Button look="filled" wide busy={confirm.isPending} onClick={book}>
          {t(visitId === undefined ? 'booking.book' : 'booking.move', { time })}
        </Button>
      )}
      <div className={classes.beside}>
        {hold.canExtend && left < 3 * 60_000 && (
          <Button look="plain" busy={extend.isPending} onClick={() => extend.mutate(hold.id)}>
            {t('booking.longer')}
          </Button>
        )}
        <Button look="plain" busy={release.isPending} onClick={() => release.mutate(hold.id)}>
          {t(hold.isOffer ? 'booking.decline' : 'booking.letGo')}
        </Button>
      </div>
    </section>
  )
}

/** Said once. */
function useWhenOver(isOver: boolean, say: () => void) {
  const said = useRef(false)
  useEffect(() => {
    if (!isOver || said.current) return
    said.current = true
    say()
  }, [isOver, say])
}

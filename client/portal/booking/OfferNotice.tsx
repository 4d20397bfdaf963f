import { type Overview, whenIn } from '../lib/booking.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { Card, Note } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import classes from './booking.module.css'
import { PayLink } from './PayLink.tsx'
import { type Hold, useConfirm, useRelease } from './queries.ts'

type OfferProps = { hold: Hold; overview: Overview; zone: string; onDone: (visitId: number) => void }

/** A freed time that is kept for who waited: taken, or left to the next. */
export function OfferNotice({ hold, overview, zone, onDone }: OfferProps) {
  const [confirm, release] = [useConfirm(({ id }) => onDone(id)), useRelease()]
  const error = confirm.error ?? release.error
  const take = () => confirm.mutate({ holdId: hold.id, visitId: overview.next?.id })
  const unpaid = overview.needsPayment && !overview.next
  return (
    <Card>
      <h2 className={classes.month}>{t('booking.offer')}</h2>
      <p>{t('booking.offerDetail', { time: whenIn(zone, hold.startsAt), coach: hold.coach.name, until: whenIn(zone, hold.expiresAt) })}</p>
      {error && <Notice kind="refused">{explainShortly(error)}</Notice>}
      {unpaid && <Note>{t('booking.payFirst')}</Note>}
      <ButtonRow>
        <Button busy={release.isPending} onClick={() => release.mutate(hold.id)}>
          {t('booking.decline')}
        </Button>
        {unpaid ? (
          <PayLink hold={hold} />
        ) : (
          <Button look="filled" busy={confirm.isPending} onClick={take}>
            {t('booking.accept')}
          </Button>
        )}
      </ButtonRow>
    </Card>
  )
}

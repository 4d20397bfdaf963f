import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { overviewQuery } from '../lib/booking.ts'
import { t } from '../messages.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Card } from '../ui/Page.tsx'
import classes from './HomePage.module.css'
import { useWhen } from './when.ts'

/** A freed time that is kept for who waited: it goes to the next soon, so nothing else is asked meanwhile. */
export function Offer({ otherwise }: { otherwise?: ReactNode }) {
  const when = useWhen()
  const { data } = useQuery(overviewQuery)
  const offer = data?.holds.find(({ isOffer }) => isOffer)
  if (!offer) return otherwise
  const at = { time: when(offer.startsAt), until: when(offer.expiresAt) }
  return (
    <Card>
      <p className={classes.eyebrow}>{t('home.next')}</p>
      <h2 className={classes.title}>{t('home.offer')}</h2>
      <p>{t('home.offerLead', { ...at, coach: offer.coach.name })}</p>
      <LinkButton to="/portal/book" look="filled" wide>
        {t('home.offerGo')}
      </LinkButton>
    </Card>
  )
}

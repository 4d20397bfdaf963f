import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../../lib/api.ts'
import { dateFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { ownZone } from '../../lib/zones.ts'
import { useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Card } from '../ui/Page.tsx'
import classes from './HomePage.module.css'

/** A freed time that is kept for who waited: it goes to the next soon, so nothing else is asked meanwhile. */
export function Offer({ otherwise }: { otherwise?: ReactNode }) {
  const zone = useMe().timeZone ?? ownZone()
  const { data } = useQuery({
    queryKey: ['booking', 'overview'],
    queryFn: ({ signal }) => call('GET /portal/booking', { signal }),
    staleTime: 0,
  })
  const offer = data?.holds.find(({ isOffer }) => isOffer)
  if (!offer) return otherwise
  const when = { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const
  const [time, until] = [offer.startsAt, offer.expiresAt].map((at) => dateFormat(locale(), when).format(new Date(at)))
  return (
    <Card>
      <p className={classes.eyebrow}>{t('home.next')}</p>
      <h2 className={classes.title}>{t('home.offer')}</h2>
      <p>{t('home.offerLead', { time: time ?? '', coach: offer.coach.name, until: until ?? '' })}</p>
      <LinkButton to="/portal/book" look="filled" wide>
        {t('home.offerGo')}
      </LinkButton>
    </Card>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { dateAndTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { sourceWords } from '../marks.tsx'
import classes from './PortalSection.module.css'
import { arrivalsQuery } from './portal-access.ts'

type Arrivals = ApiReply<'GET /leads/:id/arrivals'>

/** Where they came from, each time they came, and what they agreed to; nothing for who never came by a form. */
export function ArrivalsSection({ leadId }: { leadId: number }) {
  const { data } = useQuery(arrivalsQuery(leadId))
  const now = useNow()
  if (!data || data.touches.length + data.consents.length === 0) return null
  return (
    <PanelSection title={t('arrivals.title')}>
      <ul className={classes.touches}>
        {data.touches.map((touch) => (
          <li key={touch.at}>
            {t('arrivals.touch', { source: sourceWords(touch.leadSource), form: touch.form ?? t('arrivals.byHand') })}
            <span className={classes.quiet}>{[dateAndTime(touch.at, now), ...traceWords(touch)].join(' · ')}</span>
          </li>
        ))}
        {data.consents.map(({ id, wording, givenAt, withdrawnAt }) => (
          <li key={id} className={classes.quiet}>
            {withdrawnAt
              ? t('arrivals.withdrawn', { when: dateAndTime(withdrawnAt, now), wording })
              : t('arrivals.consent', { when: dateAndTime(givenAt, now), wording })}
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

function traceWords({ source, utmSource, utmMedium, utmCampaign, referrer }: Arrivals['touches'][number]): string[] {
  const named = [source, utmSource, utmMedium].filter((each) => each !== null).join(' / ')
  return [
    ...(named ? [t('arrivals.details', { source: named })] : []),
    ...(utmCampaign ? [t('arrivals.utm', { campaign: utmCampaign })] : []),
    ...(referrer ? [t('arrivals.from', { referrer })] : []),
  ]
}

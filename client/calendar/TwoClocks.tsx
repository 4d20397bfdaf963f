import { dayOf } from '#shared/clock'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { placeAndZone, shortDayIn, timeIn } from '../lib/zones.ts'
import classes from './VisitPanel.module.css'

/** A time on the person's clock and on the clinic's, each with its place. */
export function TwoClocks({ at, zone }: { at: string; zone: string | null }) {
  const clinic = useMe().clinic.timeZone
  const otherDay = zone !== null && dayOf(zone, Date.parse(at)) !== dayOf(clinic, Date.parse(at))
  return (
    <dl className={classes.clocks}>
      {zone !== null && (
        <div>
          <dd className={classes.time}>{timeIn(zone, at)}</dd>
          <dt>
            {t('calendar.personClock', { place: placeAndZone(zone, at) })}
            {otherDay && `, ${shortDayIn(zone, at)}`}
          </dt>
        </div>
      )}
      <div>
        <dd className={classes.time}>{timeIn(clinic, at)}</dd>
        <dt>{t('calendar.clinicClock', { place: placeAndZone(clinic, at) })}</dt>
      </div>
    </dl>
  )
}

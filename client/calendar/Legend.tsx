import { Checkbox } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { zoneLong } from '../lib/zones.ts'
import { type Person, useActor } from '../records/people.ts'
import { hueText } from '../ui/hues.ts'
import { type CalendarSearch } from './address.ts'
import classes from './Legend.module.css'
import { hueOf } from './people.ts'
import type { Visit } from './queries.ts'

type LegendProps = {
  search: CalendarSearch
  chosen: readonly string[]
  coaches: readonly Person[]
  visits: readonly Visit[]
  onChange: (search: CalendarSearch) => void
}

/** Whose visits are shown, each in their colour, and on which clock. */
export function Legend({ search, chosen, coaches, visits, onChange }: LegendProps) {
  const zone = useMe().clinic.timeZone
  const keepsHours = useActor().role !== 'SDR'
  const with_ = new Set(visits.map(({ userId }) => userId))
  const shown = coaches.filter(({ id, role }) => role === 'Health Coach' || with_.has(id) || chosen.includes(String(id)))
  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]
    onChange({ ...search, coach: next.length > 0 ? next : undefined })
  }
  const chip = (id: string, name: string, hue: string) => (
    <button key={id} type="button" className={classes.chip} aria-pressed={chosen.includes(id)} onClick={() => toggle(id)}>
      <span className={classes.dot} style={{ background: hue, borderColor: hue }} aria-hidden />
      {name}
    </button>
  )
  return (
    <div className={classes.legend}>
      <fieldset className={classes.coaches}>
        <legend className="visually-hidden">{t('calendar.whose')}</legend>
        {shown.map((coach) => chip(String(coach.id), fullName(coach), hueText(hueOf(coach.id, coaches))))}
        {(with_.has(null) || chosen.includes('none')) && chip('none', t('calendar.nobody'), hueText('neutral'))}
      </fieldset>
      <Checkbox
        size="xs"
        label={t('calendar.showCancelled')}
        checked={search.cancelled === 'shown'}
        onChange={(event) => onChange({ ...search, cancelled: event.currentTarget.checked ? 'shown' : undefined })}
      />
      <div className={classes.aside}>
        <Link to="/calendar/waitlist">{t('waitlist.title')}</Link>
        {keepsHours && <Link to="/calendar/hours">{t('workingTime.title')}</Link>}
        <span className={classes.zone} title={zone}>
          <IconClock size={14} stroke={1.5} aria-hidden />
          {t('calendar.clinicTime', { zone: zoneLong(zone) })}
        </span>
      </div>
    </div>
  )
}

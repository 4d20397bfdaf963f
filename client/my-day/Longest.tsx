import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { useNow } from '../ui/RelativeTime.tsx'
import classes from './MyDayPage.module.css'
import type { Panel } from './queries.ts'

const dayMs = 86_400_000

/** Those furthest past the usual time of their stage. */
export function Longest({ panel: { kind, late, longest } }: { panel: Panel }) {
  const now = useNow()
  return (
    <section className={classes.group} aria-labelledby="longest">
      <h2 id="longest" className={classes.heading}>
        {t('myDay.longest')} <span className={classes.number}>{t('myDay.pastUsual', { count: late })}</span>
      </h2>
      <ul className={classes.list}>
        {longest.map((person) => {
          const path: string = `/${kind === 'leads' ? 'leads' : 'patients'}/${person.id}`
          const days = Math.max(1, Math.floor((now - Date.parse(person.enteredAt)) / dayMs))
          const usual = Math.max(1, Math.round(person.targetHours / 24))
          return (
            <li key={person.id} className={classes.row} data-kind="longest">
              <span className={classes.what}>
                <Link to={path}>{fullName(person)}</Link>
              </span>
              <span className={classes.words}>{valueWord(person.stage)}</span>
              <Bar days={days} usual={usual} />
              <span className={classes.end}>
                <strong>{t('myDay.days', { count: days })}</strong>{' '}
                <span className={classes.quiet}>{t('myDay.usual', { count: usual })}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** How long against how long is usual; its figures stand beside it. */
function Bar({ days, usual }: { days: number; usual: number }) {
  const whole = Math.max(days, usual) * 1.1
  return (
    <div className={classes.bar} aria-hidden>
      <div className={classes.fill} style={{ width: `${(days / whole) * 100}%` }} />
      <div className={classes.tick} style={{ left: `${(usual / whole) * 100}%` }} />
    </div>
  )
}

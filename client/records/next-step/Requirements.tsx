import { IconCheck, IconCircleDashed } from '@tabler/icons-react'
import { t } from '../../lib/messages.ts'
import type { Standing } from '../record.ts'
import classes from './Requirements.module.css'

/** What should be there before the stage is left, and what to do here. */
export function Requirements({ standing: { requirements, guidance } }: { standing: Standing }) {
  if (requirements.length === 0 && !guidance) return null
  return (
    <div className={classes.asks}>
      {requirements.length > 0 && <span className={classes.title}>{t('journey.asks')}</span>}
      <ul className={classes.list}>
        {requirements.map(({ name, met }) => (
          <li key={name} className={classes.ask} data-met={met || undefined}>
            {met ? <IconCheck size={14} aria-label={t('clocks.met')} /> : <IconCircleDashed size={14} aria-label={t('patient.missing')} />}
            {t(`clocks.${name}`)}
          </li>
        ))}
      </ul>
      {guidance && <p className={classes.guidance}>{guidance}</p>}
    </div>
  )
}

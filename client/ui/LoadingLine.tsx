import { t } from '../lib/messages.ts'
import { Delayed } from './Delayed.tsx'
import classes from './LoadingLine.module.css'

/** Along the upper edge of what is drawn already, such as the hours of a day: an empty one would say that there is nothing. */
export function LoadingLine({ shown }: { shown: boolean }) {
  if (!shown) return null
  return (
    <Delayed>
      <div role="status" className={classes.line}>
        <span className="visually-hidden">{t('common.loading')}</span>
      </div>
    </Delayed>
  )
}

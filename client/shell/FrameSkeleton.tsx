import { t } from '../lib/messages.ts'
import classes from './FrameSkeleton.module.css'

/** The frame without anything in it, while the server has not said yet who is there. Drawn by styles alone. */
export const FrameSkeleton = () => (
  <div role="status" className={classes.frame}>
    <span className="visually-hidden">{t('common.loading')}</span>
  </div>
)

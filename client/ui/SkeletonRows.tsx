import { t } from '../lib/messages.ts'
import { Delayed } from './Delayed.tsx'
import classes from './SkeletonRows.module.css'

/** Quiet bars where rows will be. Widths differ by a fixed pattern, so that they do not jump between renders. */
export function SkeletonRows({ rows = 8, columns = 4, height = 40 }: { rows?: number; columns?: number; height?: number }) {
  return (
    <Delayed>
      <div role="status" className={classes.rows}>
        <span className="visually-hidden">{t('common.loading')}</span>
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity but their place.
          <div key={row} className={classes.row} style={{ height }} aria-hidden>
            {Array.from({ length: columns }, (_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same.
              <span key={column} className={classes.cell}>
                <span className={classes.bar} style={{ width: `${45 + ((row * 17 + column * 29) % 45)}%` }} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </Delayed>
  )
}

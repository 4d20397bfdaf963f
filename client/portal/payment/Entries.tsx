import { shortDate } from '../../lib/dates.ts'
import { money } from '../../lib/money.ts'
import { t } from '../messages.ts'
import { List, ListRow } from '../ui/List.tsx'
import classes from './payment.module.css'
import { type Entry, standing } from './queries.ts'

/** The history as it was written: what was a mistake stays, struck. */
export function Entries({ entries }: { entries: readonly Entry[] }) {
  const now = Date.now()
  const counts = new Set(standing(entries).map(({ id }) => id))
  return (
    <List label={t('payment.history')}>
      {entries
        .filter(({ entry }) => entry !== 'void')
        .map((each) => (
          <ListRow
            key={each.id}
            title={t(`payment.entry.${each.entry}`)}
            detail={`${shortDate(each.settledAt, now)} · ${t(`payment.method.${each.method}`)}${
              counts.has(each.id) ? '' : ` · ${t('payment.entry.void')}`
            }`}
            end={
              <span className={classes.cents} data-void={!counts.has(each.id) || undefined}>
                {each.entry === 'refund' && '−'}
                {money(each.cents, each.currency)}
              </span>
            }
          />
        ))}
    </List>
  )
}

import { useQuery } from '@tanstack/react-query'
import { shortDate } from '../../lib/dates.ts'
import { money } from '../../lib/money.ts'
import { useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Facts, Page } from '../ui/Page.tsx'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import { Entries } from './Entries.tsx'
import classes from './payment.module.css'
import { accountQuery, standing } from './queries.ts'

/** To print, or to keep as a PDF: what stands, without what was a mistake. */
export function ReceiptPage() {
  const me = useMe()
  const { data, error, refetch } = useQuery(accountQuery)
  const name = `${me.firstName} ${me.lastName}`
  return (
    <div className={classes.receipt}>
      <Page title={t('payment.receipt')} back={{ to: '/portal/pay', words: t('payment.back') }}>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton />}
        {data && (
          <>
            <Facts
              facts={[
                [t('payment.clinic'), data.clinicName],
                [t('payment.patient'), name],
                [t('payment.total'), money(data.paidCents, data.currency)],
              ]}
            />
            <Entries entries={standing(data.entries)} />
            <p className={classes.printedOn}>{t('payment.onDay', { date: shortDate(new Date().toISOString(), 0) })}</p>
            <Button wide onClick={() => window.print()}>
              {t('payment.print')}
            </Button>
          </>
        )}
      </Page>
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { dateFormat } from '../lib/formats.ts'
import { apiBase } from '../lib/http.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { money } from '../lib/money.ts'
import { methodWord } from '../records/way/payments.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import classes from './MoneyByMonth.module.css'
import { moneyByMonthQuery } from './queries.ts'
import settings from './settings.module.css'

/** Sums of the ledger; every entry of it leaves as CSV. */
export function MoneyByMonth() {
  const { data, isError, error, refetch } = useQuery(moneyByMonthQuery)
  return (
    <FormSection title={t('paymentSettings.ledgerTitle')} detail={t('paymentSettings.ledgerDetail')}>
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className={settings.quiet}>{t('paymentSettings.noMoney')}</p>}
      {data && data.length > 0 && (
        <>
          <ScrollRegion className={classes.scroll} label={t('paymentSettings.ledgerTitle')}>
            <table className={classes.money}>
              <thead>
                <tr>
                  <th scope="col">{t('paymentSettings.month')}</th>
                  <th scope="col">{t('money.method')}</th>
                  <th scope="col">{t('paymentSettings.count')}</th>
                  <th scope="col">{t('paymentSettings.came')}</th>
                  <th scope="col">{t('paymentSettings.back')}</th>
                </tr>
              </thead>
              <tbody>
                {data.map(({ month, method, currency, payments, paidCents, refundedCents }) => (
                  <tr key={`${month} ${method} ${currency}`}>
                    <td>{monthName(month)}</td>
                    <td>{methodWord(method)}</td>
                    <td>{payments}</td>
                    <td>{money(paidCents, currency)}</td>
                    <td>{refundedCents > 0 ? money(refundedCents, currency) : ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          <Button
            component="a"
            href={`${apiBase}/exports/payments.csv`}
            download
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('paymentSettings.export')}
          </Button>
        </>
      )}
    </FormSection>
  )
}

const monthName = (month: string) =>
  dateFormat(locale(), { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`))

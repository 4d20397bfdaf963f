import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { money } from '../../lib/money.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { useSearch } from '../lib/router.ts'
import { useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Card, Note, Page, Section } from '../ui/Page.tsx'
import { ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import { Entries } from './Entries.tsx'
import classes from './payment.module.css'
import { type Account, accountQuery, owes, usePay } from './queries.ts'

/** What the first visit costs, what was paid, and the one thing to do about it. */
export function PayPage() {
  const awaited = useSearch().has('paid')
  const [patient, setPatient] = useState(true)
  const { data, error, refetch } = useQuery({
    ...accountQuery,
    // Back from the payment service, whose word comes to the clinic by itself: mostly sooner, sometimes a little later.
    refetchInterval: ({ state }) => (awaited && patient && state.data && owes(state.data) ? 2_000 : false),
  })
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), 90_000)
    return () => clearTimeout(timer)
  }, [])
  const waits = awaited && patient && data !== undefined && owes(data)
  return (
    <Page title={t('payment.title')} back={{ to: '/portal' }}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton tall />}
      {data && <Standing account={data} waits={waits} />}
      {data && data.entries.length > 0 && (
        <Section title={t('payment.history')}>
          <Entries entries={data.entries} />
          {data.paidCents > 0 && (
            <LinkButton to="/portal/receipt" wide>
              {t('payment.receipt')}
            </LinkButton>
          )}
        </Section>
      )}
    </Page>
  )
}

function Standing({ account, waits }: { account: Account; waits: boolean }) {
  const { state, priceCents, paidCents, currency } = account
  const price = money(priceCents, currency)
  const { status, signed, contactId } = useMe()
  const isPaid = state === 'paid' || state === 'free'
  const canChoose = isPaid && signed && contactId === null && status !== 'Booking: Paid/Booked'
  return (
    <>
      <Card>
        <p className={classes.about}>{t('payment.forVisit')}</p>
        <p className={classes.amount}>{price}</p>
        {isPaid ? (
          <Notice kind="good">{t(`payment.${state}`)}</Notice>
        ) : (
          <p>{t(`payment.${state}`, { paid: money(paidCents, currency), price })}</p>
        )}
        {waits && <Notice>{t('payment.waiting')}</Notice>}
        {owes(account) && !waits && <PayButton account={account} />}
        {canChoose && (
          <LinkButton to="/portal/book" look="filled" wide>
            {t('payment.choose')}
          </LinkButton>
        )}
      </Card>
      {owes(account) && account.payBy === 'instructions' && <HowToPay words={account.instructions} />}
    </>
  )
}

function PayButton({ account: { payBy, priceCents, paidCents, currency } }: { account: Account }) {
  const pay = usePay()
  if (payBy === 'instructions') return null
  const amount = money(priceCents - paidCents, currency)
  return (
    <>
      {payBy === 'test' && (
        <Notice kind="warning" title={t('payment.testTitle')}>
          {t('payment.testDetail')}
        </Notice>
      )}
      <Button look="filled" wide busy={pay.isPending} onClick={() => pay.mutate(payBy)}>
        {t(payBy === 'test' ? 'payment.testPay' : 'payment.pay', { amount })}
      </Button>
      {payBy === 'card' && <Note>{t('payment.payDetail')}</Note>}
      {pay.isError && <Notice kind="refused">{explainShortly(pay.error)}</Notice>}
    </>
  )
}

function HowToPay({ words }: { words: string | null }) {
  return (
    <Section title={t('payment.howTitle')}>
      <p className={classes.instructions}>{words ?? t('payment.noWay')}</p>
      <LinkButton to="/portal/messages" wide>
        {t('payment.write')}
      </LinkButton>
    </Section>
  )
}

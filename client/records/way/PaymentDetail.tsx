import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { disputeNote } from '#shared/disputes'
import { policy } from '#shared/policy'
import { exactTime, shortDate } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { money } from '../../lib/money.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import { useActor, useNameOf } from '../people.ts'
import classes from './PaymentDetail.module.css'
import { PaymentDialog } from './PaymentDialog.tsx'
import { type Account, accountQuery, type LedgerEntry, methodWord, voidedIn } from './payments.ts'
import { RefundDialog, VoidDialog } from './RefundDialog.tsx'

/** The ledger under the step of payment: every entry, what is wrong with the sum, and what may be done. */
export function PaymentDetail({ leadId }: { leadId: number }) {
  const { data } = useQuery(accountQuery(leadId))
  const [recording, setRecording] = useState(false)
  const may = policy.payment.record(useActor())
  if (!data) return null
  return (
    <div className={classes.account}>
      {data.state === 'overpaid' && <p className={classes.wrong}>{t('money.overpaid', sumsOf(data))}</p>}
      {data.state === 'part' && <p className={classes.wrong}>{t('money.part', sumsOf(data))}</p>}
      {data.entries.length > 0 && <Ledger account={data} />}
      {may && (
        <Button variant="subtle" size="compact-xs" className={classes.record} onClick={() => setRecording(true)}>
          {t('money.record')}
        </Button>
      )}
      {recording && <PaymentDialog account={data} onClose={() => setRecording(false)} />}
    </div>
  )
}

const sumsOf = ({ paidCents, priceCents, currency }: Account) => ({ paid: money(paidCents, currency), price: money(priceCents, currency) })

function Ledger({ account: { entries } }: { account: Account }) {
  const voided = voidedIn(entries)
  return (
    <ul className={classes.ledger} aria-label={t('money.ledger')}>
      {entries
        .filter(({ entry }) => entry !== 'void')
        .map((entry) => (
          <Line
            key={entry.id}
            entry={entry}
            undone={voided.has(entry.id) ? entries.find(({ paymentId }) => paymentId === entry.id) : undefined}
          />
        ))}
    </ul>
  )
}

function Line({ entry, undone }: { entry: LedgerEntry; undone: LedgerEntry | undefined }) {
  const now = useNow()
  const nameOf = useNameOf()
  const { settledAt, method, reference, note, recordedById } = entry
  const isDispute = note === disputeNote
  const facts = [methodWord(method), method === 'stripe' ? null : reference, recordedById === null ? null : nameOf(recordedById)]
  return (
    <li className={classes.line} data-void={undone !== undefined || undefined}>
      <span className={classes.amount}>
        {entry.entry === 'refund' && '−'}
        {money(entry.cents, entry.currency)}
      </span>
      <span className={classes.facts}>
        <span title={exactTime(settledAt)}>{shortDate(settledAt, now)}</span> · {facts.filter(Boolean).join(' · ')}
        {entry.entry === 'refund' && <> · {t(isDispute ? 'money.disputed' : 'money.givenBack')}</>}
        {note && !isDispute && <span className={classes.note}>{note}</span>}
        {undone && <span className={classes.note}>{t('money.void', { reason: undone.note ?? '' })}</span>}
      </span>
      {!undone && <LineMenu entry={entry} />}
    </li>
  )
}

function LineMenu({ entry }: { entry: LedgerEntry }) {
  const [dialog, setDialog] = useState<'refund' | 'void'>()
  const actor = useActor()
  const refunds = policy.payment.refund(actor) && entry.leftCents > 0
  const undoes = policy.payment.undo(actor) && entry.method !== 'stripe' && (entry.entry === 'refund' || entry.leftCents === entry.cents)
  if (!refunds && !undoes) return null
  const close = () => setDialog(undefined)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('money.actions', { amount: money(entry.cents, entry.currency) })} size={24}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {refunds && <Menu.Item onClick={() => setDialog('refund')}>{t('money.refund')}</Menu.Item>}
          {undoes && <Menu.Item onClick={() => setDialog('void')}>{t('money.undo')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'refund' && <RefundDialog entry={entry} onClose={close} />}
      {dialog === 'void' && <VoidDialog entry={entry} onClose={close} />}
    </>
  )
}

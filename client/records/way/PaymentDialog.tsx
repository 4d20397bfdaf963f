import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { limits } from '#shared/values'
import { t } from '../../lib/messages.ts'
import { asAmount, centsOf, money } from '../../lib/money.ts'
import { fieldErrors } from '../../lib/problem-words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toast.ts'
import classes from '../Dialogs.module.css'
import { type Account, methodWord, recordedMethods, useRecordPayment } from './payments.ts'

type Values = { amount: string; method: (typeof recordedMethods)[number]; reference: string; day: string; note: string }

/** Money that came by other means: how much, how, when. */
export function PaymentDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { leadId, priceCents, paidCents, currency } = account
  const record = useRecordPayment(leadId)
  const form = useForm<Values>({
    initialValues: {
      amount: asAmount(Math.max(priceCents - paidCents, 0) || priceCents, currency),
      method: 'card',
      reference: '',
      day: today(),
      note: '',
    },
    validate: { amount: (typed) => (centsOf(typed, currency) ? null : t('money.noAmount')) },
  })
  const submit = (values: Values) => {
    const cents = centsOf(values.amount, currency) ?? 0
    record.mutate(asBody(values, cents), {
      onSuccess: () => {
        toast({ text: t('money.recorded', { amount: money(cents, currency) }) })
        onClose()
      },
      onError: (error) => {
        const { cents: amount, settledAt: day, ...others } = fieldErrors(error)
        form.setErrors({ ...others, amount, day })
      },
    })
  }
  return (
    <Dialog title={t('money.record')} onClose={onClose}>
      <form className={classes.form} onSubmit={form.onSubmit(submit)}>
        <div className={classes.pair}>
          <TextInput
            label={t('money.amount', { currency: currency.toUpperCase() })}
            inputMode="decimal"
            required
            {...form.getInputProps('amount')}
          />
          <TextInput type="date" label={t('money.day')} max={today()} required {...form.getInputProps('day')} />
        </div>
        <Select
          label={t('money.method')}
          data={recordedMethods.map((value) => ({ value, label: methodWord(value) }))}
          allowDeselect={false}
          {...form.getInputProps('method')}
        />
        <TextInput
          label={t('money.reference')}
          description={t('money.referenceHint')}
          maxLength={limits.shortText}
          {...form.getInputProps('reference')}
        />
        <TextInput label={t('money.note')} maxLength={limits.reason} {...form.getInputProps('note')} />
        {record.isError && Object.values(form.errors).every((each) => !each) && <Refusal error={record.error} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {t('money.recordIt')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The day where the reader is. */
function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

/** Money of today came now; of an earlier day at its noon. */
const asBody = ({ method, reference, day, note }: Values, cents: number) => ({
  cents,
  method,
  reference: reference.trim() || null,
  note: note.trim() || null,
  ...(day === today() ? {} : { settledAt: new Date(`${day}T12:00:00`).toISOString() }),
})

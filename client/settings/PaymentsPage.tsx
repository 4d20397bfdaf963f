import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { asAmount, centsOf } from '../lib/money.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage, FormSection } from '../ui/FormSection.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { MoneyByMonth } from './MoneyByMonth.tsx'
import { changePaymentTerms, type PaymentTerms, paymentTermsQuery, useSaving } from './queries.ts'
import classes from './settings.module.css'

/** What a first visit costs, how it is paid, and what came in. */
export function PaymentsPage() {
  const terms = useQuery(paymentTermsQuery)
  if (terms.isPending) return <SkeletonRows rows={4} columns={2} height={56} />
  if (terms.isError) return <ErrorState error={terms.error} onRetry={() => void terms.refetch()} />
  const { row, etag } = terms.data
  return (
    <FormPage>
      <PriceSection key={`${row.priceCents} ${row.currency}`} terms={row} etag={etag} />
      <HowSection key={row.instructions} terms={row} etag={etag} />
      <MoneyByMonth />
    </FormPage>
  )
}

type SectionProps = { terms: PaymentTerms; etag: string | undefined }

function PriceSection({ terms: { priceCents, currency }, etag }: SectionProps) {
  const form = useForm({
    initialValues: { price: asAmount(priceCents, currency), currency },
    validate: { price: (typed, values) => (centsOf(typed, values.currency) === undefined ? t('money.noAmount') : null) },
  })
  const save = useSaving(changePaymentTerms, ({ priceCents: price, ...others }) => form.setErrors({ ...others, price }))
  const submit = (values: typeof form.values) =>
    save.mutate({ body: { priceCents: centsOf(values.price, values.currency) ?? priceCents, currency: values.currency }, ifMatch: etag })
  return (
    <FormSection title={t('paymentSettings.title')} detail={t('paymentSettings.detail')}>
      <form className={classes.form} onSubmit={form.onSubmit(submit)}>
        <TextInput label={t('paymentSettings.price')} inputMode="decimal" {...form.getInputProps('price')} />
        <Select
          label={t('paymentSettings.currency')}
          data={Intl.supportedValuesOf('currency').map((code) => ({ value: code.toLowerCase(), label: code }))}
          searchable
          allowDeselect={false}
          limit={100}
          nothingFoundMessage={t('common.nothingFound')}
          {...form.getInputProps('currency')}
        />
        <Button type="submit" variant="default" disabled={!form.isDirty()} loading={save.isPending}>
          {t('common.save')}
        </Button>
      </form>
    </FormSection>
  )
}

function HowSection({ terms: { instructions, online }, etag }: SectionProps) {
  const form = useForm({ initialValues: { instructions: instructions ?? '' } })
  const save = useSaving(changePaymentTerms, form.setErrors)
  return (
    <FormSection title={t('paymentSettings.howTitle')} detail={t('paymentSettings.howDetail')}>
      <form
        className={classes.form}
        onSubmit={form.onSubmit((values) => save.mutate({ body: { instructions: values.instructions.trim() || null }, ifMatch: etag }))}
      >
        <p className={classes.quiet}>{t(online ? 'paymentSettings.online' : 'paymentSettings.offline')}</p>
        <Textarea label={t('paymentSettings.instructions')} autosize minRows={3} maxLength={5000} {...form.getInputProps('instructions')} />
        <Button type="submit" variant="default" disabled={!form.isDirty()} loading={save.isPending}>
          {t('common.save')}
        </Button>
      </form>
    </FormSection>
  )
}

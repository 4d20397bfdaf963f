import { Button, NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { type MessageKey, t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage, FormSection } from '../ui/FormSection.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { type BookingRules, bookingRulesQuery, changeBookingRules, useSaving } from './queries.ts'
import classes from './settings.module.css'

/** The rules by which patients book, move and cancel by themselves. */
export function BookingPage() {
  const rules = useQuery(bookingRulesQuery)
  if (rules.isPending) return <SkeletonRows rows={6} columns={2} height={56} />
  if (rules.isError) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />
  const { row, etag } = rules.data
  return (
    <FormPage>
      {parts.map(({ title, detail, fields }) => (
        <FormSection key={title} title={t(title)} detail={t(detail)}>
          <RulesForm key={fields.map(({ name }) => row[name]).join()} rules={row} etag={etag} fields={fields} />
        </FormSection>
      ))}
    </FormPage>
  )
}

type Field = { name: keyof BookingRules; words: MessageKey; unit: MessageKey; least: number; most: number; per: number }
const field = (name: keyof BookingRules, unit: 'minutes' | 'hours' | 'days', least: number, most: number): Field => ({
  name,
  words: `bookingRules.${name}`,
  unit: `bookingRules.${unit}`,
  least,
  most,
  per: unit === 'hours' ? 60 : 1,
})

const parts: { title: MessageKey; detail: MessageKey; fields: Field[] }[] = [
  {
    title: 'bookingRules.offered',
    detail: 'bookingRules.offeredDetail',
    fields: [
      field('visitMinutes', 'minutes', 5, 480),
      field('stepMinutes', 'minutes', 5, 480),
      field('noticeMinutes', 'hours', 0, 672),
      field('horizonDays', 'days', 1, 365),
    ],
  },
  {
    title: 'bookingRules.between',
    detail: 'bookingRules.betweenDetail',
    fields: [field('bufferBeforeMinutes', 'minutes', 0, 240), field('bufferAfterMinutes', 'minutes', 0, 240)],
  },
  {
    title: 'bookingRules.kept',
    detail: 'bookingRules.keptDetail',
    fields: [field('holdMinutes', 'minutes', 2, 60), field('offerMinutes', 'minutes', 5, 4320)],
  },
  {
    title: 'bookingRules.changes',
    detail: 'bookingRules.changesDetail',
    fields: [field('changeNoticeMinutes', 'hours', 0, 672)],
  },
]

type FormProps = { rules: BookingRules; etag: string | undefined; fields: Field[] }

function RulesForm({ rules, etag, fields }: FormProps) {
  const form = useForm<Partial<Record<keyof BookingRules, number | string>>>({
    initialValues: Object.fromEntries(fields.map(({ name, per }) => [name, Math.round((rules[name] / per) * 100) / 100])),
    validate: Object.fromEntries(fields.map(({ name, least, most }) => [name, (typed: unknown) => wrong(typed, least, most)])),
  })
  const save = useSaving(changeBookingRules, (errors) => form.setErrors(errors))
  const submit = (values: typeof form.values) => {
    const body = Object.fromEntries(fields.map(({ name, per }) => [name, Math.round(Number(values[name]) * per)]))
    save.mutate({ body, ifMatch: etag })
  }
  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)}>
      {fields.map(({ name, words, unit, least, most }) => (
        <NumberInput key={name} label={t(words)} suffix={` ${t(unit)}`} min={least} max={most} {...form.getInputProps(name)} />
      ))}
      <Button type="submit" variant="default" disabled={!form.isDirty()} loading={save.isPending}>
        {t('common.save')}
      </Button>
    </form>
  )
}

const wrong = (typed: unknown, least: number, most: number) =>
  typed !== '' && Number(typed) >= least && Number(typed) <= most ? null : t('bookingRules.wrong', { least, most })

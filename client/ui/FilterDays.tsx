import { TextInput } from '@mantine/core'
import { t } from '../lib/messages.ts'
import classes from './FilterBar.module.css'
import type { Filter, FilterValues } from './filters.ts'

type FilterDaysProps = {
  filter: Extract<Filter, { kind: 'days' }>
  values: FilterValues
  onChange: (values: FilterValues) => void
}

/** From a day to a day, either end open. */
export function FilterDays({ filter, values, onChange }: FilterDaysProps) {
  const field = (end: 'From' | 'To', label: string) => {
    const name = filter.name + end
    return (
      <TextInput
        type="date"
        label={label}
        value={values[name]?.[0] ?? ''}
        onChange={(event) => {
          const day = event.currentTarget.value
          onChange({ ...values, [name]: day ? [day] : undefined })
        }}
      />
    )
  }
  return (
    <div className={classes.days}>
      {field('From', t('filters.fromLabel'))}
      {field('To', t('filters.toLabel'))}
    </div>
  )
}

import { TextInput, UnstyledButton } from '@mantine/core'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import classes from './FilterBar.module.css'
import { type FilterValues, isRange, type KnownRange, type RangeFilter, withoutFilter, withRange } from './filters.ts'

type FilterRangeProps = {
  filter: RangeFilter
  values: FilterValues
  onChange: (values: FilterValues) => void
}

/** From a day or a number to another, either end open; the usual ranges in one tap, with how many rows each would leave. */
export function FilterRange({ filter, values, onChange }: FilterRangeProps) {
  const field = (end: 'From' | 'To', label: string) => {
    const name = filter.name + end
    return (
      <TextInput
        type={filter.kind === 'days' ? 'date' : 'number'}
        min={filter.kind === 'days' ? undefined : 0}
        label={label}
        value={values[name]?.[0] ?? ''}
        onChange={(event) => {
          const end = event.currentTarget.value
          onChange({ ...values, [filter.name]: undefined, [name]: end ? [end] : undefined })
        }}
      />
    )
  }
  return (
    <div className={classes.range}>
      {filter.ranges?.map((range) => (
        <RangeButton
          key={range.label}
          range={range}
          chosen={isRange(filter, values, range)}
          onChoose={(chosen) => onChange(chosen ? withRange(filter, values, range) : withoutFilter(filter, values))}
        />
      ))}
      <div className={classes.ends}>
        {field('From', t('filters.fromLabel'))}
        {field('To', t('filters.toLabel'))}
      </div>
    </div>
  )
}

type RangeButtonProps = { range: KnownRange; chosen: boolean; onChoose: (chosen: boolean) => void }

function RangeButton({ range, chosen, onChoose }: RangeButtonProps) {
  return (
    <UnstyledButton className={classes.known} aria-pressed={chosen} onClick={() => onChoose(!chosen)}>
      <span>{range.label}</span>
      {range.count !== undefined && <span className={classes.choiceCount}>{count(range.count)}</span>}
    </UnstyledButton>
  )
}

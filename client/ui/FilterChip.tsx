import { CloseButton, Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import classes from './FilterBar.module.css'
import { FilterChoices } from './FilterChoices.tsx'
import { FilterRange } from './FilterRange.tsx'
import { type Filter, type FilterValues, filterWords, withoutFilter } from './filters.ts'

type FilterChipProps = {
  filter: Filter
  values: FilterValues
  onChange: (values: FilterValues) => void
  /** Just added: opens at once. */
  starting: boolean
  onOpen?: (name: string) => void
  onClose: () => void
}

export function FilterChip({ filter, values, onChange, starting, onOpen, onClose }: FilterChipProps) {
  const [open, setOpen] = useState(starting)
  const words = filterWords(filter, values)
  const change = (next: boolean) => {
    setOpen(next)
    if (next) onOpen?.(filter.name)
    else onClose()
  }
  return (
    <span className={classes.chip}>
      <Popover opened={open} onChange={change} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={classes.words} onClick={() => change(!open)}>
            {filter.label} {filter.kind === 'choice' && `${t('filters.is')} `}
            <strong>{words ?? t('filters.anything')}</strong>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown}>
          {filter.kind === 'choice' ? (
            <FilterChoices filter={filter} values={values} onChange={onChange} />
          ) : (
            <FilterRange filter={filter} values={values} onChange={onChange} />
          )}
        </Popover.Dropdown>
      </Popover>
      <CloseButton
        size={22}
        iconSize={14}
        aria-label={t('filters.remove', { filter: filter.label })}
        onClick={() => {
          change(false)
          onChange(withoutFilter(filter, values))
        }}
      />
    </span>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { t } from '../lib/messages.ts'
import classes from './FilterBar.module.css'
import { FilterChip } from './FilterChip.tsx'
import { type Filter, type FilterValues, filterWords } from './filters.ts'

type FilterBarProps = {
  filters: readonly Filter[]
  values: FilterValues
  onChange: (values: FilterValues) => void
  /** A filter's values are looked at: time to count them. */
  onOpen?: (name: string) => void
  /** On the right: how many are shown, the sort. */
  children?: ReactNode
}

/** Filters as sentences one can take away again, and a button for one more. */
export function FilterBar({ filters, values, onChange, onOpen, children }: FilterBarProps) {
  const [started, setStarted] = useState<string>()
  const used = filters.filter((filter) => filterWords(filter, values) !== undefined || filter.name === started)
  const unused = filters.filter((filter) => !used.includes(filter))
  const start = (name: string) => {
    setStarted(name)
    onOpen?.(name)
  }
  return (
    <div className={classes.bar}>
      <div className={classes.chips}>
        {used.map((filter) => (
          <FilterChip
            key={filter.name}
            filter={filter}
            values={values}
            onChange={onChange}
            starting={filter.name === started}
            onOpen={onOpen}
            onClose={() => setStarted(undefined)}
          />
        ))}
        {unused.length > 0 && <AddFilter filters={unused} onAdd={start} />}
      </div>
      {children && <div className={classes.aside}>{children}</div>}
    </div>
  )
}

function AddFilter({ filters, onAdd }: { filters: readonly Filter[]; onAdd: (name: string) => void }) {
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button variant="default" className={classes.add} leftSection={<IconPlus size={14} />}>
          {t('filters.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {filters.map(({ name, label }) => (
          <Menu.Item key={name} onClick={() => onAdd(name)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

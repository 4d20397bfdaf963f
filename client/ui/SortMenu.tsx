import { Button, Menu } from '@mantine/core'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import classes from './FilterBar.module.css'

type SortMenuProps<Sort extends string> = {
  label: string
  sort: Sort
  sorts: readonly { value: Sort; label: string }[]
  onSort: (sort: Sort) => void
}

/** The order of a list, by a sentence for each. */
export function SortMenu<Sort extends string>({ label, sort, sorts, onSort }: SortMenuProps<Sort>) {
  const words = sorts.find(({ value }) => value === sort)?.label ?? ''
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" className={classes.sort} title={words} aria-label={`${label}: ${words}`}>
          <IconArrowsSort size={14} aria-hidden />
          <span className={classes.sortWords}>{words}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sorts.map((each) => (
          <Menu.Item
            key={each.value}
            role="menuitemradio"
            aria-checked={each.value === sort}
            rightSection={each.value === sort ? <IconCheck size={14} aria-hidden /> : undefined}
            onClick={() => onSort(each.value)}
          >
            {each.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

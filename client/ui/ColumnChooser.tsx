import { ActionIcon, Checkbox, Popover } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { usePreference } from '../lib/preference.ts'
import classes from './ColumnChooser.module.css'
import type { TableColumn } from './table-columns.ts'

/** The columns a person wants to see in this table, kept by their browser. `usual` names those shown at first. */
export function useShownColumns<Row>(
  table: string,
  columns: readonly TableColumn<Row>[],
  usual: readonly string[],
): { shown: TableColumn<Row>[]; toggle: (id: string) => void } {
  const [kept, keep] = usePreference(`columns.${table}`, usual.join(' '))
  const ids = useMemo(() => kept.split(' '), [kept])
  const toggle = (id: string) => keep((ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]).join(' '))
  // The same list as long as nothing changed: every row in sight depends on it.
  const shown = useMemo(() => columns.filter(({ id, fixed }) => fixed || ids.includes(id)), [columns, ids])
  return { shown, toggle }
}

type ColumnChooserProps<Row> = {
  columns: readonly TableColumn<Row>[]
  shown: readonly TableColumn<Row>[]
  onToggle: (id: string) => void
}

export function ColumnChooser<Row>({ columns, shown, onToggle }: ColumnChooserProps<Row>) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="default" aria-label={t('table.columns')} title={t('table.columns')}>
          <IconColumns3 size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <fieldset className={classes.columns}>
          <legend className="visually-hidden">{t('table.columns')}</legend>
          {columns
            .filter(({ fixed }) => !fixed)
            .map(({ id, header }) => (
              <Checkbox
                key={id}
                className={classes.column}
                label={header}
                checked={shown.some((each) => each.id === id)}
                onChange={() => onToggle(id)}
              />
            ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}

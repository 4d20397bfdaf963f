import { ActionIcon, Checkbox, Popover } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { usePreference } from '../lib/preference.ts'
import classes from './ColumnChooser.module.css'
import type { TableColumn } from './table-columns.ts'

type ColumnChoice = {
  /** Columns that the address asks for, `status,ownerId`; they win over those the browser keeps. */
  asked: string | undefined
  onAsk: (columns: string) => void
}

/** The columns a person wants to see in this table, kept by their browser. `usual` names those shown at first. */
export function useShownColumns<Row>(
  table: string,
  columns: readonly TableColumn<Row>[],
  usual: readonly string[],
  choice?: ColumnChoice,
): { shown: TableColumn<Row>[]; toggle: (id: string) => void } {
  const [kept, keep] = usePreference(`columns.${table}`, usual.join(' '))
  const asked = choice?.asked
  const ids = useMemo(() => asked?.split(',') ?? kept.split(' '), [asked, kept])
  const toggle = (id: string) => {
    const next = ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]
    if (asked === undefined) keep(next.join(' '))
    else choice?.onAsk(next.join(','))
  }
  // The same list as long as nothing changed: every row in sight depends on it.
  const shown = useMemo(() => columns.filter(({ id, fixed }) => fixed || ids.includes(id)), [columns, ids])
  return { shown, toggle }
}

/** What the browser keeps, as an address would ask for it. */
export function useKeptColumns(table: string, usual: readonly string[]): string {
  const [kept] = usePreference(`columns.${table}`, usual.join(' '))
  return kept.split(' ').join(',')
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

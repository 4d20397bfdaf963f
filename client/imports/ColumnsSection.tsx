import { Select } from '@mantine/core'
import { fieldsOf, type ImportField } from '#shared/imports'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import classes from './imports.module.css'
import type { Import, ImportActs } from './queries.ts'

type Column = Import['columns'][number]

/** Every column of the file with a look into it and the field it becomes. */
export function ColumnsSection({ list, acts }: { list: Import; acts: ImportActs }) {
  const columns = [...list.columns, ...(list.joinedFile?.columns ?? [])]
  return (
    <FormSection title={t('imports.columns')} detail={t('imports.columnsDetail')}>
      <ul className={classes.mapping}>
        {columns.map((column) => (
          <ColumnRow key={column.column} column={column} list={list} acts={acts} />
        ))}
      </ul>
    </FormSection>
  )
}

function ColumnRow({ column, list, acts }: { column: Column; list: Import; acts: ImportActs }) {
  const fields = fieldsOf[list.kind]
  const mapped = list.settings.columns.find((each) => each.column === column.column)
  const choose = (chosen: string | null) => {
    const field = fields.find((each) => each === chosen)
    acts.change.mutate({ columns: remapped(list.settings.columns, column.column, field) })
  }
  return (
    <li className={classes.mapRow}>
      <div className={classes.theirs}>
        <span className={classes.name}>{column.column}</span>
        <span className={classes.samples}>{column.samples.length ? column.samples.join(' · ') : t('imports.empty')}</span>
      </div>
      <Select
        aria-label={t('imports.fieldOf', { column: column.column })}
        className={classes.ours}
        placeholder={t('imports.ignored')}
        clearable
        clearButtonProps={{ 'aria-label': t('table.clearField') }}
        value={mapped?.field ?? null}
        data={fields.map((field) => ({ value: field, label: t(`imports.fields.${field}`) }))}
        onChange={choose}
      />
    </li>
  )
}

/** A field another column had moves here; only notes take several. */
function remapped(columns: Import['settings']['columns'], column: string, field: ImportField | undefined) {
  const others = columns.filter((each) => each.column !== column && (each.field !== field || field === 'notes'))
  return field ? [...others, { column, field }] : others
}

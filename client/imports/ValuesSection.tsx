import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ImportField, isListedField, isStaffField, listedFields } from '#shared/imports'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { FormSection } from '../ui/FormSection.tsx'
import classes from './imports.module.css'
import { type Import, type ImportActs, staffQuery } from './queries.ts'

type Option = { value: string; label: string }
type Rule = Import['settings']['values'][number]

/** Their words and ours, for every mapped column that holds a choice. */
export function ValuesSection({ list, acts }: { list: Import; acts: ImportActs }) {
  const columns = [...list.columns, ...(list.joinedFile?.columns ?? [])]
  const chosen = list.settings.columns.flatMap(({ column, field }) => {
    const values = columns.find((each) => each.column === column)?.values
    return values && (isListedField(field) || isStaffField(field)) ? [{ field, values }] : []
  })
  if (chosen.length === 0) return null
  return (
    <FormSection title={t('imports.values')} detail={t('imports.valuesDetail')}>
      {chosen.map(({ field, values }) => (
        <FieldValues key={field} field={field} values={values} list={list} acts={acts} />
      ))}
      <div className={classes.choice}>
        <span id="import-unlisted">{t('imports.unlisted')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="import-unlisted"
          value={list.settings.unlisted}
          onChange={(value) => acts.change.mutate({ unlisted: value === 'reject' ? 'reject' : 'default' })}
          data={[
            { value: 'default', label: t('imports.unlistedDefault') },
            { value: 'reject', label: t('imports.unlistedReject') },
          ]}
        />
      </div>
    </FormSection>
  )
}

type FieldValuesProps = { field: ImportField; values: { value: string; count: number }[]; list: Import; acts: ImportActs }

function FieldValues({ field, values, list, acts }: FieldValuesProps) {
  const options = useOptions(field)
  const rules = list.settings.values
  const set = (from: string, chosen: string | null) => {
    const to = chosen === null ? null : isStaffField(field) ? Number(chosen) : chosen
    const others = rules.filter((rule) => rule.field !== field || !same(rule.from, from))
    acts.change.mutate({ values: [...others, { field, from, to }] })
  }
  return (
    <div className={classes.valueGroup}>
      <h3 className={classes.subheading}>{t(`imports.fields.${field}`)}</h3>
      <ul className={classes.mapping}>
        {values.map(({ value, count }) => (
          <li key={value} className={classes.mapRow}>
            <div className={classes.theirs}>
              <span className={classes.name}>{value}</span>
              <span className={classes.samples}>{t('imports.valueCount', { count })}</span>
            </div>
            <Select
              aria-label={t('imports.valueOf', { field: t(`imports.fields.${field}`), value })}
              className={classes.ours}
              placeholder={t('imports.byDefault')}
              clearable
              clearButtonProps={{ 'aria-label': t('table.clearField') }}
              value={meaning(rules, field, value, options)}
              data={options}
              onChange={(chosen) => set(value, chosen)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

function useOptions(field: ImportField): Option[] {
  const staff = useQuery({ ...staffQuery, enabled: isStaffField(field) })
  if (isListedField(field)) return listedFields[field].map((value) => ({ value, label: valueWord(value) }))
  return (staff.data?.data ?? []).map((person) => ({ value: String(person.id), label: fullName(person) }))
}

/** A word of ours means itself unless a rule says otherwise. */
function meaning(rules: Rule[], field: ImportField, value: string, options: Option[]): string | null {
  const rule = rules.find((each) => each.field === field && same(each.from, value))
  if (rule) return rule.to === null ? null : String(rule.to)
  return options.find((option) => same(option.value, value))?.value ?? null
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

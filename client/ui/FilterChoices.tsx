import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import classes from './FilterBar.module.css'
import { type Filter, type FilterOption, type FilterValues, toggled } from './filters.ts'

type FilterChoicesProps = {
  filter: Extract<Filter, { kind: 'choice' }>
  values: FilterValues
  onChange: (values: FilterValues) => void
}

/** Any of a list of values, with how many rows each would leave. */
export function FilterChoices({ filter, values, onChange }: FilterChoicesProps) {
  const [search, setSearch] = useState('')
  const chosen = values[filter.name] ?? []
  const wanted = search.trim().toLowerCase()
  const shown = filter.options.filter(({ label }) => label.toLowerCase().includes(wanted))
  return (
    <fieldset className={classes.choices}>
      <legend className="visually-hidden">{filter.label}</legend>
      {filter.options.length > 8 && (
        <TextInput
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('common.search')}
          aria-label={t('common.search')}
        />
      )}
      {shown.length === 0 && <p className={classes.nothing}>{t('common.nothingFound')}</p>}
      {shown.map((option) => (
        <Checkbox
          key={option.value}
          classNames={{ body: classes.choice, labelWrapper: classes.choiceLabel }}
          checked={chosen.includes(option.value)}
          onChange={() => onChange({ ...values, [filter.name]: toggled(chosen, option.value) })}
          label={<ChoiceLabel {...option} />}
        />
      ))}
    </fieldset>
  )
}

function ChoiceLabel({ glyph, label, count: rows }: FilterOption) {
  return (
    <span className={classes.choiceWords}>
      {glyph}
      <span>{label}</span>
      {rows !== undefined && <span className={classes.choiceCount}>{count(rows)}</span>}
    </span>
  )
}

import { Checkbox, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { dateOrders, duplicateRules, matchers, type RequiredField, requiredFields } from '#shared/imports'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { FormSection } from '../ui/FormSection.tsx'
import classes from './imports.module.css'
import { type Import, type ImportActs, staffQuery } from './queries.ts'

type Props = { list: Import; acts: ImportActs }

export function RulesSection({ list, acts }: Props) {
  const { settings } = list
  return (
    <FormSection title={t('imports.rules')} detail={t('imports.rulesDetail')}>
      <Recognition list={list} acts={acts} />
      <AssignTo list={list} acts={acts} />
      {requiredFields.map((field) => (
        <MissingRule key={field} field={field} list={list} acts={acts} />
      ))}
      <TextInput
        key={settings.country}
        className={classes.field}
        label={t('imports.country')}
        description={t('imports.countryDetail')}
        defaultValue={settings.country}
        maxLength={2}
        onBlur={({ currentTarget: { value } }) =>
          value.toUpperCase() !== settings.country && acts.change.mutate({ country: value.toUpperCase() })
        }
      />
      <Choice label={t('imports.dateOrder')}>
        {(labelled) => (
          <SegmentedControl
            size="xs"
            aria-labelledby={labelled}
            value={settings.dateOrder}
            onChange={(value) => acts.change.mutate({ dateOrder: dateOrders.find((each) => each === value) })}
            data={dateOrders.map((value) => ({ value, label: t(`imports.dateOrders.${value}`) }))}
          />
        )}
      </Choice>
      <Switch
        label={t('imports.stripDigits')}
        checked={settings.stripDigits}
        onChange={({ currentTarget: { checked } }) => acts.change.mutate({ stripDigits: checked })}
      />
    </FormSection>
  )
}

function Recognition({ list: { settings }, acts }: Props) {
  return (
    <>
      <Choice label={t('imports.duplicates')}>
        {(labelled) => (
          <SegmentedControl
            size="xs"
            aria-labelledby={labelled}
            value={settings.duplicates}
            onChange={(value) => acts.change.mutate({ duplicates: duplicateRules.find((each) => each === value) })}
            data={duplicateRules.map((value) => ({ value, label: t(`imports.duplicateRules.${value}`) }))}
          />
        )}
      </Choice>
      <Checkbox.Group
        label={t('imports.matchBy')}
        value={settings.matchBy}
        onChange={(chosen) => acts.change.mutate({ matchBy: matchers.filter((each) => chosen.includes(each)) })}
      >
        <div className={classes.checks}>
          {matchers.map((matcher) => (
            <Checkbox key={matcher} value={matcher} label={t(`imports.matchers.${matcher}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  )
}

function AssignTo({ list: { kind, settings }, acts }: Props) {
  const staff = useQuery(staffQuery)
  return (
    <Select
      className={classes.field}
      label={t(`imports.assignTo.${kind}`)}
      placeholder={t('imports.nobody')}
      clearable
      clearButtonProps={{ 'aria-label': t('table.clearField') }}
      searchable
      value={settings.assignTo === null ? null : String(settings.assignTo)}
      data={(staff.data?.data ?? []).map((person) => ({ value: String(person.id), label: fullName(person) }))}
      onChange={(chosen) => acts.change.mutate({ assignTo: chosen === null ? null : Number(chosen) })}
    />
  )
}

function MissingRule({ field, list: { settings }, acts }: Props & { field: RequiredField }) {
  const template = settings.missing.find((rule) => rule.field === field)?.template ?? ''
  const save = (typed: string) => {
    if (typed.trim() === template) return
    const others = settings.missing.filter((rule) => rule.field !== field)
    acts.change.mutate({ missing: typed.trim() ? [...others, { field, template: typed.trim() }] : others })
  }
  return (
    <TextInput
      key={template}
      className={classes.field}
      label={t(`imports.missing.${field}`)}
      description={field === 'email' ? t('imports.missingDetail') : undefined}
      defaultValue={template}
      onBlur={({ currentTarget: { value } }) => save(value)}
    />
  )
}

function Choice({ label, children }: { label: string; children: (labelled: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={classes.choice}>
      <span id={id}>{label}</span>
      {children(id)}
    </div>
  )
}

import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Item, Option } from '#shared/questionnaires'
import { useLanguage } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import type { Change } from './draft.ts'
import classes from './questionnaires.module.css'

type OptionsProps = { item: Item; onChange: (change: Change<Item>) => void }

/** The choices of a question, in the order in which they are offered. */
export function OptionsForm({ item: { type, options = [], none }, onChange }: OptionsProps) {
  const spoken = useLanguage()
  const change = (at: number, given: Partial<Option>) =>
    onChange({ options: options.map((option, place) => (place === at ? { ...option, ...given } : option)) })
  const add = () => {
    const taken = new Set(options.map(({ code }) => code))
    let at = options.length + 1
    while (taken.has(`choice_${at}`)) at += 1
    onChange({ options: [...options, { code: `choice_${at}`, label: { en: '', es: '' } }] })
  }
  return (
    <fieldset className={classes.group}>
      <legend>{t('questionnaires.options')}</legend>
      {options.map(({ code, label }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice's name is being typed, it cannot be its key.
        <div key={at} className={classes.option}>
          <TextInput
            aria-label={t('questionnaires.optionEn', { at: at + 1 })}
            lang="en"
            value={label.en}
            onChange={(event) => change(at, { label: { ...label, en: event.currentTarget.value } })}
          />
          <TextInput
            aria-label={t('questionnaires.optionEs', { at: at + 1 })}
            lang="es"
            value={label.es}
            onChange={(event) => change(at, { label: { ...label, es: event.currentTarget.value } })}
          />
          <TextInput
            aria-label={t('questionnaires.optionCode', { at: at + 1 })}
            value={code}
            onChange={(event) => change(at, { code: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t('questionnaires.removeOption', { at: at + 1 })}
            disabled={options.length <= 2}
            onClick={() => onChange({ options: options.filter((_, place) => place !== at) })}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="subtle" size="compact-xs" onClick={add}>
        {t('questionnaires.addOption')}
      </Button>
      {type === 'multiple' && (
        <Select
          label={t('questionnaires.none')}
          clearable
          clearButtonProps={{ 'aria-label': t('table.clearField') }}
          value={none ?? null}
          data={options.map(({ code, label }) => ({ value: code, label: label[spoken] || code }))}
          onChange={(value) => onChange({ none: value ?? undefined })}
        />
      )}
    </fieldset>
  )
}

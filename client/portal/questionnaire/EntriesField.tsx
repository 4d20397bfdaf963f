import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { type Allergy, longestAnswer, type Medication, mostEntries } from '#shared/questionnaires'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import type { ItemProps } from './ItemField.tsx'
import classes from './questionnaire.module.css'

type Entry = Record<string, string>
type EntriesProps = ItemProps & {
  entries: readonly (Medication | Allergy)[]
  shared: { label: string; hint: string | undefined; error: string | undefined }
}

const lists = {
  medications: { fields: ['name', 'dose', 'often'], words: { name: 'medication', dose: 'dose', often: 'often' }, add: 'addMedication' },
  allergies: { fields: ['substance', 'reaction'], words: { substance: 'substance', reaction: 'reaction' }, add: 'addAllergy' },
} as const

/** A list of medications or allergies: one small form an entry, as many as they have. */
export function EntriesField({ item, entries, shared, onAnswer, onLeave }: EntriesProps) {
  const place = useRef<HTMLFieldSetElement>(null)
  const kind = item.type === 'medications' ? 'medications' : 'allergies'
  const { fields, add } = lists[kind]
  const blank = (): Entry => Object.fromEntries(fields.map((field) => [field, '']))
  const rows: Entry[] = entries.length ? entries.map((entry) => ({ ...entry })) : [blank()]
  const store = (next: Entry[]) => {
    const kept = next.length === 1 && isBlank(next[0]) ? [] : next
    onAnswer(kept.length ? (kept as unknown as Medication[] | Allergy[]) : undefined)
  }
  const more = () => {
    store([...rows, blank()])
    // The new form is there after the next paint.
    requestAnimationFrame(() => [...(place.current?.querySelectorAll<HTMLInputElement>('[data-first] input') ?? [])].at(-1)?.focus())
  }
  return (
    <fieldset ref={place} className={classes.entries}>
      <legend className={classes.legend}>{shared.label}</legend>
      {shared.hint && <p className={classes.hint}>{shared.hint}</p>}
      {rows.map((row, at) => (
        <EntryForm
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own, and their fields are controlled.
          key={at}
          kind={kind}
          row={row}
          at={at}
          onLeave={onLeave}
          onChange={(next) => store(rows.map((each, place) => (place === at ? next : each)))}
          onRemove={rows.length > 1 || !isBlank(row) ? () => store(rows.filter((_, place) => place !== at)) : undefined}
        />
      ))}
      {shared.error && (
        <p className={classes.error} role="alert">
          {shared.error}
        </p>
      )}
      <Button onClick={more} disabled={rows.length >= mostEntries || isBlank(rows.at(-1))}>
        <IconPlus size={18} stroke={1.75} aria-hidden />
        {t(`questionnaire.${add}`)}
      </Button>
    </fieldset>
  )
}

const isBlank = (row: Entry | undefined) => row === undefined || Object.values(row).every((value) => value.trim() === '')

type EntryFormProps = {
  kind: keyof typeof lists
  row: Entry
  at: number
  onChange: (row: Entry) => void
  onRemove: (() => void) | undefined
  onLeave: () => void
}

function EntryForm({ kind, row, at, onChange, onRemove, onLeave }: EntryFormProps) {
  const words: Readonly<Record<string, 'medication' | 'dose' | 'often' | 'substance' | 'reaction'>> = lists[kind].words
  const name = t(kind === 'medications' ? 'questionnaire.medication' : 'questionnaire.substance')
  const label = t('questionnaire.entry', { name, number: at + 1 })
  return (
    <div className={classes.entry} role="group" aria-label={label}>
      {lists[kind].fields.map((field, place) => (
        <div key={field} data-first={place === 0 || undefined}>
          <Field
            label={t(`questionnaire.${words[field] ?? 'medication'}`)}
            value={row[field] ?? ''}
            maxLength={longestAnswer.entry}
            onChange={(value) => onChange({ ...row, [field]: value })}
            onBlur={onLeave}
          />
        </div>
      ))}
      {onRemove && (
        <Button look="plain" onClick={onRemove} aria-label={`${t('questionnaire.remove')}: ${label}`}>
          <IconTrash size={18} stroke={1.75} aria-hidden />
          {t('questionnaire.remove')}
        </Button>
      )}
    </div>
  )
}

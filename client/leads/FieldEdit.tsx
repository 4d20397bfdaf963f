/** A field of a lead, edited where it stands. */
import type { ReactNode } from 'react'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { usePersonOptions } from '../records/person-options.tsx'
import { useListChoices } from '../records/value-lists.ts'
import { InlineSelect } from '../ui/InlineSelect.tsx'
import { InlineText } from '../ui/InlineText.tsx'
import { type Control, type LeadField } from './fields.tsx'
import { type Lead } from './queries.ts'
import type { SaveLead } from './saving.ts'

type FieldEditProps = {
  field: LeadField
  lead: Lead
  save: SaveLead
  /** How the value looks at rest; as everywhere by default. */
  children?: ReactNode
}

export function FieldEdit({ field, lead, save, children }: FieldEditProps) {
  const shown = children ?? field.show(lead)
  const label = t('leads.edited', { field: t(field.label), name: fullName(lead) })
  const { control } = field
  if (!control) return shown
  if (control.kind === 'person')
    return (
      <PersonEdit control={control} lead={lead} save={save} label={label}>
        {shown}
      </PersonEdit>
    )
  if (control.kind === 'list')
    return (
      <ListEdit control={control} lead={lead} save={save} label={label}>
        {shown}
      </ListEdit>
    )
  if (control.kind === 'choice')
    return (
      <InlineSelect
        label={label}
        value={String(lead[field.name] ?? '')}
        options={control.options()}
        onChange={(value) => void save(lead, control.change(value))}
      >
        {shown}
      </InlineSelect>
    )
  return <TextEdit control={control} lead={lead} save={save} label={label} shown={shown} />
}

type TextEditProps = Omit<FieldEditProps, 'field'> & { control: Extract<Control, { kind: 'text' }>; label: string; shown: ReactNode }

function TextEdit({ control, lead, save, label, shown }: TextEditProps) {
  const { name, type, maxLength, required, lines } = control
  const value = lead[name] ?? ''
  return (
    <InlineText
      label={label}
      value={value}
      type={type}
      maxLength={maxLength}
      required={required}
      lines={lines}
      placeholder={t('common.add')}
      onSave={(text) => void save(lead, { [name]: text === '' ? null : text })}
    >
      {value ? shown : undefined}
    </InlineText>
  )
}

type PersonEditProps = { control: Extract<Control, { kind: 'person' }>; lead: Lead; save: SaveLead; label: string; children: ReactNode }

function PersonEdit({ control: { name, coaches }, lead, save, label, children }: PersonEditProps) {
  const options = usePersonOptions(coaches ? 'coaches' : 'everyone')
  return (
    <InlineSelect
      label={label}
      value={String(lead[name] ?? '')}
      options={options}
      onChange={(value) => void save(lead, { [name]: value === '' ? null : Number(value) })}
    >
      {children}
    </InlineSelect>
  )
}

type ListEditProps = { control: Extract<Control, { kind: 'list' }>; lead: Lead; save: SaveLead; label: string; children: ReactNode }

function ListEdit({ control: { list, name }, lead, save, label, children }: ListEditProps) {
  const options = useListChoices(list, lead[name])
  return (
    <InlineSelect
      label={label}
      value={lead[name] ?? ''}
      options={options}
      onChange={(value) => void save(lead, { [name]: value === '' ? null : value })}
    >
      {children}
    </InlineSelect>
  )
}

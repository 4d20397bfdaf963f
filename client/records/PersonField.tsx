import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { useSettled } from '../lib/settled.ts'
import { type PersonHit, PersonOption } from './PersonOption.tsx'
import type { QuickAddFor } from './tasks/quick-add.ts'

export type Chosen = QuickAddFor
type PersonFieldProps = {
  label: string
  hint: string
  value: Chosen | undefined
  onChange: (person: Chosen | undefined) => void
  error?: string | undefined
  onlyLeads?: boolean
  /** Also takes the number of a record, as it stands in its page's address. */
  byNumber?: boolean
}

type Hit = ApiReply<'GET /search'>['data'][number]
const isPerson = (hit: Hit): hit is PersonHit => hit.entityType !== 'task'

const peopleLikeQuery = (q: string) =>
  queryOptions({
    queryKey: ['leads', 'search', q],
    queryFn: async ({ signal }) => (await call('GET /search', { query: { q, limit: 8 }, signal })).data.filter(isPerson),
    enabled: q.trim().length > 0,
    placeholderData: keepPreviousData,
  })

/** A lead or a patient, found by a few letters. */
export function PersonField({ label, hint, value, onChange, error, onlyLeads = false, byNumber = false }: PersonFieldProps) {
  const [text, setText] = useState(value?.name ?? '')
  const box = useCombobox()
  const { data = [], isFetching } = useQuery(peopleLikeQuery(useSettled(text, 150)))
  const people = data.filter((hit) => !onlyLeads || hit.entityType === 'lead')
  const numbered = byNumber ? recordsOfNumber(text) : []
  const choose = (key: string) => {
    const hit = people.find((each) => keyOf(each) === key)
    const person = hit
      ? { kind: hit.entityType, id: hit.id, name: fullName(hit) }
      : numbered.find(({ kind, id }) => `number ${kind} ${id}` === key)
    if (!person) return
    setText(person.name)
    onChange(person)
    box.closeDropdown()
  }
  return (
    <Combobox store={box} onOptionSubmit={choose} shadow="md">
      <Combobox.Target>
        <TextInput
          label={label}
          placeholder={hint}
          error={error}
          value={text}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value)
            onChange(undefined)
            box.openDropdown()
          }}
          onFocus={() => text && !value && box.openDropdown()}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === '' || value !== undefined}>
        <Combobox.Options aria-label={label} mah={240} style={{ overflowY: 'auto' }}>
          {people.length + numbered.length === 0 && (
            <Combobox.Empty>{t(isFetching ? 'common.loading' : 'common.nothingFound')}</Combobox.Empty>
          )}
          {people.map((hit) => (
            <Combobox.Option key={keyOf(hit)} value={keyOf(hit)}>
              <PersonOption hit={hit} />
            </Combobox.Option>
          ))}
          {numbered.map(({ kind, id, name }) => (
            <Combobox.Option key={kind} value={`number ${kind} ${id}`}>
              {name}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** The lead and the patient of a number; whether there are such shows when one is chosen. */
function recordsOfNumber(text: string): Chosen[] {
  const id = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  if (id === 0) return []
  return [
    { kind: 'lead', id, name: t('duplicates.leadNumber', { id: String(id) }) },
    { kind: 'contact', id, name: t('duplicates.contactNumber', { id: String(id) }) },
  ]
}

const keyOf = ({ entityType, id }: PersonHit) => `${entityType} ${id}`

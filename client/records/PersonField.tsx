import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { useSettled } from '../lib/settled.ts'
import { valueWord } from '../lib/value-words.ts'
import type { QuickAddFor } from './tasks/quick-add.ts'

export type Chosen = QuickAddFor
type PersonFieldProps = {
  label: string
  hint: string
  value: Chosen | undefined
  onChange: (person: Chosen | undefined) => void
  error?: string | undefined
  onlyLeads?: boolean
}

type Hit = ApiReply<'GET /search'>['data'][number]
type PersonHit = Exclude<Hit, { entityType: 'task' }>
const isPerson = (hit: Hit): hit is PersonHit => hit.entityType !== 'task'

const peopleLikeQuery = (q: string) =>
  queryOptions({
    queryKey: ['leads', 'search', q],
    queryFn: async ({ signal }) => (await call('GET /search', { query: { q, limit: 8 }, signal })).data.filter(isPerson),
    enabled: q.trim().length > 0,
    placeholderData: keepPreviousData,
  })

/** A lead or a patient, found by a few letters. */
export function PersonField({ label, hint, value, onChange, error, onlyLeads = false }: PersonFieldProps) {
  const [text, setText] = useState(value?.name ?? '')
  const box = useCombobox()
  const { data = [], isFetching } = useQuery(peopleLikeQuery(useSettled(text, 150)))
  const people = data.filter((hit) => !onlyLeads || hit.entityType === 'lead')
  const choose = (key: string) => {
    const hit = people.find((each) => keyOf(each) === key)
    if (!hit) return
    setText(fullName(hit))
    onChange({ kind: hit.entityType, id: hit.id, name: fullName(hit) })
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
          {people.length === 0 && <Combobox.Empty>{t(isFetching ? 'common.loading' : 'common.nothingFound')}</Combobox.Empty>}
          {people.map((hit) => (
            <Combobox.Option key={keyOf(hit)} value={keyOf(hit)}>
              {fullName(hit)} · {valueWord(hit.entityType === 'lead' ? hit.status : hit.stage)}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

const keyOf = ({ entityType, id }: PersonHit) => `${entityType} ${id}`

import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { useSettled } from '../lib/settled.ts'
import { valueWord } from '../lib/value-words.ts'
import { useActor } from './people.ts'
import { type PersonHit, peopleLikeQuery } from './queries.ts'

export type Chosen = { kind: 'lead' | 'contact'; id: number; name: string }
type PersonFieldProps = { value: Chosen | undefined; onChange: (person: Chosen | undefined) => void; error?: string | undefined }

/** Whom a visit is with, found by a few letters. */
export function PersonField({ value, onChange, error }: PersonFieldProps) {
  const [text, setText] = useState(value?.name ?? '')
  const box = useCombobox()
  const { data = [], isFetching } = useQuery(peopleLikeQuery(useSettled(text, 150)))
  const onlyLeads = useActor().role === 'SDR' && !policy.appointment.create({ userId: 0, role: 'SDR' }, { leadId: null })
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
          label={t('calendar.person')}
          placeholder={t('calendar.personHint')}
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
        <Combobox.Options aria-label={t('calendar.person')} mah={240} style={{ overflowY: 'auto' }}>
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

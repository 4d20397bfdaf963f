/** Choices for the fields whose lists the clinic keeps itself. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApiReply } from '#shared/api'
import type { ValueList } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'

type Entry = ApiReply<'GET /value-lists'>['lead_type'][number]
type Choice = { value: string; label: string }

const none: readonly Entry[] = []

const listsQuery = queryOptions({
  queryKey: ['settings', 'value-lists'],
  queryFn: ({ signal }) => call('GET /value-lists', { signal }),
  staleTime: 5 * 60_000,
})

const useEntries = (list: ValueList): readonly Entry[] => useQuery(listsQuery).data?.[list] ?? none

/** What is offered now, what the record has although it is offered no more, and nothing at all. */
export function useListChoices(list: ValueList, current: string | null): Choice[] {
  const entries = useEntries(list)
  return useMemo(() => {
    const offered = entries.filter(({ isRetired }) => !isRetired).map(({ value }) => value)
    const values = current === null || offered.includes(current) ? offered : [...offered, current]
    return [...values.map(asChoice), { value: '', label: t('leads.notSet') }]
  }, [entries, current])
}

/** For filters: retired ones too, records still have them. */
export function useListFilter(list: ValueList): Choice[] {
  const entries = useEntries(list)
  return useMemo(() => [...entries.map(({ value }) => asChoice(value)), { value: 'none', label: t('leads.notSet') }], [entries])
}

const asChoice = (value: string): Choice => ({ value, label: valueWord(value) })

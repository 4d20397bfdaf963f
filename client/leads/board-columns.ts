/** The columns of the board with their loaded cards. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type LeadStatus, leadStatuses } from '#shared/values'
import { boardQuery } from './queries.ts'
import type { LeadQuery } from './search.ts'

const [first, second, third, fourth, fifth] = leadStatuses

/** The columns of the board; a filter on the status leaves only its own. */
export function useBoardColumns(query: LeadQuery, on: boolean) {
  const wanted = query.status
  const { status: _status, ...rest } = query
  // Five statuses, five lists: hooks cannot be called in a loop.
  const columns = [
    useColumn(rest, first, on),
    useColumn(rest, second, on),
    useColumn(rest, third, on),
    useColumn(rest, fourth, on),
    useColumn(rest, fifth, on),
  ]
  return columns.filter(({ status }) => !wanted || wanted.includes(status))
}

export type LoadedColumn = ReturnType<typeof useColumn>

function useColumn(query: LeadQuery, status: LeadStatus, on: boolean) {
  const wanted = !query.status || query.status.includes(status)
  const list = useInfiniteQuery({ ...boardQuery(query, status), enabled: on && wanted })
  const cards = useMemo(() => list.data?.pages.flatMap(({ data }) => data) ?? [], [list.data])
  return { status, list, cards }
}

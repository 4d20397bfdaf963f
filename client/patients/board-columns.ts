/** The columns of the board with their loaded cards: the stages in use, or the five groups. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { type ContactStage, contactStages } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { groupLooks, groupOf, type StageGroup, stageGroups, stagesOfGroup } from '../records/stages.tsx'
import { columnQuery, type PatientCard } from './queries.ts'
import { listQuery, type PatientsSearch } from './search.ts'

type Wanted = { id: string; title: string; group: StageGroup; stages: readonly ContactStage[] }

/** Stages with patients in them and those that a filter names; all of them when asked for. */
export function wantedColumns(search: PatientsSearch, counts: ReadonlyMap<string, number> | undefined): Wanted[] {
  if (search.by === 'group')
    return stageGroups.map((group) => {
      const all = stagesOfGroup[group].filter((stage) => stage !== null)
      const stages = search.stage ? all.filter((stage) => search.stage?.includes(stage)) : all
      return { id: group, title: t(groupLooks[group].label), group, stages }
    })
  const asked = search.stage ?? contactStages
  const shown = search.stages === 'all' || !counts ? asked : asked.filter((stage) => (counts.get(stage) ?? 0) > 0)
  return shown.map((stage) => ({ id: stage, title: valueWord(stage), group: groupOf(stage), stages: [stage] }))
}

export function useBoardColumns(search: PatientsSearch, counts: ReadonlyMap<string, number> | undefined) {
  const queries = useQueryClient()
  const loading = useRef(new Set<string>())
  const on = search.view === 'board' && counts !== undefined
  const { stage: _stage, ...query } = listQuery(search)
  const wanted = on ? wantedColumns(search, counts).filter(({ stages }) => stages.length > 0) : []
  const results = useQueries({ queries: wanted.map(({ stages }) => columnQuery(query, stages)) })
  const loadMore = async (stages: readonly ContactStage[], cursor: string) => {
    if (loading.current.has(cursor)) return
    loading.current.add(cursor)
    const next = await call('GET /contacts/board', { query: { ...query, stage: [...stages], limit: 100, cursor } }).catch(() => undefined)
    loading.current.delete(cursor)
    if (!next) return
    queries.setQueryData(columnQuery(query, stages).queryKey, (page) => page && { ...next, data: [...page.data, ...next.data] })
  }
  return wanted.map((column, at) => {
    const { data, isPending = true, isError = false, error = null, refetch } = results[at] ?? {}
    const cursor = data?.nextCursor
    return {
      ...column,
      cards: data?.data ?? none,
      count: column.stages.reduce((sum, stage) => sum + (counts?.get(stage) ?? 0), 0),
      more: { has: !!cursor, loading: isPending, failed: isError, load: () => void (cursor && loadMore(column.stages, cursor)) },
      isPending,
      isError,
      error,
      retry: () => void refetch?.(),
    }
  })
}
export type LoadedColumn = ReturnType<typeof useBoardColumns>[number]

const none: readonly PatientCard[] = []

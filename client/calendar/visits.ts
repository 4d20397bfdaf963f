/** Visits booked, moved, kept, missed, cancelled: shown at once, taken back with the reason if refused. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ApiInput, ApiReply } from '#shared/api'
import { call, callForRow } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { keep } from '../records/page/keep.ts'
import { toast } from '../ui/toast.ts'
import { type Visit, visitsKey } from './queries.ts'

export type NewVisit = ApiInput<'POST /appointments'>['body']
export type VisitChanges = ApiInput<'PATCH /appointments/:id'>['body']
type Appointment = ApiReply<'GET /appointments/:id'>
type Visits = ApiReply<'GET /calendar'>

/** Puts a change over a visit wherever it is shown. */
function show(queries: QueryClient, id: number, changes: Partial<Appointment>) {
  queries.setQueriesData<Visits>(
    { queryKey: visitsKey },
    (visits) => visits && { ...visits, data: visits.data.map((each) => (each.id === id ? { ...each, ...changes } : each)) },
  )
}

const refresh = (queries: QueryClient) => void queries.invalidateQueries({ queryKey: ['appointments'] })

export function useBookVisit() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewVisit) => call('POST /appointments', { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => refresh(queries),
  })
}

/** Whether it moved, and not what a colleague made of it stayed. Throws when it is refused, with the old place shown again; whoever moves says why. */
export function useMoveVisit(): (visit: Visit, changes: VisitChanges) => Promise<boolean> {
  const queries = useQueryClient()
  return useCallback(
    async (visit, { overbookReason, ...changes }) => {
      const { scheduledAt, duration, userId, title, meetingLink } = visit
      await queries.cancelQueries({ queryKey: visitsKey })
      show(queries, visit.id, changes)
      try {
        const { row, isMine } = await moveVisit(visit, changes, overbookReason)
        show(queries, visit.id, row)
        return isMine
      } catch (error) {
        show(queries, visit.id, { scheduledAt, duration, userId, title, meetingLink })
        throw error
      } finally {
        refresh(queries)
      }
    },
    [queries],
  )
}

function moveVisit(seen: Visit, mine: VisitChanges, overbookReason: VisitChanges['overbookReason']) {
  const params = { id: seen.id }
  const body = overbookReason ? { ...mine, overbookReason } : mine
  return keep({
    of: `visit ${seen.id}`,
    name: seen.title,
    seen,
    mine,
    read: () => callForRow('GET /appointments/:id', { params }),
    patch: (ifMatch) => call('PATCH /appointments/:id', { params, body, ifMatch }),
  })
}

const acts = {
  complete: { status: 'Completed', send: (id: number) => call('PUT /appointments/:id/completion', { params: { id } }) },
  missed: { status: 'No Show', send: (id: number) => call('PUT /appointments/:id/no-show', { params: { id }, body: undefined }) },
  unmissed: { status: 'Scheduled', send: (id: number) => call('DELETE /appointments/:id/no-show', { params: { id }, body: undefined }) },
  cancel: {
    status: 'Cancelled',
    send: (id: number, reason?: string) =>
      call('PUT /appointments/:id/cancellation', { params: { id }, body: reason ? { reason } : undefined }),
  },
  uncancel: {
    status: 'Scheduled',
    send: (id: number) => call('DELETE /appointments/:id/cancellation', { params: { id }, body: undefined }),
  },
  reopen: { status: 'Scheduled', send: (id: number) => call('PATCH /appointments/:id', { params: { id }, body: { status: 'Scheduled' } }) },
} as const
export type VisitAct = keyof typeof acts

const undoOf = { complete: 'reopen', missed: 'unmissed', cancel: 'uncancel' } as const
const words = { complete: 'calendar.completed', missed: 'calendar.missed', cancel: 'calendar.cancelled' } as const

export function useVisitAct(): (visit: Visit, act: VisitAct, reason?: string) => Promise<boolean> {
  const queries = useQueryClient()
  return useCallback((visit, act, reason) => run(queries, visit, { act, reason }), [queries])
}

async function run(queries: QueryClient, visit: Visit, { act, reason }: { act: VisitAct; reason?: string | undefined }): Promise<boolean> {
  const { status, send } = acts[act]
  show(queries, visit.id, { status })
  try {
    show(queries, visit.id, await send(visit.id, reason))
  } catch (error) {
    show(queries, visit.id, { status: visit.status })
    toast({ text: t('calendar.refused', { why: explainShortly(error) }), refused: true })
    return false
  } finally {
    refresh(queries)
  }
  if (act in undoOf) {
    const undone = undoOf[act as keyof typeof undoOf]
    toast({ text: t(words[act as keyof typeof words]), undo: () => void run(queries, { ...visit, status }, { act: undone }) })
  }
  return true
}

/** The next step after nobody came: somebody calls. Due as its priority says. */
export function useCallBack() {
  return useMutation({
    mutationFn: ({ leadId, contactId, userId }: Visit) =>
      call('POST /tasks', {
        body: { title: t('calendar.callBackTask'), priority: 'High', leadId, contactId, assignedToId: userId },
      }),
    onSuccess: () => toast({ text: t('calendar.callBackSet') }),
    onError: (error) => toast({ text: t('calendar.refused', { why: explainShortly(error) }), refused: true }),
  })
}

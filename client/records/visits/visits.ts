/** A person's appointments: booked, cancelled, kept or missed. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput } from '#shared/api'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import { visitsQuery } from '../queries.ts'
import { type RecordRef, recordKey, recordsOf, type Visit } from '../record.ts'

export type NewVisit = ApiInput<'POST /appointments'>['body']

export function useBookVisit(record: RecordRef) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewVisit) => call('POST /appointments', { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: recordKey(record) }),
  })
}

export type VisitAct = 'complete' | 'cancel' | 'missed' | 'reinstate'

const acts = {
  complete: (id: number) => call('PUT /appointments/:id/completion', { params: { id } }),
  cancel: (id: number) => call('PUT /appointments/:id/cancellation', { params: { id }, body: undefined }),
  missed: (id: number) => call('PUT /appointments/:id/no-show', { params: { id }, body: undefined }),
  reinstate: (id: number) => call('DELETE /appointments/:id/cancellation', { params: { id }, body: undefined }),
}

export function useVisitAct(): (visit: Visit, act: VisitAct) => void {
  const queries = useQueryClient()
  const run = async (visit: Visit, what: VisitAct) => {
    try {
      const after = await acts[what](visit.id)
      for (const record of recordsOf(visit)) {
        queries.setQueryData(visitsQuery(record).queryKey, (visits) => visits?.map((each) => (each.id === after.id ? after : each)))
        void queries.invalidateQueries({ queryKey: recordKey(record) })
      }
      if (what === 'cancel') toast({ text: t('leadVisits.cancelled'), undo: () => void run(after, 'reinstate') })
    } catch (error) {
      toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    }
  }
  return (visit, what) => void run(visit, what)
}

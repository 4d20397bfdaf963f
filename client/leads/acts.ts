/** What is done with a whole lead: claimed, given back, converted. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, callForRow } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { toast } from '../ui/toast.ts'
import { showChange, showRow } from './cache.ts'
import { type Lead, type LeadCard, recordKey } from './queries.ts'

type Named = Lead | LeadCard

/** Shown as mine at once; if somebody was faster, the answer says who. */
export function useClaim(me: number): (lead: Named) => Promise<void> {
  const queries = useQueryClient()
  return async (lead) => {
    const { id, ownerId } = lead
    showChange(queries, id, { ownerId: me })
    try {
      const { row, etag } = await callForRow('PUT /leads/:id/claim', { params: { id } })
      showRow(queries, row, etag)
      toast({ text: t('lead.claimed', { name: fullName(lead) }), undo: () => void release(queries, lead) })
    } catch (error) {
      showChange(queries, id, { ownerId })
      toast({
        text: isStatus(error, 409) ? t('lead.taken', { detail: explainShortly(error) }) : t('lead.refused', { why: explainShortly(error) }),
        refused: true,
      })
    }
    void queries.invalidateQueries({ queryKey: recordKey(id) })
    void queries.invalidateQueries({ queryKey: ['leads'] })
  }
}

export function useRelease(): (lead: Named) => Promise<void> {
  const queries = useQueryClient()
  return (lead) => release(queries, lead)
}

async function release(queries: QueryClient, lead: Named) {
  try {
    const { row, etag } = await callForRow('DELETE /leads/:id/claim', { params: { id: lead.id } })
    showRow(queries, row, etag)
    toast({ text: t('lead.released', { name: fullName(lead) }) })
  } catch (error) {
    toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
  }
}

export function useConvert(lead: Lead) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { healthCoachId?: number; reason?: string }) =>
      call('POST /leads/:id/conversion', { params: { id: lead.id }, body }),
    onSuccess: () => {
      toast({ text: t('conversion.done', { name: fullName(lead) }) })
      return queries.invalidateQueries({ queryKey: recordKey(lead.id) })
    },
  })
}

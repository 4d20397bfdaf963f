/** What is done with a whole lead: claimed, given back, deleted, restricted, converted. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, callForRow } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { confirm } from '../ui/confirm.ts'
import { toast } from '../ui/toast.ts'
import { dropRow, showChange, showRow } from './cache.ts'
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

/** Asks once; an Admin may take it back at once, everybody else is told who can. */
export function useDeleteLead(isAdmin: boolean): (lead: Lead) => Promise<boolean> {
  const queries = useQueryClient()
  return async (lead) => {
    const name = fullName(lead)
    const sure = await confirm({
      title: t('lead.deleteTitle', { name }),
      detail: t('lead.deleteDetail'),
      action: t('lead.delete'),
      danger: true,
    })
    if (!sure) return false
    try {
      await call('DELETE /leads/:id', { params: { id: lead.id } })
    } catch (error) {
      toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
      return false
    }
    dropRow(queries, lead.id)
    void queries.invalidateQueries({ queryKey: ['leads'] })
    toast(
      isAdmin ? { text: t('lead.deleted', { name }), undo: () => void restore(queries, lead) } : { text: t('lead.deletedHint', { name }) },
    )
    return true
  }
}

async function restore(queries: QueryClient, lead: Lead) {
  try {
    const { data } = await call('GET /deleted-records', { query: { entityType: ['lead'], entityId: [lead.id] } })
    const record = data[0]
    if (!record) return
    await call('POST /deleted-records/:id/restoration', { params: { id: record.id } })
    toast({ text: t('lead.restored', { name: fullName(lead) }) })
    await queries.invalidateQueries()
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

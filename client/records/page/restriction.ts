/** Hiding a record from all but its own, and showing it again. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import { type RecordRef, recordKey } from '../record.ts'

export function useRestrict({ kind, id }: RecordRef) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) =>
      kind === 'lead'
        ? call('PUT /leads/:id/restriction', { params: { id }, body: { reason } })
        : call('PUT /contacts/:id/restriction', { params: { id }, body: { reason } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: recordKey({ kind, id }) }),
  })
}

export function useUnrestrict(): (record: RecordRef, name: string) => Promise<void> {
  const queries = useQueryClient()
  return async ({ kind, id }, name) => {
    const params = { id }
    try {
      await (kind === 'lead' ? call('DELETE /leads/:id/restriction', { params }) : call('DELETE /contacts/:id/restriction', { params }))
      toast({ text: t('lead.unrestricted', { name }) })
    } catch (error) {
      toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    }
    await queries.invalidateQueries({ queryKey: recordKey({ kind, id }) })
  }
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { recordKey } from '../record.ts'

/** A signature that no longer counts stays readable, with the reason. It cannot be taken back: the patient signs anew. */
export function VoidSignatureDialog({ leadId, signatureId, onClose }: { leadId: number; signatureId: number; onClose: () => void }) {
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (reason: string) => call('PUT /signatures/:id/void', { params: { id: signatureId }, body: { reason } }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: recordKey({ kind: 'lead', id: leadId }) })
    },
  })
  return (
    <ReasonDialog
      title={t('way.voidTitle')}
      detail={t('way.voidDetail')}
      label={t('way.voidReason')}
      action={t('way.makeVoid')}
      act={act}
      onSubmit={(reason) => act.mutate(reason)}
      onClose={onClose}
    />
  )
}

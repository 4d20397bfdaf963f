/** Deleting a patient, and taking it back. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { confirm } from '../ui/confirm.ts'
import { toast } from '../ui/toast.ts'
import { forgetLists } from './cache.ts'
import type { Patient } from './queries.ts'

/** Asks once; an Admin may take it back at once, everybody else is told who can. */
export function useDeletePatient(isAdmin: boolean): (patient: Patient) => Promise<boolean> {
  const queries = useQueryClient()
  return async (patient) => {
    const name = fullName(patient)
    const sure = await confirm({
      title: t('lead.deleteTitle', { name }),
      detail: t('patient.deleteDetail'),
      action: t('lead.delete'),
      danger: true,
    })
    if (!sure) return false
    try {
      await call('DELETE /contacts/:id', { params: { id: patient.id } })
    } catch (error) {
      toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
      return false
    }
    void forgetLists(queries)
    const undo = () => void restore(queries, patient)
    toast(isAdmin ? { text: t('lead.deleted', { name }), undo } : { text: t('lead.deletedHint', { name }) })
    return true
  }
}

async function restore(queries: QueryClient, patient: Patient) {
  try {
    const { data } = await call('GET /deleted-records', { query: { entityType: ['contact'], entityId: [patient.id] } })
    const record = data[0]
    if (!record) return
    await call('POST /deleted-records/:id/restoration', { params: { id: record.id } })
    toast({ text: t('lead.restored', { name: fullName(patient) }) })
    await queries.invalidateQueries()
  } catch (error) {
    toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
  }
}

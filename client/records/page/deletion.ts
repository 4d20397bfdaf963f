/** Deleting a record, and taking it back. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { confirm } from '../../ui/confirm.ts'
import { toast } from '../../ui/toast.ts'
import { useActor } from '../people.ts'
import type { RecordRef } from '../record.ts'

type Deleting = {
  record: RecordRef
  name: string
  /** Takes it off the lists that are on screen. */
  forget: () => void
}

/** Asks once; an Admin may take it back at once, everybody else is told who can. */
export function useDeleteRecord(): (deleting: Deleting) => Promise<boolean> {
  const queries = useQueryClient()
  const isAdmin = useActor().role === 'Admin'
  return async ({ record, name, forget }) => {
    const detail = t(record.kind === 'lead' ? 'lead.deleteDetail' : 'patient.deleteDetail')
    const sure = await confirm({ title: t('lead.deleteTitle', { name }), detail, action: t('lead.delete'), danger: true })
    if (!sure || !(await attempt(() => remove(record)))) return false
    forget()
    const undo = () => void attempt(() => restore(queries, record, name))
    toast(isAdmin ? { text: t('lead.deleted', { name }), undo } : { text: t('lead.deletedHint', { name }) })
    return true
  }
}

const remove = ({ kind, id }: RecordRef) =>
  kind === 'lead' ? call('DELETE /leads/:id', { params: { id } }) : call('DELETE /contacts/:id', { params: { id } })

async function restore(queries: QueryClient, { kind, id }: RecordRef, name: string) {
  const { data } = await call('GET /deleted-records', { query: { entityType: [kind], entityId: [id] } })
  const record = data[0]
  if (!record) return
  await call('POST /deleted-records/:id/restoration', { params: { id: record.id } })
  toast({ text: t('lead.restored', { name }) })
  await queries.invalidateQueries()
}

/** Whether it went; a refusal is told where one looks. */
async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    return false
  }
}

/** Comments on a lead, a patient or a task: sent, and taken back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import { recordKey, type StoryRef } from '../record.ts'

const add = {
  lead: 'POST /leads/:id/comments',
  contact: 'POST /contacts/:id/comments',
  task: 'POST /tasks/:id/comments',
} as const

export function useAddComment(about: StoryRef) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { body: string; key: string }) =>
      call(add[about.kind], { params: { id: about.id }, body: { body }, idempotencyKey: key }),
    onSuccess: () => queries.invalidateQueries({ queryKey: recordKey(about) }),
    onError: (error) => toast({ text: t('comments.refused', { why: explainShortly(error) }), refused: true }),
  })
}

export function useDeleteComment(about: StoryRef) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => call('DELETE /comments/:id', { params: { id } }),
    onSuccess: () => {
      toast({ text: t('comments.deleted') })
      return queries.invalidateQueries({ queryKey: recordKey(about) })
    },
    onError: (error) => toast({ text: t('tasks.refused', { why: explainShortly(error) }), refused: true }),
  })
}

/** Tasks that the patient sees: which of a record's are shared, and sharing one. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'

/** Under "tasks": what happens with a task is heard there. */
export const sharingsQuery = (ids: readonly number[]) =>
  queryOptions({
    queryKey: ['tasks', 'sharings', ...ids],
    queryFn: async ({ signal }) => (await call('GET /task-sharings', { query: { taskId: [...ids] }, signal })).data,
    enabled: ids.length > 0,
  })

export function useSharing() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, share }: { id: number; share: boolean }) =>
      call(share ? 'PUT /tasks/:id/sharing' : 'DELETE /tasks/:id/sharing', { params: { id } }),
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks', 'sharings'] }),
  })
}

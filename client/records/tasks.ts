/** A lead's tasks: added, completed, reopened. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput } from '#shared/api'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { toast } from '../ui/toast.ts'
import { tasksQuery } from './queries.ts'
import { type RecordRef, recordKey, recordsOf, type Task } from './record.ts'

export type NewTask = ApiInput<'POST /tasks'>['body']
type Act = 'complete' | 'reopen'

export function useAddTask(record: RecordRef) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewTask) => call('POST /tasks', { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: recordKey(record) }),
  })
}

/** Shown at once, with the way back. */
export function useCompleteTask(): (task: Task, act: Act) => void {
  const queries = useQueryClient()
  const show = (task: Task) => {
    for (const record of recordsOf(task)) {
      queries.setQueryData(tasksQuery(record).queryKey, (tasks) => tasks?.map((each) => (each.id === task.id ? task : each)))
    }
  }
  const act = async (task: Task, what: Act) => {
    const now = new Date().toISOString()
    show(what === 'complete' ? { ...task, status: 'Completed', completedAt: now } : { ...task, status: 'Pending', completedAt: null })
    try {
      const params = { id: task.id }
      const after =
        what === 'complete' ? await call('PUT /tasks/:id/completion', { params }) : await call('DELETE /tasks/:id/completion', { params })
      show(after)
      if (what === 'complete') toast({ text: t('leadTasks.completed', { title: task.title }), undo: () => void act(after, 'reopen') })
    } catch (error) {
      show(task)
      toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    }
  }
  return (task, what) => void act(task, what)
}

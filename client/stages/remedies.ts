/** One click for somebody without a next step. */
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { linkOf, type RecordRef } from '../records/record.ts'
import { toast } from '../ui/toast.ts'

export type Lost = { record: RecordRef; firstName: string; lastName: string; userId: number | null }

const morning = 10

/** Ten o'clock tomorrow, where the person is. */
export function tomorrowMorning(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, morning)
}

export function useRemedies(me: number) {
  const queries = useQueryClient()
  const act = async (work: () => Promise<unknown>, words: string, undo?: () => Promise<unknown>) => {
    try {
      await work()
      toast({ text: words, ...(undo ? { undo: () => void act(undo, t('falling.takenBack')) } : {}) })
    } catch (error) {
      toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    }
    await Promise.all(['falling', 'leads', 'contacts', 'tasks'].map((room) => queries.invalidateQueries({ queryKey: [room] })))
  }
  return {
    /** For whoever has the record, or else for me. */
    plan: (lost: Lost) => {
      const name = fullName(lost)
      let made: number | undefined
      const add = async () => {
        const body = {
          title: t('falling.taskTitle', { name }),
          dueDate: tomorrowMorning(new Date()).toISOString(),
          assignedToId: lost.userId ?? me,
          ...linkOf(lost.record),
        }
        made = (await call('POST /tasks', { body, idempotencyKey: crypto.randomUUID() })).id
      }
      const undo = async () => made !== undefined && call('DELETE /tasks/:id', { params: { id: made } })
      return act(add, t('falling.added', { name }), undo)
    },
    assignToMe: ({ record, ...person }: Lost) =>
      act(
        () => assign(record, me),
        t('falling.assigned', { name: fullName(person) }),
        () => letGo(record),
      ),
  }
}

const assign = ({ kind, id }: RecordRef, me: number) =>
  kind === 'lead'
    ? call('PUT /leads/:id/claim', { params: { id } })
    : call('PATCH /contacts/:id', { params: { id }, body: { healthCoachId: me } })

const letGo = ({ kind, id }: RecordRef) =>
  kind === 'lead'
    ? call('DELETE /leads/:id/claim', { params: { id } })
    : call('PATCH /contacts/:id', { params: { id }, body: { healthCoachId: null } })

/** Logging a call, its follow-up, and the task that the call was. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { CallOutcome } from '#shared/values'
import { call } from '../lib/api.ts'
import { dateAndTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { lowerFirst } from '../records/next-step.ts'
import { type Task } from '../records/record.ts'
import { toast } from '../ui/toast.ts'
import { showChange } from './cache.ts'
import { outcomeLook } from './looks.tsx'
import { type Lead, recordKey } from './queries.ts'

export type CallToLog = {
  lead: Lead
  outcome: CallOutcome
  notes: string
  /** When to call again. */
  followUp: Date | undefined
  /** Open tasks that this call was. */
  closes: readonly Task[]
}

export function useLogCall(me: number): (given: CallToLog) => Promise<boolean> {
  const queries = useQueryClient()
  return (given) => logCall(queries, me, given)
}

/** Whether the call was logged; a refusal is told, and what was typed stays. */
async function logCall(queries: QueryClient, me: number, given: CallToLog): Promise<boolean> {
  const { lead, outcome, notes } = given
  const { numberOfCalls, lastContacted, leadOutcome } = lead
  showChange(queries, lead.id, { numberOfCalls: (numberOfCalls ?? 0) + 1, lastContacted: new Date().toISOString(), leadOutcome: outcome })
  try {
    await call('POST /leads/:id/calls', {
      params: { id: lead.id },
      body: { outcome, notes: notes.trim() || null },
      idempotencyKey: crypto.randomUUID(),
    })
  } catch (error) {
    showChange(queries, lead.id, { numberOfCalls, lastContacted, leadOutcome })
    toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    return false
  }
  await followUp(me, given)
  void queries.invalidateQueries({ queryKey: recordKey(lead.id) })
  return true
}

async function followUp(me: number, { lead, outcome, followUp: dueDate, closes }: CallToLog) {
  const label = t(outcomeLook(outcome).label)
  try {
    for (const task of closes) await call('PUT /tasks/:id/completion', { params: { id: task.id } })
    if (dueDate) await addFollowUp(me, lead, dueDate)
    const when = dueDate && lowerFirst(dateAndTime(dueDate.toISOString(), Date.now()))
    toast({ text: when ? t('calls.loggedFollow', { outcome: label, when }) : t('calls.logged', { outcome: label }) })
  } catch (error) {
    toast({ text: t('calls.followRefused', { why: explainShortly(error) }), refused: true })
  }
}

const addFollowUp = (me: number, lead: Lead, dueDate: Date) =>
  call('POST /tasks', {
    body: { title: t('calls.taskTitle', { name: fullName(lead) }), leadId: lead.id, assignedToId: me, dueDate: dueDate.toISOString() },
    idempotencyKey: crypto.randomUUID(),
  })

/** The open call task that is due by tonight and mine: calling is doing it. */
export function tasksThatAreThisCall(tasks: readonly Task[], lead: Lead, { me, now }: { me: number; now: Date }): Task[] {
  const tonight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString()
  const title = t('calls.taskTitle', { name: fullName(lead) })
  return tasks.filter((task) => {
    const open = task.status === 'Pending' || task.status === 'In Progress'
    return open && task.assignedToId === me && task.title === title && (task.dueDate ?? '') < tonight
  })
}

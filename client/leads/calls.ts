/** Logging a call, its follow-up, and the task that the call was. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { CallOutcome } from '#shared/values'
import { call } from '../lib/api.ts'
import { dateAndTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { lowerFirst } from '../records/next-step/next-step.ts'
import { type Task } from '../records/record.ts'
import { toast } from '../ui/toast.ts'
import { type LeadChanges, showChange } from './cache.ts'
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
  const before = { numberOfCalls, lastContacted, leadOutcome }
  showChange(queries, lead.id, { numberOfCalls: (numberOfCalls ?? 0) + 1, lastContacted: new Date().toISOString(), leadOutcome: outcome })
  let made: { id: number }
  try {
    made = await call('POST /leads/:id/calls', {
      params: { id: lead.id },
      body: { outcome, notes: notes.trim() || null },
      idempotencyKey: crypto.randomUUID(),
    })
  } catch (error) {
    showChange(queries, lead.id, before)
    toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    return false
  }
  const added = await followUp(me, given)
  if (added) {
    const undo = () => void takeBack(queries, given, { callId: made.id, taskId: added.taskId, before })
    toast({ text: added.words, undo })
  }
  void queries.invalidateQueries({ queryKey: recordKey(lead.id) })
  return true
}

type Logged = { callId: number; taskId: number | undefined; before: LeadChanges }

/** The call, its follow-up and the tasks it completed are as before. */
async function takeBack(queries: QueryClient, { lead, closes }: CallToLog, { callId, taskId, before }: Logged) {
  try {
    await call('DELETE /leads/:id/calls/:callId', { params: { id: lead.id, callId } })
    showChange(queries, lead.id, before)
    if (taskId !== undefined) await call('DELETE /tasks/:id', { params: { id: taskId } })
    for (const task of closes) await call('DELETE /tasks/:id/completion', { params: { id: task.id } })
    toast({ text: t('calls.takenBack') })
  } catch (error) {
    toast({ text: t('calls.takeBackRefused', { why: explainShortly(error) }), refused: true })
  }
  void queries.invalidateQueries({ queryKey: recordKey(lead.id) })
}

/** What was set for later, in words; nothing where that was refused, which is told. */
async function followUp(me: number, { lead, outcome, followUp: dueDate, closes }: CallToLog) {
  const label = t(outcomeLook(outcome).label)
  try {
    for (const task of closes) await call('PUT /tasks/:id/completion', { params: { id: task.id } })
    const task = dueDate && (await addFollowUp(me, lead, dueDate))
    const when = dueDate && lowerFirst(dateAndTime(dueDate.toISOString(), Date.now()))
    const words = when ? t('calls.loggedFollow', { outcome: label, when }) : t('calls.logged', { outcome: label })
    return { words, taskId: task?.id }
  } catch (error) {
    toast({ text: t('calls.followRefused', { why: explainShortly(error) }), refused: true })
    return undefined
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

/** Leads and patients are told apart here and nowhere else in this room. */
import type { ApiReply } from '#shared/api'

export type RecordKind = 'lead' | 'contact'
export type RecordRef = { kind: RecordKind; id: number }
/** What has a story of its own: a record, or a task. */
export type StoryRef = { kind: RecordKind | 'task'; id: number }

export type StagePassage = ApiReply<'GET /leads/:id/stages'>['data'][number]
export type Standing = ApiReply<'GET /leads/:id/standing'>
export type TimelineEntry = ApiReply<'GET /leads/:id/timeline'>['data'][number]
export type Duplicate = ApiReply<'GET /leads/duplicates'>['data'][number]
export type Task = ApiReply<'GET /tasks'>['data'][number]
export type Visit = ApiReply<'GET /appointments'>['data'][number]
export type Card = ApiReply<'GET /leads/board'>['data'][number]
export type NextStep = NonNullable<Card['nextStep']>
export type Clock = Card['clock']

/** An open record has a key of its own: a change of one lead must not read every list again. */
export const recordKey = ({ kind, id }: StoryRef) =>
  kind === 'task' ? (['tasks', 'record', id] as const) : ([`${kind}-record`, id] as const)

/** Where a new task or visit of the record belongs. */
export const linkOf = ({ kind, id }: RecordRef) => (kind === 'lead' ? { leadId: id } : { contactId: id })

/** The record a task or a visit belongs to: the patient, once there is one. */
export function recordsOf({ leadId, contactId }: { leadId: number | null; contactId: number | null }): RecordRef[] {
  const lead: RecordRef[] = leadId === null ? [] : [{ kind: 'lead', id: leadId }]
  return contactId === null ? lead : [...lead, { kind: 'contact', id: contactId }]
}

/** Fields of leads and patients by name, and their values in plain words. */
import { exactTime } from '../lib/dates.ts'
import { type MessageKey, t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { sourceWords } from './marks.tsx'
import type { NameOf } from './people.ts'

const labels: Partial<Record<string, MessageKey>> = {
  firstName: 'leadFields.firstName',
  lastName: 'leadFields.lastName',
  email: 'leadFields.email',
  phone: 'leadFields.phone',
  status: 'leadFields.status',
  leadReadiness: 'leadFields.leadReadiness',
  leadSource: 'leadFields.leadSource',
  leadOutcome: 'leadFields.leadOutcome',
  leadType: 'leadFields.leadType',
  ownerId: 'leadFields.ownerId',
  healthCoachBookedWith: 'leadFields.healthCoachBookedWith',
  notes: 'leadFields.notes',
  numberOfCalls: 'leadFields.numberOfCalls',
  lastContacted: 'leadFields.lastContacted',
  createdAt: 'leadFields.createdAt',
  updatedAt: 'leadFields.updatedAt',
  stage: 'patientFields.stage',
  healthCoachId: 'patientFields.healthCoachId',
  title: 'earlier.titleField',
  description: 'earlier.description',
  body: 'earlier.body',
  meetingLink: 'earlier.meetingLink',
  assignedToId: 'timeline.field.assignedToId',
  userId: 'timeline.field.userId',
  priority: 'timeline.field.priority',
  dueDate: 'timeline.field.dueDate',
  scheduledAt: 'timeline.field.scheduledAt',
  duration: 'timeline.field.duration',
  leadId: 'timeline.field.leadId',
  contactId: 'timeline.field.contactId',
}

export function fieldLabel(name: string): string {
  const key = labels[name]
  return key ? t(key) : name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

/** Fields whose values are words of the clinic's lists. */
const coded = new Set(['status', 'stage', 'leadReadiness', 'leadOutcome', 'priority'])
const people = new Set(['ownerId', 'healthCoachBookedWith', 'assignedToId', 'userId', 'healthCoachId'])

/** A value in plain words: a person's name, a day, the text itself. */
export function fieldWords(name: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === undefined || value === '') return people.has(name) ? t('leads.nobody') : t('timeline.none')
  if (people.has(name) && typeof value === 'number') return nameOf(value)
  if (name === 'leadSource' && typeof value === 'string') return sourceWords(value)
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return exactTime(value)
  return coded.has(name) ? valueWord(String(value)) : String(value)
}

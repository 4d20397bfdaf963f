/** What a patient sees of their care: the journey, tasks meant for them, who looked at their record. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Page, SentTime } from '../inputs.ts'
import { taskPriorities, taskStatuses, userRoles } from '../values.ts'
import { TimelineQuery } from './leads.ts'

const JourneyStep = z.object({
  name: z.string().describe('A status before the first visit, a stage of the care journey afterwards'),
  state: z.enum(['done', 'here', 'ahead', 'skipped']),
  enteredAt: SentTime.nullable(),
  leftAt: SentTime.nullable(),
})
const Journey = z
  .object({
    of: z.enum(['lead', 'contact']),
    /** How often the year of care has begun. */
    year: z.int(),
    steps: z.array(JourneyStep),
    earlierYears: z.array(z.array(JourneyStep)),
  })
  .meta({ id: 'PatientJourney' })
export type JourneyStep = z.output<typeof JourneyStep>

const PatientTask = z
  .object({
    id: Id,
    title: z.string(),
    description: z.string().nullable(),
    priority: z.enum(taskPriorities),
    status: z.enum(taskStatuses),
    dueDate: SentTime.nullable(),
    /** When the patient said that they did it. */
    doneAt: SentTime.nullable(),
  })
  .meta({ id: 'PatientTask' })

export const lookKinds = ['record', 'list', 'search', 'export', 'other'] as const
const Look = z
  .object({
    at: SentTime,
    name: z.string().nullable().describe('None: a program of the clinic that acts for nobody'),
    role: z.enum(userRoles).nullable(),
    kind: z.enum(lookKinds),
  })
  .meta({ id: 'LookAtRecord' })

export const portalCareApi = {
  journey: endpoint('GET', '/portal/journey', { summary: 'The way so far and what is ahead', reply: Journey }),
  tasks: endpoint('GET', '/portal/tasks', { summary: 'Tasks that the clinic shares with the patient', reply: Page(PatientTask) }),
  doTask: endpoint('PUT', '/portal/tasks/:id/done', { summary: 'Say that a task is done', params: IdParams, reply: PatientTask }),
  undoTask: endpoint('DELETE', '/portal/tasks/:id/done', {
    summary: 'Take back that a task is done',
    params: IdParams,
    status: 200,
    reply: PatientTask,
  }),
  looks: endpoint('GET', '/portal/looks', {
    summary: 'Who of the clinic looked at the record, newest first',
    query: TimelineQuery,
    reply: Page(Look),
  }),
  data: endpoint('GET', '/portal/data', {
    summary: 'Everything about the patient, in one file',
    produces: 'application/json',
  }),
}

/** Bulk work: one change on many records, as one job with progress and a way back. Nothing is deleted in bulk. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Page, passage, SentTime } from '../inputs.ts'
import { listQuery } from '../list.ts'
import { ContactChanges } from '../rows/contacts.ts'
import { LeadChanges } from '../rows/leads.ts'
import { TaskChanges } from '../rows/tasks.ts'
import { bulkFailures, bulkLimit, bulkReasons, bulkStates, contactStages, limits } from '../values.ts'
import { ContactQuery } from './contacts.ts'
import { LeadQuery } from './leads.ts'
import { TaskQuery } from './tasks.ts'

const onePage = { limit: true, cursor: true, sort: true, count: true } as const
const kinds = ['lead', 'contact', 'task'] as const

/** Records by their ids, or all that match filters when the job is made, save those left out. */
const selectionOf = <Query extends z.ZodType>(query: Query) =>
  z.union([z.strictObject({ ids: z.array(Id).min(1).max(10_000) }), z.strictObject({ query, except: z.array(Id).max(10_000).optional() })])

const changed = (changes: Record<string, unknown>) => Object.values(changes).some((value) => value !== undefined)
const nothing = 'names nothing to change'

const LeadBulkChanges = LeadChanges.pick({
  status: true,
  leadReadiness: true,
  ownerId: true,
  leadSource: true,
  leadType: true,
  leadOutcome: true,
})
  .strict()
  .refine(changed, nothing)
const ContactBulkChanges = ContactChanges.pick({ healthCoachId: true })
  .extend({ stage: z.enum(contactStages).optional() })
  .strict()
  .refine(changed, nothing)
const TaskBulkChanges = TaskChanges.pick({ assignedToId: true, priority: true, dueDate: true, status: true })
  .strict()
  .refine(changed, nothing)

const reason = passage(limits.reason).nullish()

const NewBulkJob = z.discriminatedUnion('entityType', [
  z.strictObject({ entityType: z.literal('lead'), selection: selectionOf(LeadQuery.omit(onePage)), changes: LeadBulkChanges, reason }),
  z.strictObject({
    entityType: z.literal('contact'),
    selection: selectionOf(ContactQuery.omit(onePage)),
    changes: ContactBulkChanges,
    reason,
  }),
  z.strictObject({ entityType: z.literal('task'), selection: selectionOf(TaskQuery.omit(onePage)), changes: TaskBulkChanges, reason }),
])
export type NewBulkJob = z.output<typeof NewBulkJob>

export const BulkJob = z
  .object({
    id: Id,
    entityType: z.enum(kinds),
    requestedById: Id,
    changes: z.record(z.string(), z.unknown()),
    reason: z.string().nullable(),
    state: z.enum(bulkStates),
    total: z.int(),
    done: z.int().describe('Records gone through'),
    refused: z.int(),
    counts: z.object({ changed: z.int(), unchanged: z.int(), refused: z.int(), undone: z.int(), kept: z.int() }),
    createdAt: SentTime,
    finishedAt: SentTime.nullable(),
    undoneAt: SentTime.nullable(),
    undoneById: Id.nullable(),
    failure: z.enum(bulkFailures).nullable(),
  })
  .meta({ id: 'BulkJob' })

export const BulkProblem = z
  .object({
    entityId: Id,
    outcome: z.enum(['refused', 'kept']),
    reason: z.enum(bulkReasons).nullable(),
    name: z.string().nullable().describe('Nothing where the caller may not know of the record'),
    fields: z.array(z.string()).describe('What was kept at the undoing'),
  })
  .meta({ id: 'BulkProblem' })

export const bulkApi = {
  create: endpoint('POST', '/bulk-jobs', {
    summary: `Change many records at once, ${bulkLimit.toLocaleString('en')} at most; what matches is fixed now`,
    body: NewBulkJob,
    reply: BulkJob,
    status: 202,
  }),
  foresee: endpoint('POST', '/bulk-jobs/outlook', {
    summary: 'How many records such a job would leave out without a reason; nothing is changed',
    body: NewBulkJob,
    reply: z
      .object({
        looked: z.int().describe('Records looked at'),
        needReason: z.int().describe('Of these, would skip a stage, go back, or take a status that no proof brings'),
        atLeast: z.boolean().describe('More match than were looked at'),
      })
      .meta({ id: 'BulkOutlook' }),
  }),
  list: endpoint('GET', '/bulk-jobs', {
    summary: 'Bulk jobs, newest first: one’s own, an Admin sees all',
    query: listQuery({
      sorts: ['createdAt'],
      defaultSort: '-createdAt',
      filters: {
        entityType: z.array(z.enum(kinds)).min(1).max(3).optional(),
        state: z.array(z.enum(bulkStates)).min(1).max(6).optional(),
        requestedById: z.array(Id).min(1).max(200).optional(),
      },
    }),
    reply: Page(BulkJob),
  }),
  get: endpoint('GET', '/bulk-jobs/:id', {
    summary: 'One bulk job with its progress, and the first records that were refused or kept',
    params: IdParams,
    reply: BulkJob.extend({ problems: z.array(BulkProblem) }).meta({ id: 'BulkJobDetail' }),
  }),
  undo: endpoint('DELETE', '/bulk-jobs/:id', {
    summary: 'Stop a bulk job and take it back: fields that still hold its values get their old ones',
    params: IdParams,
    reply: BulkJob,
    status: 202,
  }),
}

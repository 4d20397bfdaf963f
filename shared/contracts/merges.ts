/** Duplicates: two records that are one person become one, and can be parted again. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Page, SentTime } from '../inputs.ts'
import { listQuery } from '../list.ts'

const kinds = ['lead', 'contact'] as const
const kind = z.enum(kinds)
/** Whose value the kept record has from now on. */
const side = z.enum(['kept', 'merged']).optional()
const person = { firstName: side, lastName: side, email: side, phone: side, notes: z.enum(['kept', 'merged', 'both']).optional() }
const etags = z.strictObject({ kept: z.string().max(100).optional(), merged: z.string().max(100).optional() }).optional()
const two = { keptId: Id, mergedId: Id, etags: etags.describe('The versions the caller has seen; a record that changed since is a 412') }

const NewMerge = z.discriminatedUnion('entityType', [
  z.strictObject({
    entityType: z.literal('lead'),
    ...two,
    fields: z
      .strictObject({
        ...person,
        status: side,
        leadSource: side,
        leadReadiness: side,
        leadOutcome: side,
        leadType: side,
        ownerId: side,
        healthCoachBookedWith: side,
      })
      .default({}),
  }),
  z.strictObject({
    entityType: z.literal('contact'),
    ...two,
    fields: z.strictObject({ ...person, stage: side, healthCoachId: side }).default({}),
  }),
])
export type NewMerge = z.output<typeof NewMerge>

export const Merge = z
  .object({
    id: Id,
    entityType: kind,
    keptId: Id,
    mergedId: Id,
    mergedById: Id,
    createdAt: SentTime,
    undoneAt: SentTime.nullable(),
    undoneById: Id.nullable(),
  })
  .meta({ id: 'Merge' })

const One = z.object({
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  createdAt: SentTime.nullable(),
})
const LikelyPair = z
  .object({ entityType: kind, by: z.array(z.enum(['email', 'phone', 'name'])), first: One, second: One })
  .meta({ id: 'LikelyPair' })

export const mergeApi = {
  create: endpoint('POST', '/merges', {
    summary: 'Merge one record into another: everything that belongs to it moves along, and its id is no more',
    body: NewMerge,
    reply: Merge,
    status: 201,
  }),
  list: endpoint('GET', '/merges', {
    summary: 'Merges, newest first: one’s own, an Admin sees all',
    query: listQuery({
      sorts: ['createdAt'],
      defaultSort: '-createdAt',
      filters: {
        entityType: z.array(kind).min(1).max(2).optional(),
        keptId: z.array(Id).min(1).max(200).optional(),
        mergedId: z.array(Id).min(1).max(200).optional(),
      },
    }),
    reply: Page(Merge),
  }),
  undo: endpoint('DELETE', '/merges/:id', {
    summary: 'Part two merged records again, exactly as they were; a 409 names what stands in the way',
    params: IdParams,
    reply: Merge,
  }),
  pairs: endpoint('GET', '/duplicates', {
    summary: 'Likely pairs by e-mail, phone and name, the surest first',
    query: z.strictObject({
      entityType: kind.default('lead'),
      limit: z.int().min(1).max(200).default(50),
      cursor: z.string().max(2000).optional(),
    }),
    reply: Page(LikelyPair),
  }),
}

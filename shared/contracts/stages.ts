/** Stage contracts: whose move a stage is, how long it may take, what should exist before it is left. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, optionalProse, SentTime } from '../inputs.ts'
import { clockStates, limits, longestStageHours, stageRequirements, userRoles } from '../values.ts'

export const Clock = z
  .object({
    state: z.enum(clockStates),
    /** When the stage should have been left; none without a target. */
    dueAt: SentTime.nullable(),
  })
  .meta({ id: 'Clock' })

/** A list's filter by where the clock stands. */
export const anyClock = () => z.array(z.enum(clockStates)).min(1).max(clockStates.length)

export const StageDefinition = z
  .object({
    entityType: z.enum(['lead', 'contact']),
    stage: z.string(),
    position: z.int(),
    ownerRole: z.enum(userRoles),
    targetHours: z.int().nullable(),
    soonHours: z.int(),
    requirements: z.array(z.enum(stageRequirements)),
    guidance: z.string().nullable(),
    updatedAt: SentTime,
    updatedById: z.int().nullable(),
  })
  .meta({ id: 'StageDefinition' })

/** A stay in a stage. */
export const StagePassage = z
  .object({
    stage: z.string(),
    enteredAt: SentTime,
    leftAt: SentTime.nullable(),
    enteredById: Id.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'StagePassage' })

/** Where a record stands in the contract of its stage. */
export const StageStanding = z
  .object({
    stage: z.string(),
    enteredAt: SentTime,
    ownerRole: z.enum(userRoles),
    targetHours: z.int().nullable(),
    guidance: z.string().nullable(),
    clock: Clock,
    requirements: z.array(z.object({ name: z.enum(stageRequirements), met: z.boolean() })),
  })
  .meta({ id: 'StageStanding' })

const StageDefinitionChanges = z.strictObject({
  ownerRole: z.enum(userRoles).optional(),
  targetHours: z.int().min(1).max(longestStageHours).nullable().optional(),
  soonHours: z.int().min(0).max(longestStageHours).optional(),
  requirements: z
    .array(z.enum(stageRequirements))
    .max(stageRequirements.length)
    .refine((names) => new Set(names).size === names.length, 'names a requirement twice')
    .optional(),
  guidance: optionalProse(limits.reason).optional(),
})

export const stageApi = {
  list: endpoint('GET', '/stage-definitions', {
    summary: 'The contract of each status of a lead and each stage of a patient, in order',
    reply: z.object({ data: z.array(StageDefinition) }),
  }),
  update: endpoint('PATCH', '/stage-definitions/:entityType/:stage', {
    summary: 'Change the contract of a stage',
    params: z.strictObject({ entityType: z.enum(['lead', 'contact']), stage: z.string().min(1).max(limits.shortText) }),
    body: StageDefinitionChanges,
    reply: StageDefinition,
  }),
}

const WaitingCounts = z.object({ total: z.int(), mine: z.int(), unassigned: z.int() })

export const nextStepApi = {
  count: endpoint('GET', '/no-next-step', {
    summary: 'How many open leads and patients have no appointment, no open task and no running clock',
    reply: z.object({ leads: WaitingCounts, contacts: WaitingCounts }).meta({ id: 'NoNextStep' }),
  }),
}

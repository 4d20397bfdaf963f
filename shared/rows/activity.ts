/** An entry of the activity, as it goes out; nobody sends one in. */
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { type Columns, only } from '../access.ts'
import { Id, OptionalId } from '../inputs.ts'
import { activityLogs } from '../schema.ts'
import { MaybeTime } from './parts.ts'

export const activityAccess = {
  id: 'show',
  entityType: 'show',
  entityId: 'show',
  action: 'show',
  details: 'show',
  userId: 'show',
  createdAt: 'show',
} as const satisfies Columns<typeof activityLogs>

/** `details` is JSON text in the table and an object on the way out. */
export const Activity = only(
  createSelectSchema(activityLogs, {
    id: Id,
    entityId: z.int(),
    createdAt: MaybeTime,
    userId: OptionalId,
    details: z.record(z.string(), z.unknown()).nullable(),
  }),
  activityAccess,
  'show',
).meta({ id: 'Activity' })

export type Activity = z.output<typeof Activity>

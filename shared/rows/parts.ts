/** What rows of several tables share. */
import { z } from 'zod'
import { emailAddress, line, optionalLine, SentTime } from '../inputs.ts'
import { limits } from '../values.ts'

export const MaybeTime = SentTime.nullable()
export const rowTimes = { createdAt: MaybeTime, updatedAt: MaybeTime }

/** As a person comes in. */
export const person = {
  firstName: line(limits.name),
  lastName: line(limits.name),
  email: emailAddress,
  phone: optionalLine(limits.phone),
}
/** As a person goes out: rows may be older than our rules. */
export const personShown = { firstName: z.string(), lastName: z.string(), email: z.string(), phone: z.string().nullable() }

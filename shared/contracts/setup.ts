/** The first steps of a new clinic, behind the one-time link that the start prints. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { emailAddress, line } from '../inputs.ts'
import { User } from '../rows/users.ts'
import { limits } from '../values.ts'
import { LinkToken, NewPassword } from './auth.ts'
import { TimeZone } from './settings.ts'

export const setupApi = {
  state: endpoint('GET', '/setup', { summary: 'Whether the clinic still has to be set up', reply: z.object({ open: z.boolean() }) }),
  setUp: endpoint('POST', '/setup', {
    summary: 'Make the first Admin, signed in at once, and start empty or with the demo clinic',
    body: z.strictObject({
      token: LinkToken,
      firstName: line(limits.name),
      lastName: line(limits.name),
      email: emailAddress,
      password: NewPassword,
      data: z.enum(['empty', 'demo']),
      clinic: z
        .strictObject({ name: line(limits.name), timeZone: TimeZone })
        .optional()
        .describe('Of a clinic that starts empty'),
    }),
    reply: User,
    status: 201,
  }),
}

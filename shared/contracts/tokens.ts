/** Keys for programs. A token acts as its user and never may more than that user's role. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, line, SentTime } from '../inputs.ts'
import { limits } from '../values.ts'

export const ApiToken = z
  .object({
    id: Id,
    name: z.string(),
    scope: z.enum(['read', 'write']),
    createdAt: SentTime,
    lastUsedAt: SentTime.nullable(),
    expiresAt: SentTime,
  })
  .meta({ id: 'ApiToken' })

export const tokenApi = {
  list: endpoint('GET', '/tokens', { summary: 'One’s own tokens', reply: z.object({ data: z.array(ApiToken) }) }),
  create: endpoint('POST', '/tokens', {
    summary: 'Make a token for a program; it is shown this once',
    body: z.strictObject({
      name: line(limits.shortText),
      /** A year from now when left out. */
      expiresAt: Instant.optional(),
      scope: z.enum(['read', 'write']).default('write'),
    }),
    reply: ApiToken.extend({ token: z.string() }).meta({ id: 'NewApiToken' }),
    status: 201,
  }),
  revoke: endpoint('DELETE', '/tokens/:id', { summary: 'Revoke a token', params: IdParams }),
}

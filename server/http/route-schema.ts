/** What a route tells the OpenAPI document, from its contract and its rule. */
import type { FastifySchema } from 'fastify'
import { z } from 'zod'
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import type { RouteRule } from '../../shared/policy/roles.ts'

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    slots: z.array(z.string()).optional().describe('Of a time that was taken: others that are free'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })

const problems: Record<number, ReturnType<typeof problem>> = {
  400: problem('Bad input; `errors` names every bad field'),
  401: problem('Not signed in'),
  403: problem('Not allowed'),
  404: problem('Unknown, or not for the caller to know of'),
  409: problem('Conflict with what stands'),
  412: problem('Changed since the version named in If-Match'),
  413: problem('Too large'),
  415: problem('Unsupported media type'),
  429: problem('Too many requests; see Retry-After'),
  500: problem('Failed; nothing was changed'),
  503: problem('The database is away; see Retry-After'),
}

function problemsOf(endpoint: Endpoint<string, EndpointParts>): number[] {
  const { params, query, body, consumes } = endpoint.parts
  const unsafe = endpoint.method !== 'GET'
  return [
    400,
    401,
    403,
    ...(params || query || unsafe ? [404] : []),
    ...(unsafe ? [409, 412] : []),
    ...(body || consumes || unsafe ? [413, 415] : []),
    429,
    500,
    503,
  ]
}

export function routeSchema(endpoint: Endpoint<string, EndpointParts>, rule: RouteRule): FastifySchema {
  const { summary, params, query, body, reply, produces, consumes, status, alsoStatus } = endpoint.parts
  const room = endpoint.path.split('/')[1] ?? ''
  const success = status ?? (reply || produces ? 200 : 204)
  const content = produces ? { [produces]: { schema: z.string() } } : reply ? { 'application/json': { schema: reply } } : undefined
  const good = content ? { description: 'Success', content } : z.undefined().describe('Done')
  const response: Record<number, unknown> = { [success]: good, ...(alsoStatus ? { [alsoStatus]: good } : {}) }
  for (const code of problemsOf(endpoint)) response[code] = problems[code]
  return {
    operationId: operationId(endpoint),
    summary,
    description: describe(summary, rule),
    tags: [room],
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(consumes ? { consumes: [...consumes] } : {}),
    response,
    security: rule === 'anyone' || rule === 'world' ? [] : rule === 'patient' ? [{ portal: [] }] : [{ session: [] }, { token: [] }],
  }
}

const describe = (summary: string, rule: RouteRule) => `${summary}. ${whose(rule)}`

function whose(rule: RouteRule): string {
  if (rule === 'anyone' || rule === 'world') return 'Anyone may call it.'
  return rule === 'patient' ? 'For the patient who is signed in to the portal.' : `For ${rule.join(', ')}.`
}

/** `PUT /tasks/:id/completion` -> `putTasksIdCompletion`. */
function operationId({ method, path }: Endpoint<string, EndpointParts>): string {
  const words = path.split(/[/:.-]+/).filter(Boolean)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** The OpenAPI 3.1 document, generated from the contracts, and the reference page that shows it without a network. */
import swagger from '@fastify/swagger'
import type { RouteOptions } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import type { App } from './house.ts'
import { serveReference } from './reference.ts'

const introduction = `HealthCRM's API: the staff app, importers and other programs all use it.
Sign in with \`POST /auth/sign-in\` (a cookie) or send \`Authorization: Bearer <token>\`. Lists page by \`cursor\`.
Errors are problem+json (RFC 9457). Rows carry an \`ETag\`; send it as \`If-Match\` to change what you saw.
\`POST\` honours \`Idempotency-Key\` for a day. A page that was opened for one person may say so with \`Signed-In-As\`
(the id of the user; in the portal of the lead): its requests are refused with 401 once another is signed in.`

/** Call before the routes are registered. */
export async function describeApi(app: App) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'HealthCRM API',
        description: introduction,
        version: '1.0.0',
        contact: { name: 'Your HealthCRM administrator', url: 'https://healthcrm.example' },
        license: { name: 'AGPL-3.0-only', url: 'https://www.gnu.org/licenses/agpl-3.0.html' },
      },
      servers: [{ url: '/api/v1' }],
      tags: tags(),
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'Set by POST /auth/sign-in' },
          portal: { type: 'apiKey', in: 'cookie', name: 'portal', description: 'Set when a patient signs in to the portal' },
          token: { type: 'http', scheme: 'bearer', description: 'An API token' },
        },
      },
    },
    stripBasePath: true,
    transform: describeRoute as never,
    transformObject: ((document: never) => withoutUnused(jsonSchemaTransformObject(document) as unknown as Document)) as never,
  })
}

function tags() {
  const endpoints = Object.values(api).flatMap((room) => Object.values(room) as Endpoint[])
  const names = new Set(endpoints.map(({ path }) => path.split('/')[1] ?? ''))
  return [...names].sort().map((name) => ({ name, description: `Everything under /${name}` }))
}

interface Described {
  schema: Record<string, unknown> & { response?: Record<string, { headers?: object }> }
  url: string
}

/** Adds the headers that the gate and `serve` handle for every route. */
function describeRoute(given: { schema: unknown; url: string; route: RouteOptions }) {
  const described = jsonSchemaTransform(given as never) as unknown as Described
  const endpoint = given.route.config?.endpoint
  if (!endpoint) return described
  const { method, parts } = endpoint
  const asked = {
    ...(parts.etag && method !== 'GET' && method !== 'POST'
      ? { 'If-Match': { type: 'string', description: 'The ETag of the version that was seen; 412 if it changed meanwhile' } }
      : {}),
    ...(method === 'POST'
      ? { 'Idempotency-Key': { type: 'string', maxLength: 200, description: 'Replays the first answer for a day' } }
      : {}),
  }
  if (Object.keys(asked).length) described.schema.headers = { type: 'object', properties: asked }
  if (parts.etag) addHeader(described, parts.status ?? 200, { ETag: { type: 'string', description: 'Names this version of the row' } })
  if (parts.status === 201) addHeader(described, 201, { Location: { type: 'string', description: 'Where the new row is' } })
  return described
}

function addHeader({ schema }: Described, status: number, header: object) {
  const response = schema.response?.[status]
  if (response) response.headers = { ...response.headers, ...header }
}

interface Document {
  components?: { schemas?: Record<string, unknown> }
}

/** Each named schema comes in an input and an output form; only those that are referred to stay. */
function withoutUnused(document: Document): Document {
  const schemas = document.components?.schemas ?? {}
  for (;;) {
    const text = JSON.stringify(document)
    const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`))
    if (!unused.length) return document
    for (const name of unused) delete schemas[name]
  }
}

/** After the routes: the document is complete then, and made once. */
export async function serveApiDocument(app: App) {
  let text: string | undefined
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').send(text)
  })
  serveReference(app)
}

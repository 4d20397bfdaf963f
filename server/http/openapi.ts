/** The OpenAPI 3.1 document, generated from the contracts, and the reference page that shows it without a network. */
import swagger from '@fastify/swagger'
import reference from '@scalar/fastify-api-reference'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { App } from './house.ts'

const introduction = `HealthCRM's API: the staff app, importers and other programs all use it.
Sign in with \`POST /auth/sign-in\` (a cookie) or send \`Authorization: Bearer <token>\`. Lists page by \`cursor\`.
Errors are problem+json (RFC 9457). Rows carry an \`ETag\`; send it as \`If-Match\` to change what you saw.
\`POST\` honours \`Idempotency-Key\` for a day.`

export async function describeApi(app: App) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'HealthCRM API',
        description: introduction,
        version: '1.0.0',
        contact: { name: 'Your HealthCRM administrator', url: 'https://healthcrm.example' },
        license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' } as never,
      },
      servers: [{ url: '/api/v1' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'Set by POST /auth/sign-in' },
          token: { type: 'http', scheme: 'bearer', description: 'An API token' },
        },
      },
    },
    stripBasePath: true,
    transform: jsonSchemaTransform as never,
    transformObject: jsonSchemaTransformObject as never,
  })
}

/** After the routes: the document is complete then, and made once. */
export async function serveApiDocument(app: App) {
  let text: string | undefined
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').send(text)
  })
  await app.register(async (page) => {
    // The page brings its own script and styles along; it may load nothing from elsewhere.
    page.addHook('onSend', async (_request, reply) => {
      reply.header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      )
    })
    await page.register(reference, {
      routePrefix: '/docs',
      configuration: { url: '/api/v1/openapi.json', withDefaultFonts: false, telemetry: false, title: 'HealthCRM API' } as never,
    })
  })
}

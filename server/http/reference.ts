/** The API's reference page. It brings 5 MB of script along: they are loaded when somebody first opens it. */
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import type { App } from './house.ts'

const prefix = '/docs'

export function serveReference(app: App) {
  let page: Promise<FastifyInstance> | undefined
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    page ??= openPage()
    const { statusCode, headers, rawPayload } = await (await page).inject({ method: 'GET', url: request.url })
    if (headers.location) reply.header('location', headers.location)
    return reply
      .code(statusCode)
      .header('content-type', headers['content-type'] ?? 'text/plain')
      .header('content-security-policy', referencePolicy)
      .send(rawPayload)
  }
  app.get(prefix, { schema: { hide: true } }, answer)
  app.get(`${prefix}/*`, { schema: { hide: true } }, answer)
}

async function openPage(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const page = fastify()
  await page.register(reference, {
    routePrefix: prefix,
    configuration: {
      url: '/api/v1/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      title: 'HealthCRM API',
      // What leads to the maker's own services has no place on a clinic's page.
      showDeveloperTools: 'never',
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    } as never,
  })
  return page
}

/** The page brings its own script and styles along; it may load nothing from elsewhere. */
const referencePolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  'worker-src blob:',
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

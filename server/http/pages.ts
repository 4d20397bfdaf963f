/** The staff app's pages: built files with long caching, and one HTML page with a fresh nonce for every other address. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import files from '@fastify/static'
import { pagePolicy } from './headers.ts'
import type { App } from './house.ts'

const built = join(import.meta.dirname, '..', '..', 'dist')
const yearInSeconds = 365 * 24 * 60 * 60

export async function servePages(app: App) {
  const index = join(built, 'index.html')
  if (!existsSync(index)) return
  const html = readFileSync(index, 'utf8')
  await app.register(async (pages) => {
    await pages.register(compress, { encodings: ['br', 'gzip'] })
    await pages.register(files, {
      root: built,
      index: false,
      wildcard: false,
      maxAge: yearInSeconds * 1000,
      immutable: true,
      globIgnore: ['**/*.html', '.*'],
    })
    pages.get('/', { schema: { hide: true } }, async (_request, reply) => sendPage(reply))
    pages.get('/*', { schema: { hide: true } }, async (request, reply) => {
      // An unknown address of the API is not a page.
      if (request.url.startsWith('/api/')) return reply.callNotFound()
      return sendPage(reply)
    })
  })

  function sendPage(reply: import('fastify').FastifyReply) {
    const { nonce, policy } = pagePolicy()
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll('__CSP_NONCE__', nonce))
  }
}

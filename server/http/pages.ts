/** The pages of the staff app and of the portal: built files with long caching, and one HTML page each with a fresh nonce for every other address. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import files from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pagePolicy } from './headers.ts'
import type { App } from './house.ts'
import { portalPages } from './portal-page.ts'

const built = join(import.meta.dirname, '..', '..', 'dist')
const yearInSeconds = 365 * 24 * 60 * 60

export async function servePages(app: App) {
  if (!existsSync(join(built, 'index.html'))) return
  const staffPage = readFileSync(join(built, 'index.html'), 'utf8')
  const portalPage = portalPages(join(built, 'portal'))
  const sendStaffPage = (reply: FastifyReply) => sendPage(reply, 'staff', staffPage)
  const sendPortalPage = ({ url, headers }: FastifyRequest, reply: FastifyReply) =>
    sendPage(reply, 'portal', portalPage({ path: url.split('?')[0] ?? '', acceptLanguage: headers['accept-language'] }))
  await app.register(async (pages) => {
    await pages.register(compress, { encodings: ['br', 'gzip'] })
    await pages.register(files, {
      root: built,
      index: false,
      wildcard: false,
      maxAge: yearInSeconds * 1000,
      immutable: true,
      globIgnore: ['**/*.html', '.*', '**/.vite/**'],
    })
    pages.get('/', { schema: { hide: true } }, async (_request, reply) => sendStaffPage(reply))
    pages.get('/portal', { schema: { hide: true } }, async (request, reply) => sendPortalPage(request, reply))
    pages.get('/portal/*', { schema: { hide: true } }, async (request, reply) => sendPortalPage(request, reply))
    // As certificates name it.
    pages.get('/verify', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/portal/verify'))
    pages.get('/*', { schema: { hide: true } }, async (request, reply) => {
      if (!isPage(request.url.split('?')[0] ?? '')) return reply.callNotFound()
      return sendStaffPage(reply)
    })
  })
}

/** An unknown address of the API, a file that is not there and the metrics, which have a listener of their own, are no pages. */
const isPage = (path: string): boolean => !/^\/(api|metrics)(\/|$)/.test(path) && !path.split('/').some((part) => part.includes('.'))

function sendPage(reply: FastifyReply, whose: 'staff' | 'portal', html: string) {
  const { nonce, policy } = pagePolicy(whose)
  return reply
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html.replaceAll('__CSP_NONCE__', nonce))
}

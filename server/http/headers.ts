/** Security headers on every answer; pages get a fresh nonce for each response. */
import { randomBytes } from 'node:crypto'
import type { App } from './house.ts'

declare module 'fastify' {
  interface FastifyReply {
    nonce: string
  }
}

/** One hook that calls back at once: a promise or a header set one by one would cost every answer. */
export function setHeaders(app: App) {
  app.decorateReply('nonce', '')
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', apiPolicy)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    reply.headers(always)
    done()
  })
}

const yearInSeconds = 365 * 24 * 60 * 60
const always = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': `max-age=${yearInSeconds}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}
/** Data is never a page: nothing may run, load or frame it. */
const apiPolicy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** What the hook above adds, for answers that are written to the socket itself. */
export const dataHeaders = { ...always, 'content-security-policy': apiPolicy, 'cache-control': 'no-store' }

/** The policy of a page and its nonce. The staff's widgets set style attributes, which only 'unsafe-inline' attributes allow. */
export function pagePolicy(of: 'staff' | 'portal'): { nonce: string; policy: string } {
  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    of === 'staff' ? "style-src-attr 'unsafe-inline'" : "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  return { nonce, policy }
}

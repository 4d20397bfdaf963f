/** Security headers on every answer; pages get a fresh nonce for each response. */
import { randomBytes } from 'node:crypto'
import helmet from '@fastify/helmet'
import type { App } from './house.ts'

const year = 365 * 24 * 60 * 60

declare module 'fastify' {
  interface FastifyReply {
    nonce: string
  }
}

export async function setHeaders(app: App) {
  app.decorateReply('nonce', '')
  await app.register(helmet, {
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: year, includeSubDomains: true },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', apiPolicy)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    reply.header('permissions-policy', permissions)
  })
}

const permissions = 'camera=(), microphone=(), geolocation=(), payment=()'
/** Data is never a page: nothing may run, load or frame it. */
const apiPolicy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** What the hook above adds, for answers that are written to the socket itself. */
export const dataHeaders = { 'content-security-policy': apiPolicy, 'cache-control': 'no-store', 'permissions-policy': permissions }

/** The policy of a page and its nonce. Mantine sets style attributes, which only 'unsafe-inline' attributes allow. */
export function pagePolicy(): { nonce: string; policy: string } {
  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
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

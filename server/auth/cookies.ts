/** Our cookies: `__Host-` and `Secure` behind TLS; on plain http://localhost they keep every other attribute. */
import type { FastifyReply, FastifyRequest } from 'fastify'

export type CookieName = 'session' | 'device' | 'portal'

const fullName = (name: CookieName, publicUrl: string | undefined) => (publicUrl?.startsWith('https:') ? `__Host-${name}` : name)

export function readCookie(request: FastifyRequest, name: CookieName, publicUrl: string | undefined): string | undefined {
  const header = request.headers.cookie
  if (!header) return undefined
  const start = `${fullName(name, publicUrl)}=`
  for (const part of header.split(';')) {
    const pair = part.trimStart()
    if (pair.startsWith(start)) return pair.slice(start.length).trim() || undefined
  }
  return undefined
}

/** Without `keepSeconds` it goes with the browser. */
export function setCookie(
  reply: FastifyReply,
  cookie: { name: CookieName; value: string; keepSeconds?: number },
  publicUrl: string | undefined,
) {
  const name = fullName(cookie.name, publicUrl)
  const secure = name.startsWith('__Host-') ? '; Secure' : ''
  const age = cookie.keepSeconds === undefined ? '' : `; Max-Age=${cookie.keepSeconds}`
  reply.header('set-cookie', `${name}=${cookie.value}; Path=/; HttpOnly; SameSite=Lax${secure}${age}`)
}

/**
 * Requests of ours to addresses that people typed in. They go to the public network alone, whatever a name, a redirect or
 * an answer of the name server that changes says: the address that is checked is the one that is connected to.
 */
import { lookup as resolveName } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export interface Outgoing {
  url: string
  headers: Record<string, string>
  body: string
  /** `host` or `host:port` that may be in the clinic's own network; an operator's setting. */
  allowed: readonly string[]
  timeoutMs?: number
}

/** The address may not be called. */
export class NotPublic extends Error {
  constructor(host: string) {
    super(`${host} is not in the public network: name it in WEBHOOK_ALLOWED_HOSTS if it is to be called`)
  }
}

/** Answers the status. Redirects are not followed, and of the answer nothing else is read. */
export function postTo({ url, headers, body, allowed, timeoutMs = 10_000 }: Outgoing): Promise<number> {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const isAllowed = allowed.includes(target.host.toLowerCase()) || allowed.includes(host.toLowerCase())
  const request = target.protocol === 'https:' ? safeRequest : plainRequest
  return new Promise((resolve, reject) => {
    if (!isAllowed && isIP(host) && !isPublic(host)) throw new NotPublic(host)
    const asking = request(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      lookup: isAllowed ? undefined : publicLookup,
      signal: AbortSignal.timeout(timeoutMs),
      agent: false,
    })
    asking.on('response', (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.destroy()
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

const publicLookup: LookupFunction = (host, options, done) => {
  resolveName(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '')
    // One that is not public spoils all: which of them is taken is not ours to say.
    if (!addresses.length || addresses.some(({ address }) => !isPublic(address))) return done(new NotPublic(host), '')
    const [first] = addresses
    if (options.all) done(null, addresses)
    else done(null, first?.address ?? '', first?.family)
  })
}

const notPublic = new BlockList()
const v4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const
for (const [net, bits] of v4) notPublic.addSubnet(net, bits, 'ipv4')

const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')
// Addresses that carry one of the fourth version in them, and documentation.
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  notPublic.addSubnet(net, bits, 'ipv6')
}

export function isPublic(address: string): boolean {
  const bare = address.split('%')[0] ?? ''
  const family = isIP(bare)
  if (family === 4) return !notPublic.check(bare, 'ipv4')
  return family === 6 && publicV6.check(bare, 'ipv6') && !notPublic.check(bare, 'ipv6')
}

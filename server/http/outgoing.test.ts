import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPublic, postTo } from './outgoing.ts'

/** Stands where nobody may be sent. */
let connections = 0
let port = 0
const sentinel = createServer((request, answer) => {
  if (request.url === '/slow') return
  if (request.url === '/away') answer.writeHead(302, { location: `http://127.0.0.1:${port}/secret` })
  if (request.url === '/large') answer.write('x'.repeat(5e6))
  answer.end()
}).on('connection', () => {
  connections += 1
})

beforeAll(async () => {
  await new Promise<void>((done) => sentinel.listen(0, '127.0.0.1', done))
  port = Number(Object(sentinel.address()).port)
})
afterAll(() => {
  sentinel.closeAllConnections()
  sentinel.close()
})

const send = (host: string, more: { path?: string; allowed?: string[]; timeoutMs?: number } = {}) => {
  const { path = '/', allowed = [], timeoutMs = 5000 } = more
  return postTo({ url: `http://${host}:${port}${path}`, headers: {}, body: '{}', allowed, timeoutMs })
}

test.each([
  '127.0.0.1',
  '127.1.2.3',
  '0x7f.1',
  '2130706433',
  '0.0.0.0',
  'localhost',
  'localhost.',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '169.254.169.254',
  '10.1.2.3',
  '[fc00::1]',
  '[fe80::1]',
])('%s is refused, and nobody connects to this machine', async (host) => {
  await expect(send(host)).rejects.toThrow(/is not in the public network|ENOTFOUND/)
  expect(connections).toBe(0)
})

test('an operator may name a host in the clinic’s own network', async () => {
  expect(await send('127.0.0.1', { allowed: [`127.0.0.1:${port}`] })).toBe(200)
  expect(await send('localhost', { allowed: ['localhost'] })).toBe(200)
  await expect(send('127.0.0.1', { allowed: ['127.0.0.1:1'] })).rejects.toThrow('is not in the public network')
})

test('a redirect is an answer, and is not followed', async () => {
  const before = connections
  expect(await send('127.0.0.1', { path: '/away', allowed: ['127.0.0.1'] })).toBe(302)
  expect(connections).toBe(before + 1)
})

test('a long answer is not read, and one that does not come is not waited for', async () => {
  expect(await send('127.0.0.1', { path: '/large', allowed: ['127.0.0.1'] })).toBe(200)
  await expect(send('127.0.0.1', { path: '/slow', allowed: ['127.0.0.1'], timeoutMs: 200 })).rejects.toThrow(/abort|timeout/i)
})

test('public addresses are', () => {
  expect(['8.8.8.8', '172.15.0.1', '2606:4700::1111'].map(isPublic)).toEqual([true, true, true])
  expect(['172.31.0.1', '100.64.0.1', '::', '2001:db8::1', '2002:7f00:1::', 'nothing'].map(isPublic)).toEqual(Array(6).fill(false))
})

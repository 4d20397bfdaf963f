import { get } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { signedIn, testClock } from '../test/visitor.ts'

const clock = testClock()
const beat = () => vi.advanceTimersByTime(15_000)
let clinic: TestApp
let port: number
beforeAll(async () => {
  // The heart beats when the test says so.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  clinic = await testApp({ now: clock.now })
  port = Number(new URL(await clinic.app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(async () => {
  vi.useRealTimers()
  await clinic.close()
})

async function follow(cookie: string) {
  let text = ''
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    get({ port, path: '/api/v1/events', headers: { cookie } }, resolve).on('error', reject)
  })
  response.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  return { status: response.statusCode, text: () => text, isOver: () => response.closed || response.readableEnded }
}

test('a comment every fifteen seconds keeps the line open, and following is not being present', async () => {
  const visitor = await signedIn(clinic, clinic.people.sdr)
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const stream = await follow(cookie)
  expect(stream.status).toBe(200)
  for (let count = 1; count <= 3; count++) {
    clock.pass({ minutes: 4 })
    beat()
    await vi.waitFor(() => expect(stream.text().match(/^: still here$/gm)).toHaveLength(count))
  }
  expect(stream.isOver()).toBe(false)
  clock.pass({ minutes: 4 })
  beat()
  await vi.waitFor(() => expect(stream.isOver()).toBe(true))
  expect((await visitor.ask('GET', '/me')).status).toBe(401)
})

test('a stream ends when its user signs out', async () => {
  const visitor = await signedIn(clinic, clinic.people.coach)
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const stream = await follow(cookie)
  expect((await visitor.ask('POST', '/auth/sign-out')).status).toBe(204)
  await vi.waitFor(() => expect(stream.isOver()).toBe(true))
})

import { get } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'

let clinic: TestApp
let port: number
beforeAll(async () => {
  clinic = await testApp()
  port = Number(new URL(await clinic.app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => clinic.close())

async function follow(person: Person): Promise<{ text: () => string; stop: () => void }> {
  let text = ''
  return new Promise((resolve, reject) => {
    const request = get({ port, path: '/api/v1/events', headers: { authorization: `Bearer ${person.token}` } }, (response) => {
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
        resolve({ text: () => text, stop: () => request.destroy() })
      })
    })
    request.on('error', reject)
  })
}

test('the open pages of who is told hear of it at once, and nobody else’s; settings are heard by all', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  const [theirs, others] = [await follow(sdr), await follow(otherSdr)]
  await clinic.as(admin).post('/tasks', { title: 'Canary', assignedToId: sdr.id })
  await clinic.as(admin).patch('/settings/clinic', { name: 'Heard by all' })
  await expect.poll(theirs.text).toContain('event: notified\ndata: {}')
  await expect.poll(others.text).toContain('"entityType":"clinic"')
  await expect.poll(theirs.text).toContain('"entityType":"clinic"')
  expect(others.text()).not.toContain('notified')
  expect(theirs.text()).not.toMatch(/Canary|Heard/)
  theirs.stop()
  others.stop()
})

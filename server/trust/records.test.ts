import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import { type Answer, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let it: TestApp
let lead: number
let contact: number
let task: number
let appointment: number
beforeAll(async () => {
  it = await testApp()
  lead = await build.lead(it, { owner_id: it.people.sdr.id, last_name: 'Zyxhidden', notes: 'Zyxhidden', password_hash: 'Zyxsecret' })
  contact = await build.contact(it, { health_coach_id: it.people.coach.id, last_name: 'Zyxhidden' })
  task = await build.task(it, { lead_id: lead, title: 'Zyxhidden call' })
  appointment = await build.appointment(it, { contact_id: contact, title: 'Zyxhidden visit' })
  await build.restrict(it, 'lead', lead)
  await build.restrict(it, 'contact', contact)
})
afterAll(() => it.close())

const endpoints = Object.values(api).flatMap((room) => Object.values(room) as Endpoint[])
const hidden = () => ({ leads: lead, contacts: contact, tasks: task, appointments: appointment })

/** Bodies that would do something if the record were not hidden. */
const bodyOf = (key: string): unknown => {
  if (key.endsWith('/calls')) return { outcome: 'Reached' }
  if (key.endsWith('/comments')) return { body: 'Zyxhidden' }
  if (key.endsWith('/messages')) return { body: 'Zyxhidden' }
  if (key.endsWith('/payments')) return { cents: 100, method: 'cash' }
  if (key.endsWith('/recurrence')) return { every: 'week' }
  if (key.endsWith('/stage')) return { stage: 'Initial Labs' }
  if (key.startsWith('PATCH')) return {}
  return key.startsWith('POST') || key.startsWith('PUT') ? {} : undefined
}

async function ask(path: string, { method, key }: Endpoint): Promise<Answer> {
  const as = it.as(it.people.otherSdr)
  const body = bodyOf(key)
  if (method === 'GET') return as.get(path)
  if (method === 'DELETE') return as.delete(path)
  return method === 'POST' ? as.post(path, body) : method === 'PUT' ? as.put(path, body) : as.patch(path, body)
}

describe('a record that somebody may not know of (C3)', () => {
  test('answers each route as an id that does not exist, word for word', async () => {
    let tried = 0
    for (const endpoint of endpoints) {
      const [, room = ''] = endpoint.path.split('/')
      const id = (hidden() as Record<string, number>)[room]
      if (id === undefined || !endpoint.path.includes(':id')) continue
      // What else a path names hangs on the record.
      const at = (record: number) => endpoint.path.replace(':id', String(record)).replace(/:\w+/g, '7')
      const there = await ask(at(id), endpoint)
      const nowhere = await ask(at(2147483000), endpoint)
      const said = ({ status, body: { requestId, ...rest } }: Answer) => ({ status, rest })
      expect([endpoint.key, said(there)]).toEqual([endpoint.key, said(nowhere)])
      // Without a file both are refused for that, alike.
      if (!endpoint.parts.consumes) expect([endpoint.key, [403, 404].includes(there.status)]).toEqual([endpoint.key, true])
      tried += 1
    }
    expect(tried).toBeGreaterThan(25)
  })

  test('cannot be referred to from a record of one’s own', async () => {
    const as = it.as(it.people.otherSdr)
    for (const body of [{ leadId: lead }, { contactId: contact }]) {
      const refused = await as.post<{ errors: { path: string }[] }>('/tasks', { title: 'x', ...body })
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, Object.keys(body)[0]])
    }
    expect((await as.post('/appointments', { title: 'x', scheduledAt: '2031-01-01T10:00:00Z', leadId: lead })).status).toBe(400)
  })

  test('stays out of lists, searches, counts, duplicates, exports and events, whatever is asked', async () => {
    const as = it.as(it.people.otherSdr)
    const asked = [
      `/leads?id=${lead}`,
      '/leads?q=zyxhidden',
      '/leads?lastName=Zyxhidden',
      '/leads/board',
      `/leads/facets?q=zyxhidden`,
      '/leads/duplicates?firstName=Lena&lastName=Zyxhidden',
      '/contacts?q=zyxhidden',
      '/tasks?limit=200',
      `/tasks?leadId=${lead}`,
      '/appointments?limit=200',
      '/search?q=zyxhidden',
      `/activity?entityType=lead&entityId=${lead}`,
    ] // prettier-ignore
    for (const path of asked) {
      const answer = await as.get<{ data?: unknown[]; total?: number }>(path)
      expect([path, answer.status, answer.text.includes('Zyxhidden')]).toEqual([path, 200, false])
    }
    expect((await as.get<{ total: number }>('/leads/facets?q=zyxhidden')).body.total).toBe(0)
    expect((await it.as(it.people.admin).get<{ total: number }>('/leads/facets?q=zyxhidden')).body.total).toBe(1)
  })

  test('is whole for its owner, its coach and an Admin', async () => {
    expect((await it.as(it.people.sdr).get(`/leads/${lead}`)).status).toBe(200)
    expect((await it.as(it.people.coach).get(`/contacts/${contact}`)).status).toBe(200)
    expect((await it.as(it.people.admin).get(`/tasks/${task}`)).status).toBe(200)
  })
})

test('no password hash leaves by any route, for anybody (C6)', async () => {
  for (const person of [it.people.sdr, it.people.coach, it.people.admin]) {
    for (const endpoint of endpoints.filter(({ method, parts }) => method === 'GET' && parts.produces !== 'text/event-stream')) {
      const [, room = ''] = endpoint.path.split('/')
      const id = (hidden() as Record<string, number>)[room] ?? 1
      const { text } = await it.as(person).get(endpoint.path.replace(/:\w+/g, String(id)))
      // What the database works on names columns; of their values it knows nothing.
      const names = endpoint.key === 'GET /system/slow-queries' ? '' : '|passwordHash|password_hash'
      expect([endpoint.key, new RegExp(`Zyxsecret|\\$argon2${names}`).test(text)]).toEqual([endpoint.key, false])
    }
  }
})

test('an SDR and a coach see of colleagues their names and roles, and no e-mail by any filter or sort (C6)', async () => {
  for (const person of [it.people.sdr, it.people.coach]) {
    const { text } = await it.as(person).get('/users?limit=200')
    expect(text).not.toContain('@clinic.example')
    const byEmail = await it.as(person).get<{ data?: unknown[] }>(`/users?q=${it.people.admin.email.split('@')[0]}`)
    expect(byEmail.body.data ?? []).toEqual([])
  }
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface View {
  id: number
  name: string
  isDefault: boolean
  isShared: boolean
  ownerId: number
  search: string
}
let count = 0
async function saved(person: Person, more: Record<string, unknown> = {}): Promise<View> {
  count += 1
  const answer = await clinic
    .as(person)
    .post<View & Record<string, unknown>>('/views', { page: 'leads', name: `View ${count}`, search: 'status=HHQ+Signed', ...more })
  expect(answer.status).toBe(201)
  return answer.body
}
const seenBy = async (person: Person, page = 'leads') => (await clinic.as(person).get<{ data: View[] }>(`/views?page=${page}`)).body.data

test('a saved view is its owner’s alone until it is shared, and leaves one entry', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  const view = await saved(sdr)
  expect(view).toMatchObject({ ownerId: sdr.id, isShared: false, isDefault: false, search: 'status=HHQ+Signed' })
  expect(await trailOf(clinic, 'view', view.id)).toEqual([
    { action: 'created', details: { page: 'leads', isShared: false }, userId: sdr.id },
  ])
  for (const other of [otherSdr, admin]) expect((await seenBy(other)).map(({ id }) => id)).not.toContain(view.id)
  expect((await clinic.as(sdr).patch(`/views/${view.id}`, { isShared: true })).body.isShared).toBe(true)
  for (const other of [otherSdr, admin]) expect((await seenBy(other)).map(({ id }) => id)).toContain(view.id)
  expect((await seenBy(otherSdr, 'tasks')).map(({ id }) => id)).not.toContain(view.id)
})

test('only its owner changes a view, and an Admin those that are shared', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  const [own, shared] = [await saved(sdr), await saved(sdr, { isShared: true })]
  for (const [person, id, status] of [
    [otherSdr, own.id, 404],
    [admin, own.id, 404],
    [otherSdr, shared.id, 403],
  ] as const) {
    expect((await clinic.as(person).patch(`/views/${id}`, { name: 'Mine now' })).status).toBe(status)
    expect((await clinic.as(person).delete(`/views/${id}`)).status).toBe(status)
  }
  expect((await clinic.as(admin).patch(`/views/${shared.id}`, { name: 'Our hot ones' })).body.name).toBe('Our hot ones')
  const taken = await clinic.as(admin).patch(`/views/${shared.id}`, { isShared: false })
  expect([taken.status, taken.body.isShared]).toEqual([200, false])
  expect((await seenBy(admin)).map(({ id }) => id)).not.toContain(shared.id)
  expect((await seenBy(sdr)).map(({ id }) => id)).toContain(shared.id)
  const another = await saved(sdr, { isShared: true })
  expect((await clinic.as(admin).delete(`/views/${another.id}`)).status).toBe(204)
  expect(await actionsOf(clinic, 'view', another.id)).toEqual(['created', 'deleted'])
})

test('each page has one default for each person; another takes its place, deleting takes it away', async () => {
  const { sdr, coach } = clinic.people
  const [first, second] = [await saved(sdr, { isShared: true }), await saved(sdr)]
  for (const { id } of [first, second]) expect((await clinic.as(sdr).put(`/views/${id}/default`)).body.isDefault).toBe(true)
  expect((await clinic.as(coach).put(`/views/${first.id}/default`)).status).toBe(200)
  expect((await seenBy(sdr)).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([second.id])
  expect((await seenBy(coach)).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([first.id])
  await clinic.as(sdr).put(`/views/${second.id}/default`)
  expect(await actionsOf(clinic, 'view', second.id)).toEqual(['created', 'made_default'])
  expect((await clinic.as(sdr).delete(`/views/${second.id}/default`)).status).toBe(204)
  expect((await seenBy(sdr)).some(({ isDefault }) => isDefault)).toBe(false)
  expect((await clinic.as(sdr).delete(`/views/${first.id}`)).status).toBe(204)
  expect((await seenBy(coach)).some(({ isDefault }) => isDefault)).toBe(false)
})

test('a name stands once for each person and page, also when two tabs save it at once', async () => {
  const { sdr, coach } = clinic.people
  const body = { page: 'contacts', name: 'My panel', search: '' }
  expect(statusesOf(await atOnce(6, () => clinic.as(coach).post('/views', body)))).toEqual([201, 409, 409, 409, 409, 409])
  expect((await clinic.as(sdr).post('/views', body)).status).toBe(201)
  const other = await saved(coach, { page: 'contacts' })
  expect((await clinic.as(coach).patch(`/views/${other.id}`, { name: 'My panel' })).body.detail).toMatch(/My panel/)
  expect((await clinic.as(coach).patch(`/views/${other.id}`, { name: other.name })).status).toBe(200)
})

test('bad input is named; what is not there is a 404', async () => {
  const as = clinic.as(clinic.people.sdr)
  expect(badFields(await as.post('/views', { page: 'users', name: ' ', search: '?status=x', colour: 1 }))).toEqual([
    'colour',
    'name',
    'page',
    'search',
  ])
  for (const path of ['/views/2147483000', '/views/2147483000/default']) expect((await as.delete(path)).status).toBe(404)
  expect((await as.patch('/views/2147483000', { name: 'x' })).status).toBe(404)
  expect((await as.put('/views/2147483000/default')).status).toBe(404)
})

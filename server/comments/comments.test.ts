import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

interface Row {
  id: number
  body: string
  mentions: number[]
  userId: number
}
interface Rows {
  data: Row[]
  nextCursor: string | null
}
interface Entries {
  data: { kind: string; action: string; entityType: string; details: Record<string, unknown> | null }[]
}

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const nameOf = async (id: number) =>
  (await clinic.sql<{ name: string }>(`select first_name || ' ' || last_name as name from users where id = $1`, [id]))[0]?.name

describe('commenting', () => {
  test('works on a lead, a contact and a task for all who may read it; the trail tells who, never what', async () => {
    const { sdr, coach } = clinic.people
    const [lead, contact] = [await build.lead(clinic), await build.contact(clinic)]
    const task = await build.task(clinic, { contact_id: contact })
    for (const [path, type, id] of [
      [`/leads/${lead}/comments`, 'lead', lead],
      [`/contacts/${contact}/comments`, 'contact', contact],
      [`/tasks/${task}/comments`, 'task', task],
    ] as const) {
      const body = `Prefers mornings. @${await nameOf(coach.id)}`
      const made = await clinic.as(sdr).post<Row>(path, { body })
      expect([made.status, made.body]).toEqual([
        201,
        expect.objectContaining({ body, userId: sdr.id, mentions: [coach.id], entityType: type, entityId: id }),
      ])
      expect(await trailOf(clinic, type, id)).toEqual([
        { action: 'commented', details: { commentId: made.body.id, mentions: [coach.id] }, userId: sdr.id },
      ])
      expect((await clinic.as(coach).get<Rows>(path)).body.data).toEqual([made.body])
    }
    const [trail] = await clinic.sql<{ said: number }>(`select count(*)::int as said from activity_logs where details like '%mornings%'`)
    expect(trail?.said).toBe(0)
  })

  test('people who have left are not mentioned', async () => {
    const { sdr } = clinic.people
    const left = await clinic.addPerson('SDR')
    const body = `@${await nameOf(left.id)}`
    await clinic.sql('update users set is_active = false where id = $1', [left.id])
    const made = await clinic.as(sdr).post<Row>(`/leads/${await build.lead(clinic)}/comments`, { body })
    expect(made.body.mentions).toEqual([])
  })

  test('a comment without words, too long or with a field too many is refused by name', async () => {
    const lead = await build.lead(clinic)
    const as = clinic.as(clinic.people.sdr)
    expect(badFields(await as.post(`/leads/${lead}/comments`, {}))).toEqual(['body'])
    expect(badFields(await as.post(`/leads/${lead}/comments`, { body: '  \n ' }))).toEqual(['body'])
    expect(badFields(await as.post(`/leads/${lead}/comments`, { body: 'a'.repeat(10_001) }))).toEqual(['body'])
    expect(badFields(await as.post(`/leads/${lead}/comments`, { body: 'a', mentions: [1] }))).toEqual(['mentions'])
    expect(await actionsOf(clinic, 'lead', lead)).toEqual([])
  })

  test('of a record that is not there, or not to be known of, there are none', async () => {
    const { sdr, otherSdr, admin } = clinic.people
    const lead = await build.lead(clinic, { owner_id: sdr.id })
    const task = await build.task(clinic, { lead_id: lead, assigned_to_id: otherSdr.id })
    await clinic.as(sdr).post(`/leads/${lead}/comments`, { body: 'Quietly' })
    const onTask = await clinic.as(otherSdr).post<Row>(`/tasks/${task}/comments`, { body: 'Quietly too' })
    await build.restrict(clinic, 'lead', lead)
    const stranger = clinic.as(otherSdr)
    const refused = [
      await stranger.get(`/leads/${lead}/comments`),
      await stranger.post(`/leads/${lead}/comments`, { body: 'x' }),
      await stranger.get(`/tasks/${task}/comments`),
      await stranger.get(`/tasks/${task}/timeline`),
      // Not even one's own, once the record is closed.
      await stranger.delete(`/comments/${onTask.body.id}`),
      await stranger.get('/contacts/999999/comments'),
      await clinic.as(admin).delete('/comments/999999'),
    ]
    expect(statusesOf(refused)).toEqual(Array(7).fill(404))
    expect((await clinic.as(sdr).get<Rows>(`/leads/${lead}/comments`)).body.data).toHaveLength(1)
    expect((await clinic.as(admin).get<Rows>(`/tasks/${task}/comments`)).body.data).toHaveLength(1)
  })

  test('are listed newest first, a page at a time', async () => {
    const lead = await build.lead(clinic)
    const as = clinic.as(clinic.people.sdr)
    for (const body of ['one', 'two', 'three']) await as.post(`/leads/${lead}/comments`, { body })
    const first = (await as.get<Rows>(`/leads/${lead}/comments?limit=2`)).body
    expect(first.data.map(({ body }) => body)).toEqual(['three', 'two'])
    const rest = (await as.get<Rows>(`/leads/${lead}/comments?limit=2&cursor=${first.nextCursor}`)).body
    expect([rest.data.map(({ body }) => body), rest.nextCursor]).toEqual([['one'], null])
    expect(badFields(await as.get(`/leads/${lead}/comments?cursor=abc`))).toEqual(['cursor'])
  })
})

describe('taking a comment back', () => {
  test('is its author’s and an Admin’s to do; it is kept, and an Admin restores it', async () => {
    const { sdr, otherSdr, admin } = clinic.people
    const lead = await build.lead(clinic)
    const said = await clinic.as(sdr).post<Row>(`/leads/${lead}/comments`, { body: 'Oops' })
    expect((await clinic.as(otherSdr).delete(`/comments/${said.body.id}`)).status).toBe(403)
    expect((await clinic.as(sdr).delete(`/comments/${said.body.id}`)).status).toBe(204)
    expect(await actionsOf(clinic, 'lead', lead)).toEqual(['commented', 'comment_deleted'])
    const { body: timeline } = await clinic.as(sdr).get<Entries>(`/leads/${lead}/timeline`)
    expect(timeline.data.find(({ kind }) => kind === 'comment')?.details).toEqual({ commentId: said.body.id })
    const { body: kept } = await clinic
      .as(admin)
      .get<{ data: { id: number; entityId: number }[] }>(`/deleted-records?entityType=comment&entityId=${said.body.id}`)
    expect((await clinic.as(admin).post(`/deleted-records/${kept.data[0]?.id}/restoration`)).status).toBe(200)
    expect((await clinic.as(sdr).get<Rows>(`/leads/${lead}/comments`)).body.data).toEqual([said.body])
  })

  test('ten who delete it at once delete it once', async () => {
    const { sdr } = clinic.people
    const lead = await build.lead(clinic)
    const said = await clinic.as(sdr).post<Row>(`/leads/${lead}/comments`, { body: 'Twice' })
    const answers = await atOnce(10, () => clinic.as(sdr).delete(`/comments/${said.body.id}`))
    expect(statusesOf(answers)).toEqual([204, ...Array(9).fill(404)])
    expect(await actionsOf(clinic, 'lead', lead)).toEqual(['commented', 'comment_deleted'])
  })

  test('with its record it goes and comes back', async () => {
    const { sdr, admin } = clinic.people
    const lead = await build.lead(clinic)
    const task = await build.task(clinic, { lead_id: lead })
    await clinic.as(sdr).post(`/leads/${lead}/comments`, { body: 'On the lead' })
    await clinic.as(sdr).post(`/tasks/${task}/comments`, { body: 'On its task' })
    await clinic.as(admin).delete(`/leads/${lead}`)
    const [left] = await clinic.sql<{ n: number }>('select count(*)::int as n from comments where entity_id in ($1, $2)', [lead, task])
    expect(left?.n).toBe(0)
    const { body } = await clinic.as(admin).get<{ data: { id: number }[] }>(`/deleted-records?entityType=lead&entityId=${lead}`)
    await clinic.as(admin).post(`/deleted-records/${body.data[0]?.id}/restoration`)
    expect((await clinic.as(sdr).get<Rows>(`/leads/${lead}/comments`)).body.data).toHaveLength(1)
    expect((await clinic.as(sdr).get<Rows>(`/tasks/${task}/comments`)).body.data).toHaveLength(1)
  })
})

test('comments stand in the timeline of their record, those on a task also in those of its lead and its patient', async () => {
  const { sdr } = clinic.people
  const [lead, contact] = [await build.lead(clinic), await build.contact(clinic)]
  const task = await build.task(clinic, { lead_id: lead, contact_id: contact })
  await clinic.as(sdr).post(`/tasks/${task}/comments`, { body: 'Parcel lost' })
  for (const path of [`/tasks/${task}`, `/leads/${lead}`, `/contacts/${contact}`]) {
    const { body } = await clinic.as(sdr).get<Entries>(`${path}/timeline`)
    expect(body.data).toEqual([
      expect.objectContaining({
        kind: 'comment',
        entityType: 'task',
        action: 'commented',
        details: expect.objectContaining({ body: 'Parcel lost', mentions: [] }),
      }),
    ])
  }
})

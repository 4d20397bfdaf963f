import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { actionsOf, atOnce, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

test('a claimed lead is mine; whoever comes later is told whose it is', async () => {
  const { sdr, otherSdr } = clinic.people
  const id = await build.lead(clinic)
  const claimed = await clinic.as(sdr).put(`/leads/${id}/claim`)
  expect([claimed.status, claimed.body.ownerId]).toEqual([200, sdr.id])
  expect((await clinic.as(sdr).put(`/leads/${id}/claim`)).text).toBe(claimed.text)
  const late = await clinic.as(otherSdr).put(`/leads/${id}/claim`)
  const [owner] = await clinic.sql(`select first_name || ' ' || last_name as name from users where id = $1`, [sdr.id])
  expect([late.status, late.body.detail]).toEqual([409, `${owner?.name} has this lead already.`])
  expect(await trailOf(clinic, 'lead', id)).toEqual([
    { action: 'claimed', details: { changes: { ownerId: [null, sdr.id] } }, userId: sdr.id },
  ])
})

test('of twenty who claim a lead at once one has it', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  for (let round = 0; round < counts(3, 100); round++) {
    const id = await build.lead(clinic)
    const everybody = [sdr, otherSdr, admin, await clinic.addPerson('SDR')]
    const answers = await atOnce(20, (index) => clinic.as(everybody[index % 4]).put(`/leads/${id}/claim`))
    expect(statusesOf(answers)).toEqual([...Array(5).fill(200), ...Array(15).fill(409)])
    expect(await actionsOf(clinic, 'lead', id)).toEqual(['claimed'])
  }
})

test('a coach claims what nobody has wanted for 24 hours, and nothing younger', async () => {
  const { coach } = clinic.people
  const young = await build.lead(clinic, { created_at: new Date(Date.now() - 23 * 3_600_000) })
  const old = await build.lead(clinic, { created_at: new Date(Date.now() - 25 * 3_600_000) })
  expect((await clinic.as(coach).put(`/leads/${young}/claim`)).status).toBe(403)
  expect((await clinic.as(coach).put(`/leads/${old}/claim`)).body.ownerId).toBe(coach.id)
})

test('a lead is given back once; a coach gives back only their own', async () => {
  const { sdr, coach, otherCoach } = clinic.people
  const id = await build.lead(clinic, { owner_id: coach.id })
  expect((await clinic.as(otherCoach).delete(`/leads/${id}/claim`)).status).toBe(403)
  expect((await clinic.as(coach).delete(`/leads/${id}/claim`)).body.ownerId).toBeNull()
  expect((await clinic.as(sdr).delete(`/leads/${id}/claim`)).status).toBe(200)
  expect(await actionsOf(clinic, 'lead', id)).toEqual(['released'])
})

test('a lead that was entered late counts from the day the owner of the database gives it; the app itself changes no such day', async () => {
  const { coach } = clinic.people
  const id = await build.lead(clinic)
  await clinic.sql(`update leads set created_at = now() - interval '25 hours' where id = $1`, [id])
  expect((await clinic.as(coach).put(`/leads/${id}/claim`)).status).toBe(200)
  await clinic.sql('grant update (created_at) on leads to sdr')
  await clinic.sql(`begin; set local role sdr; update leads set created_at = '2001-01-01', notes = 'x' where id = ${id}; commit`)
  const [lead] = await clinic.sql<{ year: number; notes: string }>(
    'select extract(year from created_at)::int as year, notes from leads where id = $1',
    [id],
  )
  expect(lead).toEqual({ year: new Date().getUTCFullYear(), notes: 'x' })
})

test('who claims or gives back another version of a lead than they saw is told', async () => {
  const { sdr } = clinic.people
  const id = await build.lead(clinic)
  const seen = { headers: { 'if-match': String((await clinic.as(sdr).get(`/leads/${id}`)).headers.etag) } }
  await clinic.as(sdr).patch(`/leads/${id}`, { notes: 'Call in the evening' })
  expect((await clinic.as(sdr).put(`/leads/${id}/claim`, undefined, seen)).status).toBe(412)
  expect((await clinic.as(sdr).put(`/leads/${id}/claim`)).status).toBe(200)
  expect((await clinic.as(sdr).delete(`/leads/${id}/claim`, seen)).status).toBe(412)
  expect(await actionsOf(clinic, 'lead', id)).toEqual(['updated', 'claimed'])
})

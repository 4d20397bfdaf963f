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

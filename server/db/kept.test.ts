/** What instances keep, on two of them. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { counts, tell } from '../test/counts.ts'
import { hitsOf } from './hits.ts'
import { openKept } from './kept.ts'
import { type Listener, openListener } from './listen.ts'

const times = counts(100, 1000)

let one: TestApp
let other: TestApp
beforeAll(async () => {
  one = await testApp()
  other = await testApp({ onto: { ownerUrl: one.database.ownerUrl, dataDir: inject('clusterDataDir') } })
})
afterAll(async () => {
  await other.close()
  await one.close()
})

const nameAt = async (house: TestApp) => (await house.as(one.people.admin).get<{ name: string }>('/settings/clinic')).body.name

test('who changes a setting on one instance and reads it on another sees the change, every time', async () => {
  const stale: string[] = []
  const as = one.as(one.people.admin)
  for (let at = 0; at < times; at++) {
    await nameAt(other)
    const name = `Northgate ${at}`
    expect((await as.patch('/settings/clinic', { name })).status).toBe(200)
    const [there, here] = [await nameAt(other), await nameAt(one)]
    if (there !== name || here !== name) stale.push(name)
  }
  tell(`Kept settings: ${times} changes read at once on another instance, ${stale.length} stale`)
  expect(stale).toEqual([])
})

test('what nobody changes is read from memory, by role, and the figures say how often', async () => {
  const hits = hitsOf('stages')
  const as = one.as(one.people.sdr)
  const first = await as.get('/stage-definitions')
  const before = { ...hits }
  for (let at = 0; at < 10; at++) expect((await as.get('/stage-definitions')).text).toBe(first.text)
  expect(hits).toMatchObject({ hits: before.hits + 10, misses: before.misses })
  expect(await one.app.metrics.metrics()).toMatch(/kept_reads_total\{what="stages",outcome="hit"\} \d\d/)
})

test('a stage contract changed anywhere, also past the app, is known everywhere', async () => {
  const hoursAt = async (house: TestApp) => {
    const { body } = await house.as(one.people.admin).get<{ data: { stage: string; targetHours: number | null }[] }>('/stage-definitions')
    return body.data.find(({ stage }) => stage === 'Intake')?.targetHours
  }
  await Promise.all([hoursAt(one), hoursAt(other)])
  await one.sql("update stage_definitions set target_hours = 77 where stage = 'Intake'")
  await expect.poll(() => hoursAt(one), { timeout: 2_000 }).toBe(77)
  await expect.poll(() => hoursAt(other), { timeout: 2_000 }).toBe(77)
})

test('what was being read while it changed is not kept', async () => {
  const { kept } = one.app.house
  const reading = kept.keep('clinic', 'slow', async () => {
    await one.as(one.people.admin).patch('/settings/clinic', { name: 'Meanwhile' })
    return 'before'
  })
  expect(await reading).toBe('before')
  expect(await kept.keep('clinic', 'slow', async () => 'after')).toBe('after')
})

test('a change is answered once an instance that hears late has heard it', async () => {
  const listener = await openListener(other.database.url, () => undefined)
  const late: Listener = { ...listener, on: (channel, hear) => listener.on(channel, (payload) => void setTimeout(hear, 60, payload)) }
  const kept = await openKept({ ...other.database }, late)
  for (let at = 0; at < 5; at++) {
    expect(await kept.keep('clinic', 'late', async () => at)).toBe(at)
    expect((await one.as(one.people.admin).patch('/settings/clinic', { name: `Late ${at}` })).status).toBe(200)
  }
  await listener.close()
})

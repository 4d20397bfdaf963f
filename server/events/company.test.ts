/** Who has which record open: seen at once, on whatever instance, by those who may know of the record. */
import { get } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields } from '../test/trail.ts'
import { rememberPresence } from './presence.ts'

let clinic: TestApp
let port: number
const stops: (() => void)[] = []
beforeAll(async () => {
  clinic = await testApp()
  port = Number(new URL(await clinic.app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})
afterAll(() => clinic.close())

const until = (what: () => boolean) => expect.poll(what, { timeout: 20_000, interval: 10 }).toBe(true)

async function listen(person: Person, at = port) {
  let text = ''
  const request = get({ port: at, path: '/api/v1/events', headers: { authorization: `Bearer ${person.token}` } }, (response) =>
    response.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    }),
  ).on('error', () => undefined)
  stops.push(() => request.destroy())
  await until(() => /"stream":"[^"]+"/.test(text))
  const stream = /"stream":"([^"]+)"/.exec(text)?.[1] ?? ''
  const place = (entityId: number, entityType = 'lead') => clinic.as(person).put(`/events/${stream}/place`, { entityType, entityId })
  /** Who is at the record, as this listener last heard. */
  const here = (id: number): number[] | undefined => {
    const said = [...text.matchAll(/event: presence\ndata: (.+)\n/g)].map(([, json]) => JSON.parse(json ?? ''))
    return said.findLast(({ entityId }) => entityId === id)?.userIds
  }
  return { stream, place, here, stop: () => request.destroy() }
}

test('who opens a record is seen there, also by those who come later, until their line ends', async () => {
  const { sdr, otherSdr, coach } = clinic.people
  const id = await build.lead(clinic)
  const [mine, theirs] = [await listen(sdr), await listen(otherSdr)]
  expect((await mine.place(id)).status).toBe(204)
  await until(() => String(theirs.here(id)) === String([sdr.id]))
  await theirs.place(id)
  await until(() => theirs.here(id)?.length === 2)
  const late = await listen(coach)
  await until(() => late.here(id)?.length === 2)
  mine.stop()
  await until(() => String(theirs.here(id)) === String([otherSdr.id]))
  expect((await clinic.as(otherSdr).delete(`/events/${theirs.stream}/place`)).status).toBe(204)
  await until(() => late.here(id)?.length === 0)
})

test('nobody hears who is at a restricted record, or can be there, but those who may know of it', async () => {
  const { sdr, coach, admin } = clinic.people
  const id = await build.lead(clinic, { owner_id: coach.id })
  await build.restrict(clinic, 'lead', id)
  const open = await build.lead(clinic)
  const [stranger, owner, boss] = [await listen(sdr), await listen(coach), await listen(admin)]
  expect((await owner.place(id)).status).toBe(204)
  await until(() => boss.here(id)?.length === 1)
  expect((await stranger.place(id)).status).toBe(404)
  await owner.place(open)
  await until(() => stranger.here(open)?.length === 1)
  expect(stranger.here(id)).toBeUndefined()
  const late = await listen(sdr)
  await owner.place(id)
  await until(() => late.here(open)?.length === 0)
  expect(late.here(id)).toBeUndefined()
})

test('a record that is not there is a 404, anything else than a record is named, and nobody takes another one’s place', async () => {
  const { sdr, otherSdr } = clinic.people
  const mine = await listen(sdr)
  expect((await mine.place(2147483000)).status).toBe(404)
  const bad = await clinic.as(sdr).put(`/events/${mine.stream}/place`, { entityType: 'task', name: 'x' })
  expect([bad.status, badFields(bad)]).toEqual([400, ['entityId', 'entityType', 'name']])
  const id = await build.lead(clinic)
  await mine.place(id)
  await until(() => mine.here(id)?.length === 1)
  await clinic.as(otherSdr).delete(`/events/${mine.stream}/place`)
  const other = await build.lead(clinic)
  await clinic.as(otherSdr).put(`/events/${crypto.randomUUID()}/place`, { entityType: 'lead', entityId: other })
  await until(() => mine.here(other)?.length === 1)
  expect(mine.here(id)).toEqual([sdr.id])
})

test('it is nowhere in the trail, and is heard on every instance', async () => {
  const { sdr, otherSdr } = clinic.people
  const dataDir = inject('clusterDataDir')
  const database = await openDatabase({ ownerUrl: clinic.database.ownerUrl, dataDir, pooler: 'none', poolSize: 2 })
  const config = { ...readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), sessionSecret: 'another instance, the same clinic, forty two' }
  const other = await buildApp({ config, database, log: false })
  try {
    const there = await listen(otherSdr, Number(new URL(await other.listen({ port: 0, host: '127.0.0.1' })).port))
    const id = await build.lead(clinic)
    const before = await clinic.sql('select count(*) from activity_logs')
    await (await listen(sdr)).place(id)
    await until(() => there.here(id)?.length === 1)
    expect(await clinic.sql('select count(*) from activity_logs')).toEqual(before)
  } finally {
    for (const stop of stops.splice(0)) stop()
    await other.close()
    await database.close()
  }
})

test('whom no instance speaks of any more is forgotten after two beats; others stay', () => {
  let now = 0
  const presence = rememberPresence(() => now)
  const at = { entityType: 'contact', entityId: 7 } as const
  const word = (stream: string, userId: number) => JSON.stringify([{ stream, userId, at }])
  expect(presence.hear(word('a', 1))).toEqual([at])
  presence.hear(word('b', 2))
  now = 10_000
  expect([presence.expire(), presence.hear(word('b', 2)), presence.at(at)]).toEqual([[], [], [1, 2]])
  now = 12_001
  expect([presence.expire(), presence.at(at)]).toEqual([[at], [2]])
})

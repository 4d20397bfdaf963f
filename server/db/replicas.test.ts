/** Reading from a real streaming replica, by two instances of the app. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newWatch } from '../operations/watch.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { counts, tell } from '../test/counts.ts'
import { queryAt } from '../test/data-folders.ts'
import { installedVersions, type ServerPair, startPair } from '../test/installed-postgres.ts'
import { ageOf, noteSample, type Sample } from './replica-age.ts'

const times = counts(30, 1000)

test('a replica is as old as the first thing it lacks; one that lacks nothing is new, however long nobody writes', () => {
  const samples: Sample[] = []
  for (const [at, position] of [
    [1_000, 1_000],
    [2_000, 2_000],
    [3_000, 2_000],
    [4_000, 3_000],
  ] as const)
    noteSample(samples, { at, position })
  expect(ageOf(samples, 3_000, 100_000)).toBe(0)
  expect(ageOf(samples, 2_000, 5_000)).toBe(1_000)
  expect(ageOf(samples, 1_500, 5_000)).toBe(3_000)
})

describe.each(installedVersions.slice(0, 1))('with a replica on PostgreSQL %s', (version) => {
  let pair: ServerPair
  let dataDir: string
  let writer: TestApp
  let reader: TestApp
  const states = () => reader.database.replicas?.states().map(({ state }) => state)
  const asAdmin = (text: string) => queryAt(pair.replica.adminUrl(), text)

  beforeAll(async () => {
    pair = await startPair(version)
    dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-replica-'))
    const onto = { ownerUrl: pair.ownerUrl, dataDir, replicaUrls: [pair.replica.adminUrl('clinic')] }
    writer = await testApp({ onto })
    reader = await testApp({ onto })
    while (states()?.[0] !== 'in step') await sleep(20)
  }, 30_000)
  afterAll(async () => {
    await reader?.close()
    await writer?.close()
    await pair?.replica.remove()
    await pair?.primary.remove()
    if (dataDir) rmSync(dataDir, { recursive: true, force: true })
  })

  const add = async (lastName: string) => {
    const answer = await writer.as(writer.people.sdr).post('/leads', { firstName: 'Ann', lastName, email: `${lastName}@example.com` })
    expect(answer.status).toBe(201)
  }
  /** On the other instance, by the person who wrote unless told otherwise. */
  const finds = async (q: string, who = writer.people.sdr) =>
    (await reader.as(who).get<{ data: unknown[] }>(`/search?q=${q}`)).body.data.length === 1

  /** As the watch sees it so much later. */
  const alarmsAfter = async (ms: number) => {
    const later = () => new Date(Date.now() + ms)
    const parts = { database: reader.database, ownerUrl: pair.ownerUrl, dataDir, backups: undefined, hasMail: false }
    const watch = newWatch({ ...parts, now: later, onError: (error) => expect.unreachable(String(error)) })
    await watch.look()
    return watch.standing().flatMap(({ kind, text }) => (kind === 'replica_late' ? [text] : []))
  }

  test('who writes on one instance and reads on another sees it at once, every time, and mostly from the replica (I4)', async () => {
    const reads = reader.database.replicas?.reads ?? { replica: 0, primary: 0 }
    const before = { ...reads }
    const missed: number[] = []
    for (let at = 0; at < times; at++) {
      await add(`quick${at}x`)
      if (!(await finds(`quick${at}x`))) missed.push(at)
    }
    const [copies, primary] = [reads.replica - before.replica, reads.primary - before.primary]
    tell(`I4: ${times} own writes read at once, ${missed.length} missed; ${copies} of the reads by the replica, ${primary} by the primary`)
    expect(missed).toEqual([])
    expect(copies).toBeGreaterThan(times / 2)
  }, 600_000)

  test('figures, files and lists of costs come from the replica too', async () => {
    const reads = reader.database.replicas?.reads ?? { replica: 0, primary: 0 }
    const { admin } = writer.people
    for (const path of ['/reports/targets', '/reports/work', '/exports/reports.csv?report=visits', '/exports/leads.csv']) {
      const before = reads.replica
      expect((await reader.as(admin).get(path)).status, path).toBe(200)
      expect(reads.replica, path).toBeGreaterThan(before)
    }
  })

  test('a replica that stands still serves those who wrote nothing since, then nobody; it says so, and the primary serves', async () => {
    const { otherSdr, sdr } = writer.people
    await finds('nobody', otherSdr)
    await asAdmin('select pg_wal_replay_pause()')
    await expect.poll(() => asAdmin('select pg_get_wal_replay_pause_state() as state')).toEqual([{ state: 'paused' }])
    await add('standstill')
    // Nobody misses what somebody else has written in what is made for many.
    const { replicas } = reader.database
    expect([await replicas?.for('everybody'), (await replicas?.for({ userId: otherSdr.id, role: otherSdr.role })) === undefined]).toEqual([
      undefined,
      false,
    ])
    expect(await finds('standstill', sdr)).toBe(true)
    expect(await finds('standstill', otherSdr)).toBe(false)
    await expect.poll(states, { timeout: 15_000 }).toEqual(['behind'])
    expect(await finds('standstill', otherSdr)).toBe(true)
    expect(await reader.app.metrics.metrics()).toMatch(/database_replica_lag_seconds\{replica="1"\} [5-9]/)
    await asAdmin('select pg_wal_replay_resume()')
    await expect.poll(states, { timeout: 15_000 }).toEqual(['in step'])
  }, 60_000)

  test('a replica that dies fails no request', async () => {
    process.kill(pair.replica.pid, 'SIGKILL')
    for (let at = 0; at < 5; at++) expect(await finds('standstill')).toBe(true)
    await expect.poll(states, { timeout: 15_000 }).toEqual(['away'])
    expect(await alarmsAfter(59_000)).toEqual([])
    expect(await alarmsAfter(75_000)).toEqual([expect.stringContaining('The replica 1 is')])
    expect(await reader.app.metrics.metrics()).toMatch(/database_replica_up\{replica="1"\} 0/)
  }, 60_000)
})

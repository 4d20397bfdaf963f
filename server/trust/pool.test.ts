/** Users share few connections: nothing of one request may be left for the next (C7). */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { hasPgBouncer, type PgBouncer, startPgBouncer } from '../test/pgbouncer.ts'

const requests = counts(600, 10_000)
const users = counts(20, 50)
const atOnce = 16

let it: TestApp
let bouncer: PgBouncer | undefined
afterEach(async () => {
  try {
    await it.close()
  } finally {
    await bouncer?.stop()
    bouncer = undefined
  }
})

interface Member {
  person: Person
  /** A restricted lead that only they and Admins see. */
  lead: number
}

/** Half of them SDRs, half of them coaches. */
async function hire(): Promise<Member[]> {
  const members: Member[] = []
  for (let number = 0; number < users; number++) {
    const person = await it.addPerson(number % 2 ? 'Health Coach' : 'SDR')
    const lead = await build.lead(it, { owner_id: person.id })
    await build.restrict(it, 'lead', lead)
    members.push({ person, lead })
  }
  return members
}

/** What the session still holds, asked at each borrow before the request has it. */
function watchBorrows(): { borrows: number; unclean: unknown[] } {
  const seen = { borrows: 0, unclean: [] as unknown[] }
  const { pool } = it.database
  const connect = pool.connect.bind(pool)
  const watched = async () => {
    const client = await connect()
    const look = () =>
      client.query(
        `SELECT current_user::text AS "user", coalesce(current_setting('app.user_id', true), '') AS id, coalesce(current_setting('app.reason', true), '') AS reason`,
      )
    // The look itself may be what is cancelled.
    const { rows } = await look()
      .catch(look)
      .catch((error: Error) => ({ rows: [{ error: error.message }] }))
    seen.borrows += 1
    if (rows[0].user !== 'healthcrm_app' || rows[0].id !== '' || rows[0].reason !== '') seen.unclean.push(rows[0])
    return client
  }
  // `pool.query` borrows with a callback.
  type Callback = (error: Error | undefined, client?: pg.PoolClient, release?: pg.PoolClient['release']) => void
  const either = (callback?: Callback) =>
    callback ? void watched().then((client) => callback(undefined, client, client.release), callback) : watched()
  Object.assign(pool, { connect: either })
  return seen
}

type Act = (member: Member, other: Member) => Promise<string | undefined>

/** Each answers what is wrong, if something is. */
function acts(address: string): Act[] {
  const leadsOf = (text: string): { id: number; ownerId: number | null }[] => JSON.parse(text).data
  return [
    async ({ person, lead }) => {
      const { status, text } = await it.as(person).get('/leads?limit=200')
      if (status !== 200) return statusIs({ status, text }, 200, 'list')
      const restricted = leadsOf(text).filter(({ ownerId }) => ownerId !== null)
      return restricted.length === 1 && restricted[0]?.id === lead ? undefined : `list: ${text}`
    },
    async ({ person, lead }) => statusIs(await it.as(person).get(`/leads/${lead}`), 200, 'own lead'),
    async ({ person }, other) => statusIs(await it.as(person).get(`/leads/${other.lead}`), 404, "somebody's lead"),
    async ({ person }, other) =>
      statusIs(await it.as(person).patch(`/leads/${other.lead}`, { notes: 'x' }), 404, "change of somebody's lead"),
    async ({ person, lead }) =>
      statusIs(await it.as(person).patch(`/leads/${lead}`, { notes: `${Math.random()}` }), 200, 'change of own lead'),
    async ({ person, lead }) =>
      statusIs(await it.as(person).patch(`/leads/${lead}`, { status: 'HHQ Signed', statusReason: 'because' }), 200, 'status'),
    async ({ person, lead }) => statusIs(await it.as(person).patch(`/leads/${lead}`, { status: 'No such' }), 400, 'bad input'),
    async ({ person, lead }) => statusIs(await it.as(person).patch(`/leads/${lead}`, { ownerId: 2_000_000_000 }), 400, 'unknown owner'),
    async ({ person }) => statusIs(await it.as(person).get('/leads/2147483647'), 404, 'missing'),
    ({ person }) => abandon(address, person),
  ]
}

/** A statement that was cancelled fails its request, and that one alone. */
let failed = 0
function statusIs({ status, text }: { status: number; text: string }, wanted: number, what: string): string | undefined {
  if (status === wanted) return undefined
  if (status < 500) return `${what}: ${status} ${text.slice(0, 200)}`
  failed += 1
  return undefined
}

/** Asks over the network and goes away before the answer. */
async function abandon(address: string, person: Person): Promise<undefined> {
  const leaving = AbortSignal.timeout(Math.ceil(Math.random() * 8))
  await fetch(`${address}/api/v1/leads?limit=200&q=le`, { headers: { authorization: `Bearer ${person.token}` }, signal: leaving }).then(
    (answer) => answer.text(),
    () => undefined,
  )
}

/** An operator who ends statements under way, now and then. */
function cancelSometimes(): () => number {
  let cancelled = 0
  const timer = setInterval(async () => {
    const gone = await it
      .sql(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'healthcrm_app' AND state = 'active' AND datname = current_database() LIMIT 1",
      )
      .catch(() => [])
    cancelled += gone.length
  }, 150)
  return () => {
    clearInterval(timer)
    return cancelled
  }
}

/** Transactions that nobody ends; those of the background come and go. */
async function leftOpen(): Promise<unknown[]> {
  for (let look = 1; ; look++) {
    await sleep(500)
    const open = await it.sql("SELECT state FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND datname = current_database()")
    if (!open.length || look === 10) return open
  }
}

async function mix(): Promise<void> {
  failed = 0
  const members = await hire()
  const address = await it.app.listen({ port: 0, host: '127.0.0.1' })
  const all = acts(address)
  const seen = watchBorrows()
  const stop = cancelSometimes()
  const wrong: string[] = []
  let next = 0
  const worker = async () => {
    for (let turn = next++; turn < requests; turn = next++) {
      const member = members[turn % members.length] as Member
      const other = members[(turn + 1 + (turn % (members.length - 1))) % members.length] as Member
      const problem =
        other === member ? undefined : await (all[Math.floor(turn / members.length + turn) % all.length] as Act)(member, other)
      if (problem) wrong.push(problem)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const cancelled = stop()
  const open = await leftOpen()
  process.stdout.write(
    `${requests} requests of ${users} users over 2 connections: ${seen.borrows} borrows, ${seen.unclean.length} unclean, ${cancelled} cancelled, ${failed} failed\n`,
  )
  expect({ wrong, unclean: seen.unclean, left: open }).toEqual({ wrong: [], unclean: [], left: [] })
  expect(failed).toBeLessThanOrEqual(cancelled)
  expect(seen.borrows).toBeGreaterThan(requests / 2)
}

describe('requests of many users over two connections, with errors, cancelled statements and people who go away', () => {
  test('show nobody a row of somebody else, and every borrowed connection is clean', async () => {
    it = await testApp({ poolSize: 2 })
    await mix()
  }, 900_000)

  test.each(hasPgBouncer ? ['PgBouncer in transaction mode'] : [])(
    'do the same through %s',
    async () => {
      bouncer = await startPgBouncer(2)
      it = await testApp({ poolSize: 8, throughPooler: bouncer.urlFor })
      await mix()
    },
    900_000,
  )
})

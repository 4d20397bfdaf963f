/** Jobs whose workers are killed (E5): real processes, and the product's own work, what forms have sent. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { seal } from '../db/seal.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { counts, tell } from '../test/counts.ts'

const submissions = counts(1_000, 5_000)
/** Enough on a machine that has much else to do, where a worker takes longer to begin than to be killed. */
const mostKills = 25
const secret = 'a secret of the tests, forty letters long'

let clinic: TestApp
const workers = new Set<ChildProcess>()
/** Those that have begun, in the order in which they did. */
const atWork = new Set<ChildProcess>()
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(async () => {
  for (const worker of workers) await end(worker)
  await clinic.close()
})

const quickImports = join(import.meta.dirname, '..', 'quick-imports.ts')

function hire(): void {
  const program = join(import.meta.dirname, '..', 'test', 'submission-worker.ts')
  const { ownerUrl, url } = clinic.database
  const env = { ...process.env, OWNER_URL: ownerUrl, APP_URL: url, DATA_DIR: inject('clusterDataDir'), SECRET: secret }
  const worker = spawn(process.execPath, ['--import', quickImports, program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  workers.add(worker)
  worker.stdout.once('data', () => atWork.add(worker))
}

async function end(worker: ChildProcess): Promise<void> {
  workers.delete(worker)
  atWork.delete(worker)
  if (worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}

/** As the form's own route does it, without its pace, and many to a transaction. */
async function send(): Promise<void> {
  const [form] = await clinic.sql<{ id: number }>("select id from public_forms where token = 'start'")
  const batch = 250
  for (let from = 0; from < submissions; from += batch) {
    const sealed = Array.from({ length: batch }, (_, at) => {
      const sent = {
        firstName: 'Ann',
        lastName: 'Lee',
        email: `ann${from + at}@example.com`,
        language: 'en',
        wording: 'I agree',
        address: '::1',
      }
      return seal(secret, 'form submission', JSON.stringify(sent))
    })
    await clinic.sql(
      `with sent as (insert into form_submissions (form_id, submission_key, sealed)
         select $1, gen_random_uuid(), each from unnest($2::text[]) each returning id)
       select enqueue_job('arrivals.submission', jsonb_build_object('submissionId', id), 0) from sent`,
      [form?.id, sealed],
    )
  }
}

const waiting = async () => {
  const [row] = await clinic.sql<{ left: number }>(
    "select count(*)::int as left from pgboss.job where name = 'arrivals.submission' and state <> 'completed'",
  )
  return row?.left ?? 0
}

const inHandSince = async (moment: Date) => {
  const [row] = await clinic.sql<{ stuck: number }>(
    "select count(*)::int as stuck from pgboss.job where name = 'arrivals.submission' and state = 'active' and started_on < $1::timestamptz",
    [moment.toISOString()],
  )
  return row?.stuck ?? 0
}

test('four workers of whom one is killed every two seconds do each job once, and leave none behind (E5)', {
  timeout: 600_000,
}, async () => {
  await send()
  for (let at = 0; at < 4; at++) hire()
  await expect.poll(waiting, { timeout: 60_000 }).toBeLessThan(submissions)
  const began = new Date()
  let kills = 0
  while (kills < mostKills && (await waiting()) > submissions / 50) {
    const [oldest] = atWork
    // A busy machine takes its time to start one: some have to be at it, or nothing would be interrupted.
    if (oldest && atWork.size > 2) {
      await end(oldest)
      kills += 1
      hire()
    }
    await sleep(2_000)
  }
  const lastKill = new Date()
  const seconds = (lastKill.getTime() - began.getTime()) / 1000
  // What a killed worker had in hand is given to others, not left for its longest time.
  await expect.poll(() => inHandSince(lastKill), { timeout: 60_000, interval: 250 }).toBe(0)
  const after = (Date.now() - lastKill.getTime()) / 1000
  await expect.poll(waiting, { timeout: 300_000, interval: 250 }).toBe(0)
  const [effects] = await clinic.sql(
    `select (select count(*)::int from leads) as leads, (select count(distinct email)::int from leads) as people,
       (select count(*)::int from lead_touches) as touches, (select count(*)::int from consents) as consents,
       (select count(*)::int from activity_logs where action = 'created' and entity_type = 'lead') as entries,
       (select count(*)::int from activity_logs where action = 'arrived_again') as again,
       (select count(*)::int from form_submissions where sealed is not null) as sealed`,
  )
  const each = { leads: submissions, people: submissions, touches: submissions, consents: submissions, entries: submissions }
  tell(
    `E5: ${submissions} jobs, ${kills} of four workers killed in ${seconds.toFixed(0)} s, nothing stuck ${after.toFixed(1)} s after the last kill`,
  )
  expect(kills).toBeGreaterThan(counts(0, 4))
  expect(effects).toEqual({ ...each, again: 0, sealed: 0 })
})

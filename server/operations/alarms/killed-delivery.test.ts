/** A worker that is killed while the receiver of a webhook has not answered yet (E3). In npm run test:operations. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { seal } from '../../db/seal.ts'
import { type TestApp, testApp } from '../../test/app.ts'
import { tell } from '../../test/counts.ts'
import { webhookPurpose } from './alarm-messages.ts'

const secret = 'a secret of the tests, forty letters long'
const alarms = 20
const kills = 4

let clinic: TestApp
let worker: ChildProcess | undefined
/** What the receiver was told, in the order in which it arrived. */
const calls: { id: string; alarm: number; type: string; isAnswered: boolean }[] = []
/** Says nothing to the one that is killed. */
let isSilent = false
const receiver = createServer((request, answer) => {
  let body = ''
  request.on('data', (piece) => {
    body += piece
  })
  request.on('end', () => hear(String(request.headers['webhook-id']), body, answer))
})

function hear(id: string, body: string, answer: ServerResponse): void {
  const { type, data } = JSON.parse(body) as { type: string; data: { id: number } }
  calls.push({ id, alarm: data.id, type, isAnswered: !isSilent })
  if (!isSilent) answer.writeHead(200).end()
}

beforeAll(async () => {
  clinic = await testApp()
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  await end()
  receiver.closeAllConnections()
  receiver.close()
  await clinic.close()
})

const host = () => `127.0.0.1:${(receiver.address() as AddressInfo).port}`

function hire(): void {
  const at = (...path: string[]) => join(import.meta.dirname, '..', '..', ...path)
  const { ownerUrl, url } = clinic.database
  const settings = { OWNER_URL: ownerUrl, APP_URL: url, DATA_DIR: inject('clusterDataDir'), SECRET: secret, WEBHOOK_HOST: host() }
  worker = spawn(process.execPath, ['--import', at('quick-imports.ts'), at('test', 'message-worker.ts')], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function end(): Promise<void> {
  if (!worker || worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}

/** Alarms that came and went, with what the webhook is to hear of each. */
async function raise(): Promise<void> {
  const sealed = seal(secret, webhookPurpose, `whsec_${Buffer.alloc(24, 1).toString('base64')}`)
  await clinic.sql('insert into operations_state (id, alarm_webhook_url, alarm_webhook_secret) values (1, $1, $2)', [
    `http://${host()}/hook`,
    sealed,
  ])
  await clinic.sql(
    `with a as (insert into alarms (kind, text, started_at, ended_at) select 'disk_low', 'full', now(), now() from generate_series(1, $1::int) returning id),
       m as (insert into alarm_messages (alarm_id, event, channel) select id, e, 'webhook' from a, unnest(array['started', 'ended']) with ordinality e (e, n)
         order by n, id returning id)
     select enqueue_job('operations.alarm-message', jsonb_build_object('id', id), 0) from m`,
    [alarms],
  )
}

const waiting = async () =>
  (await clinic.sql<{ left: number }>("select count(*)::int as left from alarm_messages where state <> 'sent'"))[0]?.left

test('what a killed worker was about to tell is told again under the same id, once it was answered never more, and in order', async () => {
  await raise()
  for (let kill = 0; kill < kills; kill++) {
    isSilent = true
    const before = calls.length
    hire()
    await expect.poll(() => calls.length, { timeout: 300_000 }).toBeGreaterThan(before)
    await end()
    isSilent = false
  }
  const cut = calls.length
  hire()
  await expect.poll(waiting, { timeout: 600_000, interval: 500 }).toBe(0)
  const answered = calls.filter(({ isAnswered }) => isAnswered)
  tell(
    `E3: ${alarms * 2} messages, ${kills} workers killed while ${cut} calls had no answer; ${calls.length} calls, ${answered.length} answered`,
  )
  expect(answered.map(({ id }) => id).sort()).toEqual([...new Set(calls.map(({ id }) => id))].sort())
  expect(answered.length).toBe(alarms * 2)
  for (const { alarm } of answered) {
    const told = calls.filter((each) => each.alarm === alarm).map(({ type }) => type)
    expect(told.lastIndexOf('alarm.started')).toBeLessThan(told.indexOf('alarm.ended'))
  }
})
